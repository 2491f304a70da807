//! What happens to orders. Every event carries the order whole, as it is after the change.

use super::Event;
use crate::{
    AccountId, ItemId, OrderId, RestaurantId,
    orders::{Order, OrderAction, OrderStatus},
};
use serde::{Deserialize, Serialize};

macro_rules! order_events {
    ($($(#[$doc:meta])* $name:ident = $type:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
            pub struct $name {
                /// The order after it.
                pub order: Order,
            }

            impl Event for $name {
                const TYPE: &'static str = $type;

                fn subject(&self) -> String {
                    self.order.id.to_string()
                }
            }
        )+

        /// The types of all events that carry an order: decode any of them as [`OrderChanged`].
        pub const ORDER_EVENT_TYPES: &[&str] = &[$($type),+];
    };
}

order_events! {
    /// An order waits for its payment.
    OrderPaymentPending = "foodwala.order.payment_pending.v1";
    /// The payment failed.
    OrderPaymentFailed = "foodwala.order.payment_failed.v1";
    /// The page to pay on is ready, the money is to be given back, or it was; the order's state is as it was.
    OrderPaymentChanged = "foodwala.order.payment_changed.v1";
    /// An order was placed ahead of time.
    OrderScheduled = "foodwala.order.scheduled.v1";
    /// An order waits for the restaurant: just placed, paid, or due.
    OrderPlaced = "foodwala.order.placed.v1";
    /// The customer changed notes or contact.
    OrderAmended = "foodwala.order.amended.v1";
    /// The restaurant took it.
    OrderAccepted = "foodwala.order.accepted.v1";
    /// The restaurant did not take it.
    OrderRejected = "foodwala.order.rejected.v1";
    /// Nobody accepted in time.
    OrderExpired = "foodwala.order.expired.v1";
    /// The restaurant needs longer.
    OrderDelayed = "foodwala.order.delayed.v1";
    /// Cooking began.
    OrderStarted = "foodwala.order.started.v1";
    /// The food is ready.
    OrderReady = "foodwala.order.ready.v1";
    /// The courier left with it.
    OrderDispatched = "foodwala.order.dispatched.v1";
    /// The courier handed it over.
    OrderDelivered = "foodwala.order.delivered.v1";
    /// The guest fetched it.
    OrderCollected = "foodwala.order.collected.v1";
    /// It was called off.
    OrderCancelled = "foodwala.order.cancelled.v1";
    /// The guest said what they thought.
    OrderReviewed = "foodwala.order.reviewed.v1";
}

/// Any event that carries an order; see [`ORDER_EVENT_TYPES`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderChanged {
    /// The order after it.
    pub order: Order,
}

/// A staff action came too late; the board corrects itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OrderTransitionRefused {
    /// The order.
    pub order_id: OrderId,
    /// Whose board shows it.
    pub restaurant_id: RestaurantId,
    /// What was tried.
    pub action: OrderAction,
    /// The state the order was in.
    pub status: OrderStatus,
}

impl Event for OrderTransitionRefused {
    const TYPE: &'static str = "foodwala.order.transition_refused.v1";

    fn subject(&self) -> String {
        self.order_id.to_string()
    }
}

/// The guest of a delivery was given a code to say at the door. Nobody but the service that compares it is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DeliveryCodeMade {
    /// The order.
    pub order_id: OrderId,
    /// Whose couriers must give it.
    pub restaurant_id: RestaurantId,
    /// Four digits.
    pub code: String,
}

impl std::fmt::Debug for DeliveryCodeMade {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeliveryCodeMade")
            .field("order_id", &self.order_id)
            .finish_non_exhaustive()
    }
}

impl Event for DeliveryCodeMade {
    const TYPE: &'static str = "foodwala.order.delivery_code_made.v1";

    fn subject(&self) -> String {
        self.order_id.to_string()
    }
}

/// Orders took portions of a dish, or a cancelled order gave some back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PortionsChanged {
    /// Where.
    pub restaurant_id: RestaurantId,
    /// The dish.
    pub item_id: ItemId,
    /// Portions left; 0 means sold out.
    pub portions_left: u32,
    /// Grows with every change of this dish's portions by orders.
    pub version: u64,
}

impl Event for PortionsChanged {
    const TYPE: &'static str = "foodwala.order.portions_changed.v1";

    fn subject(&self) -> String {
        self.item_id.to_string()
    }
}

/// Somebody on the staff acted on the board. The order service decides what comes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StaffActionTaken {
    /// The order.
    pub order_id: OrderId,
    /// Whose board.
    pub restaurant_id: RestaurantId,
    /// What was done.
    pub action: StaffAction,
    /// Who did it; absent for an API client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<AccountId>,
}

impl Event for StaffActionTaken {
    const TYPE: &'static str = "foodwala.restaurant.staff_action_taken.v1";

    fn subject(&self) -> String {
        self.order_id.to_string()
    }
}

/// What staff can do to an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StaffAction {
    /// Take it.
    Accept {
        /// Minutes until the food is ready.
        ready_in_minutes: u32,
    },
    /// Do not take it.
    Reject {
        /// What the guest is told.
        reason: String,
    },
    /// Need longer.
    Delay {
        /// Minutes to add.
        minutes: u32,
    },
    /// Begin to cook.
    Start,
    /// The food is ready.
    Ready,
    /// Send it off.
    Dispatch {
        /// Who brings it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        courier: Option<crate::orders::Courier>,
    },
    /// Handed over.
    Deliver,
    /// Fetched.
    Collect,
    /// Call it off.
    Cancel {
        /// What the guest is told.
        reason: String,
    },
}

impl StaffAction {
    /// The action without its details.
    pub const fn action(&self) -> OrderAction {
        match self {
            Self::Accept { .. } => OrderAction::Accept,
            Self::Reject { .. } => OrderAction::Reject,
            Self::Delay { .. } => OrderAction::Delay,
            Self::Start => OrderAction::Start,
            Self::Ready => OrderAction::Ready,
            Self::Dispatch { .. } => OrderAction::Dispatch,
            Self::Deliver => OrderAction::Deliver,
            Self::Collect => OrderAction::Collect,
            Self::Cancel { .. } => OrderAction::Cancel,
        }
    }
}
