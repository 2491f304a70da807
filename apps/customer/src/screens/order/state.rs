//! Following an order, without a renderer.

use crate::screens::checkout::refusal::fact;
use foodwala_sdk::{
    Error, ErrorCode, Timestamp,
    contract::{
        orders::{Actor, CourierPosition, FulfilmentKind, Order, OrderAction, OrderStatus, TrackingEvent, transition},
        restaurants::RestaurantView,
    },
};

/// What connects the screen with the platform.
#[derive(Debug, Clone, Default)]
pub enum Link {
    /// Not yet.
    #[default]
    Connecting,
    /// News arrive as they happen.
    Live,
    /// The connection broke and is being made anew.
    Broken,
    /// There is nothing to follow any more, or it cannot be followed.
    Over(Option<Error>),
}

/// What becomes of the wish to cancel.
#[derive(Debug, Clone, Default)]
pub enum Cancelling {
    /// Nobody wishes to.
    #[default]
    No,
    /// The person is asked whether they mean it.
    Asking,
    /// The platform is being asked.
    Sending,
    /// Too late: the order is in this state.
    TooLate(Option<OrderStatus>),
    /// It is not known what became of it.
    Failed(Error),
}

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The order as it is.
    pub order: Option<Box<Order>>,
    /// Its restaurant, for the map and to call.
    pub restaurant: Option<Box<RestaurantView>>,
    /// Where the courier was last.
    pub position: Option<CourierPosition>,
    /// What connects the screen with the platform.
    pub link: Link,
    /// What becomes of the wish to cancel.
    pub cancelling: Cancelling,
    /// The state that a screen reader is told of; none for the first one.
    pub news: Option<OrderStatus>,
    /// Whether the promised time was put off while the person watched.
    pub delayed: bool,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// The platform told something.
    Told(TrackingEvent),
    /// The restaurant is known.
    Restaurant(Box<RestaurantView>),
    /// The connection broke, or is there again.
    Connected(bool),
    /// The stream has ended.
    Ended(Option<Error>),
    /// Try to follow again.
    Retry,
    /// Cancel?
    AskCancel,
    /// Yes.
    Cancel,
    /// No, or seen.
    Keep,
    /// The platform answered.
    Cancelled(Result<Box<Order>, Error>),
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Fetch the restaurant.
    LoadRestaurant,
    /// Follow the order.
    Follow,
    /// Nothing will change any more.
    Stop,
    /// Ask the platform to cancel.
    Cancel,
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Told(TrackingEvent::Order { order }) => {
            state.link = Link::Live;
            take(state, order)
        }
        Event::Told(TrackingEvent::Position { position }) => {
            state.link = Link::Live;
            let is_newer = state
                .position
                .is_none_or(|known| known.measured_at < position.measured_at);
            if is_newer {
                state.position = Some(position);
            }
            None
        }
        Event::Restaurant(restaurant) => {
            state.restaurant = Some(restaurant);
            None
        }
        Event::Connected(connected) => {
            match (&state.link, connected) {
                (Link::Live, false) => state.link = Link::Broken,
                (Link::Broken, true) => state.link = Link::Live,
                _ => {}
            }
            None
        }
        Event::Ended(error) => {
            state.link = Link::Over(error);
            None
        }
        Event::Retry => {
            state.link = Link::Connecting;
            Some(Effect::Follow)
        }
        Event::AskCancel => {
            state.cancelling = if can_cancel(state.order.as_deref()) {
                Cancelling::Asking
            } else {
                Cancelling::TooLate(state.order.as_ref().map(|order| order.status))
            };
            None
        }
        Event::Cancel if matches!(state.cancelling, Cancelling::Asking | Cancelling::Failed(_)) => {
            state.cancelling = Cancelling::Sending;
            Some(Effect::Cancel)
        }
        Event::Cancel => None,
        Event::Keep => {
            state.cancelling = Cancelling::No;
            None
        }
        Event::Cancelled(Ok(order)) => {
            state.cancelling = Cancelling::No;
            take(state, order)
        }
        Event::Cancelled(Err(error)) => {
            state.cancelling = match error.problem() {
                Some(problem) if problem.code == ErrorCode::TransitionRefused => {
                    Cancelling::TooLate(fact(problem, "status"))
                }
                _ => Cancelling::Failed(error),
            };
            None
        }
    }
}

