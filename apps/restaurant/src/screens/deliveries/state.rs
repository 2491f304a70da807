//! A courier's deliveries, without a renderer.

use crate::{board::CardView, queue::StaffAct};
use foodwala_sdk::{
    AccountId, OrderId, Timestamp,
    contract::{
        geo::GeoPoint,
        orders::{CourierPosition, FulfilmentKind, OrderStatus},
    },
};
use foodwala_ui::device::{LocateError, Position};

/// The screen.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct State {
    /// Guests see where the courier is.
    pub shares: bool,
    /// When the position was told last.
    pub told_at: Option<Timestamp>,
    /// Why it was not.
    pub trouble: Option<Trouble>,
}

/// Why a position was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The person does not want it.
    Denied,
    /// The device does not know.
    Unknown,
    /// The platform could not be reached, or did not take it.
    Untold,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// The courier wants to share, or no longer.
    Share(bool),
    /// The device told, or did not.
    Located(Result<Position, LocateError>, Timestamp),
    /// The platform was told, or was not.
    Told(bool, Timestamp),
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Keep the choice on the device.
    Keep(bool),
    /// Tell the platform, for every order on the way.
    Tell(CourierPosition),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Share(shares) => {
            *state = State {
                shares,
                ..State::default()
            };
            Some(Effect::Keep(shares))
        }
        Event::Located(..) if !state.shares => None,
        Event::Located(Ok(position), now) => Some(Effect::Tell(CourierPosition {
            location: GeoPoint {
                latitude: position.latitude,
                longitude: position.longitude,
            },
            heading_degrees: None,
            measured_at: now,
        })),
        Event::Located(Err(error), _) => {
            state.trouble = Some(match error {
                LocateError::Denied => Trouble::Denied,
                LocateError::Unavailable | LocateError::Timeout => Trouble::Unknown,
            });
            None
        }
        Event::Told(true, now) => {
            state.told_at = Some(now);
            state.trouble = None;
            None
        }
        Event::Told(false, _) => {
            state.trouble = Some(Trouble::Untold);
            None
        }
    }
}

/// The deliveries that somebody has with them.
#[must_use]
pub fn mine(views: &[CardView], me: Option<AccountId>) -> Vec<CardView> {
    let is_mine = |view: &&CardView| {
        let courier = view.card.order.courier.as_ref().map(|courier| courier.account_id);
        let takes = view.card.order.status == OrderStatus::Ready && view.status == OrderStatus::OutForDelivery;
        view.status == OrderStatus::OutForDelivery && (takes || (courier.is_some() && courier == me))
    };
    views.iter().filter(is_mine).cloned().collect()
}

/// The deliveries that wait for a courier.
#[must_use]
pub fn waiting(views: &[CardView]) -> Vec<CardView> {
    let waits = |view: &&CardView| {
        view.status == OrderStatus::Ready && view.card.order.fulfilment.kind() == FulfilmentKind::Delivery
    };
    views.iter().filter(waits).cloned().collect()
}

/// Handing over at the door; none while the guest's code is needed and is not there.
#[must_use]
pub fn handed_over(needs_code: bool, code: &str) -> Option<StaffAct> {
    let code = code.trim();
    match needs_code {
        false => Some(StaffAct::Deliver),
        true if code.len() == 4 => Some(StaffAct::HandOver { code: code.to_owned() }),
        true => None,
    }
}

/// The orders whose guests may see where the courier is: those the platform knows to be on the way.
#[must_use]
pub fn followed(views: &[CardView]) -> Vec<OrderId> {
    let on_the_way = |view: &&CardView| view.card.order.status == OrderStatus::OutForDelivery;
    views.iter().filter(on_the_way).map(|view| view.card.order.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        board::Card,
        queue::Queue,
        samples::{account, card, noon},
    };
    use foodwala_sdk::contract::orders::Courier;

    fn view(id: u128, status: OrderStatus, courier: Option<AccountId>) -> CardView {
        let mut card = card(id, status);
        card.order.courier = courier.map(|account_id| Courier {
            account_id,
            name: "Ravi".to_owned(),
        });
        CardView::new(Card::new(card), &Queue::default())
    }

    #[test]
    fn a_courier_sees_what_is_theirs_and_what_waits() {
        let other: AccountId = "018f6a3e-0000-7000-8000-0000000000ff".parse().unwrap();
        let views = [
            view(1, OrderStatus::Ready, None),
            view(2, OrderStatus::OutForDelivery, Some(account())),
            view(3, OrderStatus::OutForDelivery, Some(other)),
        ];
        assert_eq!(mine(&views, Some(account())).len(), 1);
        assert_eq!(waiting(&views).len(), 1);
        assert_eq!(followed(&mine(&views, Some(account()))).len(), 1);
    }

    #[test]
    fn a_guests_code_is_asked_for_where_there_is_one() {
        assert_eq!(handed_over(false, ""), Some(StaffAct::Deliver));
        assert_eq!(handed_over(true, "12"), None);
        let code = "1234".to_owned();
        assert_eq!(handed_over(true, " 1234 "), Some(StaffAct::HandOver { code }));
    }

    #[test]
    fn a_position_is_told_only_while_it_is_shared() {
        let here = Position {
            latitude: 52.5,
            longitude: 13.4,
            accuracy_m: 10.0,
        };
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Located(Ok(here), noon())), None);
        reduce(&mut state, Event::Share(true));
        assert!(matches!(
            reduce(&mut state, Event::Located(Ok(here), noon())),
            Some(Effect::Tell(_))
        ));
        reduce(&mut state, Event::Located(Err(LocateError::Denied), noon()));
        assert_eq!(state.trouble, Some(Trouble::Denied));
        reduce(&mut state, Event::Told(true, noon()));
        assert_eq!((state.trouble, state.told_at), (None, Some(noon())));
    }
}
