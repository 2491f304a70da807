//! Acting on an order, without a renderer.

use crate::queue::StaffAct;
use foodwala_sdk::{
    AccountId, ItemId, OrderId,
    contract::orders::{Actor, FulfilmentKind, OrderAction, OrderStatus, transition},
};
use std::collections::BTreeSet;

/// What staff can do, in the order in which buttons show it.
const STAFF: [OrderAction; 9] = [
    OrderAction::Accept,
    OrderAction::Start,
    OrderAction::Ready,
    OrderAction::Dispatch,
    OrderAction::Deliver,
    OrderAction::Collect,
    OrderAction::Delay,
    OrderAction::Reject,
    OrderAction::Cancel,
];

/// What may be done to an order in a state, as the contract's table says.
#[must_use]
pub fn steps(status: OrderStatus, kind: FulfilmentKind) -> Vec<OrderAction> {
    let possible = |action: &OrderAction| transition(status, *action, Actor::Restaurant, kind).is_some();
    STAFF.into_iter().filter(possible).collect()
}

/// The step that leads an order on.
#[must_use]
pub fn next_step(status: OrderStatus, kind: FulfilmentKind) -> Option<OrderAction> {
    let leads_on =
        |action: &OrderAction| !matches!(action, OrderAction::Delay | OrderAction::Reject | OrderAction::Cancel);
    steps(status, kind).into_iter().find(leads_on)
}

/// Whether an action asks for details first.
#[must_use]
pub const fn needs_details(action: OrderAction) -> bool {
    matches!(
        action,
        OrderAction::Accept | OrderAction::Reject | OrderAction::Delay | OrderAction::Dispatch | OrderAction::Cancel
    )
}

/// Why an order is not taken or called off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reason {
    /// Something is sold out.
    #[default]
    SoldOut,
    /// Too much to do.
    Busy,
    /// Closing.
    Closing,
    /// No courier.
    NoCourier,
    /// In words of one's own.
    Other,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::SoldOut, Self::Busy, Self::Closing, Self::NoCourier, Self::Other];

    /// As it is known within the page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SoldOut => "sold_out",
            Self::Busy => "busy",
            Self::Closing => "closing",
            Self::NoCourier => "no_courier",
            Self::Other => "other",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// In how many minutes it will be ready.
    Accept {
        /// Minutes.
        minutes: u32,
    },
    /// How many minutes more.
    Delay {
        /// Minutes.
        minutes: u32,
    },
    /// Why not, and what is sold out.
    Reject,
    /// Why it is called off.
    Cancel,
    /// Who brings it.
    Dispatch {
        /// The courier; none to name nobody.
        courier: Option<AccountId>,
    },
    /// What else can be done.
    More,
    /// A link for a courier without an account.
    Share,
}

/// An open sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The order.
    pub order: OrderId,
    /// What is asked for.
    pub ask: Ask,
    /// Why, where that is asked.
    pub reason: Reason,
    /// In words of one's own.
    pub words: String,
    /// Dishes that are sold out.
    pub sold_out: BTreeSet<ItemId>,
    /// Words are missing.
    pub incomplete: bool,
}

/// The sheet, if one is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// What is asked.
    pub open: Option<Open>,
    /// Orders to which something was done this very moment. The button that did it may be another one by now, and the
    /// second tap of a double tap is not meant for that.
    pub settling: BTreeSet<OrderId>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Somebody wants to do something.
    Take {
        /// The order.
        order: OrderId,
        /// What.
        action: OrderAction,
        /// Minutes that the kitchen needs now.
        lead_minutes: u32,
    },
    /// Something is done for which nothing need be asked.
    Act(OrderId, StaffAct),
    /// Somebody wants to see what else can be done.
    More(OrderId),
    /// Somebody from outside shall bring it.
    Share(OrderId),
    /// So many minutes.
    Minutes(u32),
    /// For this reason.
    Reason(Reason),
    /// In these words.
    Words(String),
    /// This dish is sold out, or is not.
    SoldOut(ItemId, bool),
    /// This courier brings it.
    Courier(Option<AccountId>),
    /// Yes. With the words for the guest.
    Confirm {
        /// The reason as the guest reads it.
        reason: String,
    },
    /// No.
    Close,
    /// Some time has passed since something was done to an order.
    Settled(OrderId),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Act on an order.
    Act(OrderId, StaffAct),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    let effect = asked(state, event);
    if let Some(Effect::Act(order, _)) = &effect {
        state.settling.insert(*order);
    }
    effect
}

