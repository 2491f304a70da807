//! The order's states and the one table of what may follow what, by whom.

use serde::{Deserialize, Serialize};

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Waiting for the card payment.
    PaymentPending,
    /// The card payment failed. Final.
    PaymentFailed,
    /// Ordered ahead; placed when it is due.
    Scheduled,
    /// Waiting for the restaurant to accept.
    Placed,
    /// Accepted, with a promised time.
    Accepted,
    /// Being cooked.
    Preparing,
    /// Ready for courier or guest.
    Ready,
    /// With the courier.
    OutForDelivery,
    /// At the guest's door. Final.
    Delivered,
    /// Fetched by the guest. Final.
    Collected,
    /// The restaurant said no. Final.
    Rejected,
    /// Nobody accepted in time. Final.
    Expired,
    /// Called off. Final.
    Cancelled,
}

impl OrderStatus {
    /// Every state.
    pub const ALL: &'static [Self] = &[
        Self::PaymentPending,
        Self::PaymentFailed,
        Self::Scheduled,
        Self::Placed,
        Self::Accepted,
        Self::Preparing,
        Self::Ready,
        Self::OutForDelivery,
        Self::Delivered,
        Self::Collected,
        Self::Rejected,
        Self::Expired,
        Self::Cancelled,
    ];

    /// Whether nothing follows.
    pub const fn is_final(self) -> bool {
        matches!(
            self,
            Self::PaymentFailed | Self::Delivered | Self::Collected | Self::Rejected | Self::Expired | Self::Cancelled
        )
    }

    /// Whether the guest got the food.
    pub const fn is_fulfilled(self) -> bool {
        matches!(self, Self::Delivered | Self::Collected)
    }

    /// As it is sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PaymentPending => "payment_pending",
            Self::PaymentFailed => "payment_failed",
            Self::Scheduled => "scheduled",
            Self::Placed => "placed",
            Self::Accepted => "accepted",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::OutForDelivery => "out_for_delivery",
            Self::Delivered => "delivered",
            Self::Collected => "collected",
            Self::Rejected => "rejected",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Who moves an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The guest who ordered.
    Customer,
    /// Somebody on the restaurant's staff.
    Restaurant,
    /// The platform's support.
    Admin,
    /// The platform itself: clock or payment.
    Platform,
}

/// What is done to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderAction {
    /// The payment arrived.
    Pay,
    /// The payment of an order that is ahead of its time arrived.
    PayAhead,
    /// The payment failed.
    FailPayment,
    /// A scheduled order is due.
    Release,
    /// Nobody accepted in time.
    Expire,
    /// The restaurant takes it.
    Accept,
    /// The restaurant does not take it.
    Reject,
    /// The restaurant needs longer.
    Delay,
    /// Cooking begins.
    Start,
    /// The food is ready.
    Ready,
    /// The courier leaves with it.
    Dispatch,
    /// The courier has handed it over.
    Deliver,
    /// The guest has fetched it.
    Collect,
    /// It is called off.
    Cancel,
}

/// How the food reaches the guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FulfilmentKind {
    /// A courier brings it.
    Delivery,
    /// The guest fetches it.
    Pickup,
}

/// A row of the table: in `from`, one of `actors` may do `action`, which leads to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// The state before.
    pub from: OrderStatus,
    /// What is done.
    pub action: OrderAction,
    /// The state after.
    pub to: OrderStatus,
    /// Who may do it.
    pub actors: &'static [Actor],
    /// Only for orders that are fulfilled this way; `None` for all.
    pub only: Option<FulfilmentKind>,
}

const fn row(from: OrderStatus, action: OrderAction, to: OrderStatus, actors: &'static [Actor]) -> Transition {
    Transition {
        from,
        action,
        to,
        actors,
        only: None,
    }
}

const fn row_for(
    only: FulfilmentKind,
    from: OrderStatus,
    action: OrderAction,
    to: OrderStatus,
    actors: &'static [Actor],
) -> Transition {
    Transition {
        from,
        action,
        to,
        actors,
        only: Some(only),
    }
}

/// The table. An order moves along its rows and never otherwise.
pub const TRANSITIONS: &[Transition] = {
    use Actor::{Admin, Customer, Platform, Restaurant};
    use FulfilmentKind::{Delivery, Pickup};
    use OrderAction as A;
    use OrderStatus as S;
    const ANYONE: &[Actor] = &[Customer, Restaurant, Admin];
    const STAFF: &[Actor] = &[Restaurant];
    const STAFF_OR_ADMIN: &[Actor] = &[Restaurant, Admin];
    const CLOCK: &[Actor] = &[Platform];
    &[
        row(S::PaymentPending, A::Pay, S::Placed, CLOCK),
        row(S::PaymentPending, A::PayAhead, S::Scheduled, CLOCK),
        row(S::PaymentPending, A::FailPayment, S::PaymentFailed, CLOCK),
        row(S::PaymentPending, A::Cancel, S::Cancelled, &[Customer, Admin]),
        row(S::Scheduled, A::Release, S::Placed, CLOCK),
        row(S::Scheduled, A::Cancel, S::Cancelled, ANYONE),
        row(S::Placed, A::Accept, S::Accepted, STAFF),
        row(S::Placed, A::Reject, S::Rejected, STAFF),
        row(S::Placed, A::Expire, S::Expired, CLOCK),
        row(S::Placed, A::Cancel, S::Cancelled, ANYONE),
        row(S::Accepted, A::Start, S::Preparing, STAFF),
        row(S::Accepted, A::Delay, S::Accepted, STAFF),
        row(S::Accepted, A::Cancel, S::Cancelled, STAFF_OR_ADMIN),
        row(S::Preparing, A::Ready, S::Ready, STAFF),
        row(S::Preparing, A::Delay, S::Preparing, STAFF),
        row(S::Preparing, A::Cancel, S::Cancelled, STAFF_OR_ADMIN),
        row_for(Delivery, S::Ready, A::Dispatch, S::OutForDelivery, STAFF),
        row_for(Pickup, S::Ready, A::Collect, S::Collected, STAFF),
        row(S::Ready, A::Delay, S::Ready, STAFF),
        row(S::Ready, A::Cancel, S::Cancelled, STAFF_OR_ADMIN),
        row_for(Delivery, S::OutForDelivery, A::Deliver, S::Delivered, STAFF),
    ]
};

/// The row for an action, if there is one for that actor and kind of fulfilment.
pub fn transition(
    from: OrderStatus,
    action: OrderAction,
    actor: Actor,
    fulfilment: FulfilmentKind,
) -> Option<&'static Transition> {
    TRANSITIONS.iter().find(|row| {
        row.from == from
            && row.action == action
            && row.actors.contains(&actor)
            && row.only.is_none_or(|only| only == fulfilment)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn final_states_are_those_without_a_way_on() {
        for status in OrderStatus::ALL {
            let leads_on = TRANSITIONS.iter().any(|row| row.from == *status);
            assert_eq!(status.is_final(), !leads_on, "{status:?}");
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
    }

    #[test]
    fn no_two_rows_answer_the_same_question() {
        for (index, a) in TRANSITIONS.iter().enumerate() {
            for b in &TRANSITIONS[index + 1..] {
                assert!((a.from, a.action) != (b.from, b.action), "{a:?} and {b:?}");
            }
        }
    }
}
