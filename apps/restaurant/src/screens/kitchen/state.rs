//! The kitchen's view, without a renderer: what is to be cooked, what was bumped, how many of each dish.

use crate::{
    board::{CardView, Column, column_of, sorted},
    queue::StaffAct,
};
use foodwala_sdk::{OrderId, Timestamp, contract::orders::OrderStatus};
use jiff::SignedDuration;
use std::collections::{BTreeMap, BTreeSet};

/// For how long a bump can be taken back before anybody is told.
pub const GRACE: SignedDuration = SignedDuration::from_secs(6);

/// The screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// Bumped, and when; told to nobody yet.
    pub bumped: BTreeMap<OrderId, Timestamp>,
    /// Only what this station makes.
    pub station: Option<String>,
    /// What was bumped last is shown.
    pub recalls: bool,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Cooking begins.
    Start(OrderId),
    /// It is done.
    Bump(OrderId, Timestamp),
    /// It is not done after all.
    Recall(OrderId),
    /// Time passes.
    Tick(Timestamp),
    /// The screen is left: what was bumped is meant.
    Leave,
    /// Only this station, or all.
    Station(Option<String>),
    /// Show or hide what was bumped last.
    Recalls(bool),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Act on an order.
    Act(OrderId, StaffAct),
    /// Keep the station on the device.
    Keep(Option<String>),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Start(order) => vec![Effect::Act(order, StaffAct::Start)],
        Event::Bump(order, now) => {
            state.bumped.entry(order).or_insert(now);
            Vec::new()
        }
        Event::Recall(order) => {
            state.bumped.remove(&order);
            Vec::new()
        }
        Event::Tick(now) => {
            let is_over = |at: &Timestamp| now.duration_since(*at) >= GRACE;
            let over: Vec<OrderId> = state
                .bumped
                .iter()
                .filter(|(_, at)| is_over(at))
                .map(|(order, _)| *order)
                .collect();
            state.bumped.retain(|_, at| !is_over(at));
            over.into_iter()
                .map(|order| Effect::Act(order, StaffAct::Ready))
                .collect()
        }
        Event::Leave => {
            let bumped = std::mem::take(&mut state.bumped);
            bumped
                .into_keys()
                .map(|order| Effect::Act(order, StaffAct::Ready))
                .collect()
        }
        Event::Station(station) => {
            state.station.clone_from(&station);
            vec![Effect::Keep(station)]
        }
        Event::Recalls(shown) => {
            state.recalls = shown;
            Vec::new()
        }
    }
}

/// What is to be cooked, what is due first, first. With a station, only orders with something for it.
#[must_use]
pub fn to_cook(views: Vec<CardView>, station: Option<&str>) -> Vec<CardView> {
    let cooks = |view: &CardView| column_of(view.status) == Some(Column::Preparing);
    let concerns = |view: &CardView| {
        let mut lines = view.card.order.price.lines.iter();
        station.is_none() || lines.any(|line| line.station.as_deref() == station)
    };
    sorted(views.into_iter().filter(|view| cooks(view) && concerns(view)).collect())
}

/// What is ready and has not left yet, the newest first.
#[must_use]
pub fn recalled(views: Vec<CardView>) -> Vec<CardView> {
    let mut ready: Vec<CardView> = views
        .into_iter()
        .filter(|view| view.status == OrderStatus::Ready)
        .collect();
    ready.sort_by_key(|view| std::cmp::Reverse(view.card.order.updated_at));
    ready.truncate(12);
    ready
}

/// How many of each dish, the most first.
#[must_use]
pub fn all_day(views: &[CardView], station: Option<&str>) -> Vec<(String, u32)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for line in views.iter().flat_map(|view| &view.card.order.price.lines) {
        if station.is_none() || line.station.as_deref() == station {
            *counts.entry(&line.name).or_default() += line.quantity;
        }
    }
    let mut counts: Vec<(String, u32)> = counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    counts.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), name.clone()));
    counts
}

/// The stations that the orders name.
#[must_use]
pub fn stations(views: &[CardView]) -> BTreeSet<String> {
    let lines = views.iter().flat_map(|view| &view.card.order.price.lines);
    lines.filter_map(|line| line.station.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        board::Card,
        queue::Queue,
        samples::{card, noon},
    };

    fn view(id: u128, status: OrderStatus) -> CardView {
        let mut card = card(id, status);
        card.order.price.lines[1].station = Some("Tandoor".to_owned());
        CardView::new(Card::new(card), &Queue::default())
    }

    #[test]
    fn a_bump_is_told_when_it_was_not_taken_back_in_time() {
        let (a, b) = (
            view(1, OrderStatus::Preparing).card.order.id,
            view(2, OrderStatus::Preparing).card.order.id,
        );
        let mut state = State::default();
        reduce(&mut state, Event::Bump(a, noon()));
        reduce(&mut state, Event::Bump(b, noon()));
        assert_eq!(
            reduce(&mut state, Event::Tick(noon() + SignedDuration::from_secs(2))),
            []
        );
        reduce(&mut state, Event::Recall(a));
        let told = reduce(&mut state, Event::Tick(noon() + GRACE));
        assert_eq!(told, [Effect::Act(b, StaffAct::Ready)]);
        assert!(state.bumped.is_empty());
    }

    #[test]
    fn leaving_the_screen_loses_no_bump() {
        let a = view(1, OrderStatus::Preparing).card.order.id;
        let mut state = State::default();
        reduce(&mut state, Event::Bump(a, noon()));
        assert_eq!(reduce(&mut state, Event::Leave), [Effect::Act(a, StaffAct::Ready)]);
    }

    #[test]
    fn dishes_are_counted_over_all_orders_of_the_station() {
        let views = to_cook(
            vec![
                view(1, OrderStatus::Accepted),
                view(2, OrderStatus::Preparing),
                view(3, OrderStatus::Ready),
            ],
            None,
        );
        assert_eq!(views.len(), 2);
        assert_eq!(
            all_day(&views, None),
            [("Dal Makhani".to_owned(), 4), ("Naan".to_owned(), 2)]
        );
        assert_eq!(all_day(&views, Some("Tandoor")), [("Naan".to_owned(), 2)]);
        assert_eq!(stations(&views).len(), 1);
        assert!(to_cook(vec![view(1, OrderStatus::Accepted)], Some("Grill")).is_empty());
    }
}