fn asked(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Take { order, .. } if state.settling.contains(&order) => None,
        Event::Settled(order) => {
            state.settling.remove(&order);
            None
        }
        Event::Act(order, act) => Some(Effect::Act(order, act)),
        Event::Take {
            order,
            action,
            lead_minutes,
        } => {
            let ask = match action {
                OrderAction::Accept => Ask::Accept {
                    minutes: lead_minutes.clamp(5, 120).next_multiple_of(5),
                },
                OrderAction::Delay => Ask::Delay { minutes: 10 },
                OrderAction::Reject => Ask::Reject,
                OrderAction::Cancel => Ask::Cancel,
                OrderAction::Dispatch => Ask::Dispatch { courier: None },
                other => {
                    state.open = None;
                    return simple(other).map(|act| Effect::Act(order, act));
                }
            };
            state.open = Some(opened(order, ask));
            None
        }
        Event::More(order) => {
            state.open = Some(opened(order, Ask::More));
            None
        }
        Event::Share(order) => {
            state.open = Some(opened(order, Ask::Share));
            None
        }
        Event::Close => {
            state.open = None;
            None
        }
        Event::Confirm { reason } => confirm(state, reason),
        other => {
            if let Some(open) = &mut state.open {
                fill(open, other);
            }
            None
        }
    }
}

const fn simple(action: OrderAction) -> Option<StaffAct> {
    match action {
        OrderAction::Start => Some(StaffAct::Start),
        OrderAction::Ready => Some(StaffAct::Ready),
        OrderAction::Deliver => Some(StaffAct::Deliver),
        OrderAction::Collect => Some(StaffAct::Collect),
        _ => None,
    }
}

const fn opened(order: OrderId, ask: Ask) -> Open {
    Open {
        order,
        ask,
        reason: Reason::SoldOut,
        words: String::new(),
        sold_out: BTreeSet::new(),
        incomplete: false,
    }
}

fn fill(open: &mut Open, event: Event) {
    match (event, &mut open.ask) {
        (Event::Minutes(chosen), Ask::Accept { minutes } | Ask::Delay { minutes }) => *minutes = chosen,
        (Event::Courier(chosen), Ask::Dispatch { courier }) => *courier = chosen,
        (Event::Reason(reason), _) => open.reason = reason,
        (Event::Words(words), _) => {
            open.words = words;
            open.incomplete = false;
        }
        (Event::SoldOut(item, true), _) => {
            open.sold_out.insert(item);
        }
        (Event::SoldOut(item, false), _) => {
            open.sold_out.remove(&item);
        }
        _ => {}
    }
}

