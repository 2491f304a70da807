//! Ordering the same again, without a renderer: what of it there still is.

use foodwala_sdk::{
    Error, ItemId, Timestamp,
    contract::{
        menu::Menu,
        orders::{Order, PricedLine},
    },
};

/// How far it is.
#[derive(Debug, Clone, Default)]
pub enum State {
    /// Not wanted.
    #[default]
    Idle,
    /// The menu is being fetched.
    Asking,
    /// These dishes are gone: the person decides.
    Gone {
        /// The dishes with their names.
        missing: Vec<(ItemId, String)>,
        /// Nothing else is left.
        all: bool,
    },
    /// The menu is not there.
    Failed(Error),
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The same again.
    Again,
    /// The menu is there.
    Menu(Box<Result<Menu, Error>>, Timestamp),
    /// Go on with what is left.
    TakeRest,
    /// Not again.
    Leave,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch the menu.
    Fetch,
    /// Put the dishes into the basket but for these, and go there.
    Fill(Vec<ItemId>),
}

/// One step.
pub fn reduce(state: &mut State, order: &Order, event: Event) -> Option<Effect> {
    match event {
        Event::Again if matches!(state, State::Asking) => None,
        Event::Again => {
            *state = State::Asking;
            Some(Effect::Fetch)
        }
        Event::Menu(menu, now) => match *menu {
            Err(error) => {
                *state = State::Failed(error);
                None
            }
            Ok(menu) => {
                let missing = missing(order, &menu, now);
                if missing.is_empty() {
                    *state = State::Idle;
                    return Some(Effect::Fill(Vec::new()));
                }
                let is_missing = |line: &PricedLine| missing.iter().any(|(id, _)| *id == line.item_id);
                let all = order.price.lines.iter().all(is_missing);
                *state = State::Gone { missing, all };
                None
            }
        },
        Event::TakeRest => match std::mem::take(state) {
            State::Gone { missing, all: false } => Some(Effect::Fill(missing.into_iter().map(|(id, _)| id).collect())),
            _ => None,
        },
        Event::Leave => {
            *state = State::Idle;
            None
        }
    }
}

/// The dishes of an order that cannot be had any more: gone from the menu, sold out, or with options that are gone.
fn missing(order: &Order, menu: &Menu, now: Timestamp) -> Vec<(ItemId, String)> {
    let is_there = |line: &PricedLine| {
        let mut items = menu.sections.iter().flat_map(|section| &section.items);
        let Some(item) = items.find(|item| item.id == line.item_id) else {
            return false;
        };
        let has_options = line.options.iter().all(|chosen| {
            let mut options = item.option_groups.iter().flat_map(|group| &group.options);
            options.any(|option| option.id == chosen.option_id)
        });
        let is_in_stock = menu
            .availability
            .iter()
            .all(|it| it.item_id != line.item_id || it.allows(line.quantity, now));
        has_options && is_in_stock
    };
    let lines = order.price.lines.iter().filter(|line| !is_there(line));
    lines.map(|line| (line.item_id, line.name.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use foodwala_sdk::contract::{menu::ItemAvailability, orders::OrderStatus};
    use serde_json::{Value, json};

    fn menu(items: Value) -> Menu {
        serde_json::from_value(json!({
            "restaurant_id": samples::restaurant().restaurant.id, "version": 1,
            "sections": [{"id": "018f6a3e-0000-7000-8000-0000000000f1", "name": "Mains", "items": items}]
        }))
        .unwrap()
    }

    fn dal() -> Value {
        json!([{"id": samples::line().item_id, "name": "Dal", "price_minor": 700}])
    }

    fn after(menu: Menu) -> (State, Option<Effect>) {
        let order = samples::order(OrderStatus::Delivered);
        let mut state = State::default();
        assert_eq!(reduce(&mut state, &order, Event::Again), Some(Effect::Fetch));
        assert_eq!(reduce(&mut state, &order, Event::Again), None);
        let effect = reduce(&mut state, &order, Event::Menu(Box::new(Ok(menu)), samples::noon()));
        (state, effect)
    }

    #[test]
    fn what_is_all_there_goes_straight_into_the_basket() {
        assert_eq!(after(menu(dal())).1, Some(Effect::Fill(vec![])));
    }

    #[test]
    fn what_is_gone_or_short_is_said_before() {
        let (mut state, effect) = after(menu(json!([])));
        assert_eq!(effect, None);
        assert!(matches!(&state, State::Gone { missing, all: true } if missing[0].1 == "Dal"));
        let order = samples::order(OrderStatus::Delivered);
        assert_eq!(
            reduce(&mut state, &order, Event::TakeRest),
            None,
            "nothing is left to take"
        );

        let mut short = menu(dal());
        short.availability.push(ItemAvailability {
            item_id: samples::line().item_id,
            portions_left: Some(1),
            until: None,
        });
        assert!(matches!(after(short).0, State::Gone { .. }));
    }
}