fn take(state: &mut State, order: Box<Order>) -> Option<Effect> {
    let before = state.order.as_deref();
    if before.is_some_and(|known| known.version > order.version) {
        return None;
    }
    let is_first = before.is_none();
    if let Some(before) = before {
        if before.status != order.status {
            state.news = Some(order.status);
            state.delayed = false;
            // A question about cancelling that the kitchen has answered.
            if matches!(state.cancelling, Cancelling::Asking) && !can_cancel(Some(&*order)) {
                state.cancelling = Cancelling::TooLate(Some(order.status));
            }
        } else if order.promised_at > before.promised_at {
            state.delayed = true;
        }
    }
    let is_final = order.status.is_final();
    if order.status != OrderStatus::OutForDelivery {
        state.position = None;
    }
    state.order = Some(order);
    match (is_first, is_final) {
        (true, _) => Some(Effect::LoadRestaurant),
        (false, true) => Some(Effect::Stop),
        (false, false) => None,
    }
}

/// Whether the contract's table lets the guest cancel now.
#[must_use]
pub fn can_cancel(order: Option<&Order>) -> bool {
    order.is_some_and(|order| {
        transition(
            order.status,
            OrderAction::Cancel,
            Actor::Customer,
            order.fulfilment.kind(),
        )
        .is_some()
    })
}

/// Where a step of the way stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Behind.
    Done,
    /// Where the order is.
    Now,
    /// Still to come.
    Ahead,
}