fn confirm(state: &mut State, reason: String) -> Option<Effect> {
    let open = state.open.as_mut()?;
    let words = open.words.trim();
    let reason = if open.reason == Reason::Other {
        words.to_owned()
    } else {
        reason
    };
    let act = match &open.ask {
        Ask::Accept { minutes } => StaffAct::Accept { minutes: *minutes },
        Ask::Delay { minutes } => StaffAct::Delay { minutes: *minutes },
        Ask::Dispatch { courier } => StaffAct::Dispatch { courier: *courier },
        Ask::Reject | Ask::Cancel if reason.is_empty() => {
            open.incomplete = true;
            return None;
        }
        Ask::Reject => StaffAct::Reject {
            reason,
            sold_out: open
                .sold_out
                .iter()
                .copied()
                .filter(|_| open.reason == Reason::SoldOut)
                .collect(),
        },
        Ask::Cancel => StaffAct::Cancel { reason },
        Ask::More | Ask::Share => return None,
    };
    let order = open.order;
    state.open = None;
    Some(Effect::Act(order, act))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::card;

    fn order() -> OrderId {
        card(1, OrderStatus::Placed).order.id
    }

    fn take(action: OrderAction) -> Event {
        Event::Take {
            order: order(),
            action,
            lead_minutes: 23,
        }
    }

    #[test]
    fn what_can_be_done_is_what_the_table_says() {
        let delivery = |status| next_step(status, FulfilmentKind::Delivery);
        assert_eq!(delivery(OrderStatus::Placed), Some(OrderAction::Accept));
        assert_eq!(delivery(OrderStatus::Ready), Some(OrderAction::Dispatch));
        assert_eq!(
            next_step(OrderStatus::Ready, FulfilmentKind::Pickup),
            Some(OrderAction::Collect)
        );
        assert_eq!(delivery(OrderStatus::Delivered), None);
        assert!(steps(OrderStatus::Preparing, FulfilmentKind::Pickup).contains(&OrderAction::Delay));
        assert!(!steps(OrderStatus::OutForDelivery, FulfilmentKind::Delivery).contains(&OrderAction::Cancel));
    }

    #[test]
    fn simple_steps_are_done_at_once() {
        let mut state = State::default();
        let effect = reduce(&mut state, take(OrderAction::Start));
        assert_eq!(effect, Some(Effect::Act(order(), StaffAct::Start)));
        assert_eq!(state.open, None);
    }

    #[test]
    fn an_order_is_taken_with_the_time_that_the_kitchen_needs_unless_another_is_chosen() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, take(OrderAction::Accept)), None);
        assert_eq!(
            state.open.as_ref().map(|open| open.ask.clone()),
            Some(Ask::Accept { minutes: 25 })
        );
        reduce(&mut state, Event::Minutes(40));
        let effect = reduce(&mut state, Event::Confirm { reason: String::new() });
        assert_eq!(effect, Some(Effect::Act(order(), StaffAct::Accept { minutes: 40 })));
    }

    #[test]
    fn a_no_needs_a_reason_and_names_what_is_sold_out() {
        let mut state = State::default();
        let dish = card(1, OrderStatus::Placed).order.price.lines[0].item_id;
        reduce(&mut state, take(OrderAction::Reject));
        reduce(&mut state, Event::SoldOut(dish, true));
        reduce(&mut state, Event::Reason(Reason::Other));
        let yes = Event::Confirm {
            reason: "We are sold out".to_owned(),
        };
        assert_eq!(reduce(&mut state, yes.clone()), None, "words of one's own are missing");
        assert!(state.open.as_ref().is_some_and(|open| open.incomplete));
        reduce(&mut state, Event::Reason(Reason::SoldOut));
        let effect = reduce(&mut state, yes);
        let act = StaffAct::Reject {
            reason: "We are sold out".to_owned(),
            sold_out: vec![dish],
        };
        assert_eq!(effect, Some(Effect::Act(order(), act)));
    }

    #[test]
    fn the_second_tap_of_a_double_tap_does_nothing() {
        let mut state = State::default();
        assert!(reduce(&mut state, take(OrderAction::Start)).is_some());
        // The button under the finger is another one by now.
        assert_eq!(reduce(&mut state, take(OrderAction::Ready)), None);
        reduce(&mut state, Event::Settled(order()));
        let effect = reduce(&mut state, take(OrderAction::Ready));
        assert_eq!(effect, Some(Effect::Act(order(), StaffAct::Ready)));
    }

    #[test]
    fn other_orders_and_the_sheets_wait_for_nothing() {
        let mut state = State::default();
        reduce(&mut state, take(OrderAction::Start));
        let other = card(2, OrderStatus::Placed).order.id;
        let start = Event::Take {
            order: other,
            action: OrderAction::Start,
            lead_minutes: 20,
        };
        assert_eq!(reduce(&mut state, start), Some(Effect::Act(other, StaffAct::Start)));
        reduce(&mut state, Event::More(order()));
        assert!(state.open.is_some());
    }
}