/// The way of an order: each state with when it was reached and where it stands.
#[must_use]
pub fn way(order: &Order) -> Vec<(OrderStatus, Option<Timestamp>, Stage)> {
    use OrderStatus as S;
    let road: &[S] = match order.fulfilment.kind() {
        FulfilmentKind::Delivery => &[
            S::Placed,
            S::Accepted,
            S::Preparing,
            S::Ready,
            S::OutForDelivery,
            S::Delivered,
        ],
        FulfilmentKind::Pickup => &[S::Placed, S::Accepted, S::Preparing, S::Ready, S::Collected],
    };
    let reached = |status: S| {
        order
            .history
            .iter()
            .find(|step| step.status == status)
            .map(|step| step.at)
    };
    let before = [S::PaymentPending, S::Scheduled];
    let mut way: Vec<_> = before
        .into_iter()
        .filter_map(|status| reached(status).map(|at| (status, Some(at), Stage::Done)))
        .collect();
    let ended_early = order.status.is_final() && !order.status.is_fulfilled();
    for status in road {
        match reached(*status) {
            None if ended_early => {}
            None => way.push((*status, None, Stage::Ahead)),
            Some(at) => way.push((*status, Some(at), Stage::Done)),
        }
    }
    if ended_early {
        way.push((order.status, reached(order.status), Stage::Now));
    } else if let Some(now) = way.iter_mut().find(|(status, ..)| *status == order.status) {
        now.2 = if order.status.is_final() {
            Stage::Done
        } else {
            Stage::Now
        };
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        forms::testing::{lost, refused_with},
        samples,
    };
    use foodwala_sdk::contract::{geo::GeoPoint, orders::OrderStep};
    use serde_json::json;

    fn told(status: OrderStatus, version: u64) -> Event {
        let mut order = samples::order(status);
        order.version = version;
        Event::Told(TrackingEvent::Order { order: Box::new(order) })
    }

    fn at(second: i64) -> CourierPosition {
        CourierPosition {
            location: GeoPoint {
                latitude: 52.5,
                longitude: 13.4,
            },
            heading_degrees: None,
            measured_at: Timestamp::from_second(second).unwrap(),
        }
    }

    #[test]
    fn news_are_only_what_changed_while_somebody_watched() {
        let mut state = State::default();
        assert_eq!(
            reduce(&mut state, told(OrderStatus::Placed, 1)),
            Some(Effect::LoadRestaurant)
        );
        assert_eq!(state.news, None);
        reduce(&mut state, told(OrderStatus::Accepted, 2));
        assert_eq!(state.news, Some(OrderStatus::Accepted));
        reduce(&mut state, told(OrderStatus::Placed, 1));
        assert_eq!(
            state.order.as_ref().unwrap().status,
            OrderStatus::Accepted,
            "old news change nothing"
        );
        assert_eq!(reduce(&mut state, told(OrderStatus::Delivered, 9)), Some(Effect::Stop));
    }

    #[test]
    fn a_courier_never_rides_back_in_time() {
        let mut state = State::default();
        reduce(&mut state, told(OrderStatus::OutForDelivery, 1));
        reduce(&mut state, Event::Told(TrackingEvent::Position { position: at(20) }));
        reduce(&mut state, Event::Told(TrackingEvent::Position { position: at(10) }));
        assert_eq!(state.position, Some(at(20)));
        reduce(&mut state, told(OrderStatus::Delivered, 2));
        assert_eq!(state.position, None);
    }

    #[test]
    fn a_broken_link_is_shown_and_heals() {
        let mut state = State::default();
        reduce(&mut state, told(OrderStatus::Placed, 1));
        reduce(&mut state, Event::Connected(false));
        assert!(matches!(state.link, Link::Broken));
        reduce(&mut state, Event::Connected(true));
        assert!(matches!(state.link, Link::Live));
        reduce(&mut state, Event::Ended(Some(lost())));
        assert_eq!(reduce(&mut state, Event::Retry), Some(Effect::Follow));
    }

    #[test]
    fn cancelling_asks_first_and_says_when_it_is_too_late() {
        let mut state = State::default();
        reduce(&mut state, told(OrderStatus::Placed, 1));
        assert_eq!(reduce(&mut state, Event::Cancel), None, "not without a question");
        reduce(&mut state, Event::AskCancel);
        assert_eq!(reduce(&mut state, Event::Cancel), Some(Effect::Cancel));
        assert_eq!(reduce(&mut state, Event::Cancel), None);
        let refused = refused_with(ErrorCode::TransitionRefused, json!({"status": "accepted"}));
        reduce(&mut state, Event::Cancelled(Err(refused)));
        assert!(matches!(
            state.cancelling,
            Cancelling::TooLate(Some(OrderStatus::Accepted))
        ));
    }

    #[test]
    fn the_kitchen_may_answer_while_the_question_is_open() {
        let mut state = State::default();
        reduce(&mut state, told(OrderStatus::Placed, 1));
        reduce(&mut state, Event::AskCancel);
        reduce(&mut state, told(OrderStatus::Accepted, 2));
        assert!(matches!(state.cancelling, Cancelling::TooLate(_)));
    }

    #[test]
    fn the_way_shows_what_is_behind_and_what_is_to_come() {
        let mut order = samples::order(OrderStatus::Accepted);
        order.history.push(OrderStep {
            status: OrderStatus::Accepted,
            action: Some(OrderAction::Accept),
            at: samples::noon(),
            by: Actor::Restaurant,
            reason: None,
        });
        let stages: Vec<Stage> = way(&order).into_iter().map(|(_, _, stage)| stage).collect();
        assert_eq!(
            stages,
            [
                Stage::Done,
                Stage::Now,
                Stage::Ahead,
                Stage::Ahead,
                Stage::Ahead,
                Stage::Ahead
            ]
        );
        order.status = OrderStatus::Cancelled;
        let way = way(&order);
        assert_eq!(
            way.last().map(|(status, _, stage)| (*status, *stage)),
            Some((OrderStatus::Cancelled, Stage::Now))
        );
        assert_eq!(way.len(), 3, "nothing is to come");
    }
}
