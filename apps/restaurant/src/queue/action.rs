//! What staff can do to an order.

use foodwala_sdk::{
    AccountId, Error, FoodWala, IdempotencyKey, ItemId, OrderId, RestaurantId,
    contract::{
        board::{AcceptRequest, BoardCancelRequest, BoardOrder, DelayRequest, DispatchRequest, RejectRequest},
        couriers::HandOverRequest,
        orders::OrderAction,
    },
};
use serde::{Deserialize, Serialize};

/// An action with its details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum StaffAct {
    /// Take it; ready in so many minutes, counted from when it was said.
    Accept {
        /// Minutes.
        minutes: u32,
    },
    /// Do not take it.
    Reject {
        /// What the guest is told.
        reason: String,
        /// What is sold out.
        sold_out: Vec<ItemId>,
    },
    /// Need longer.
    Delay {
        /// Minutes more.
        minutes: u32,
    },
    /// Begin to cook.
    Start,
    /// The food is ready.
    Ready,
    /// Send it off.
    Dispatch {
        /// With whom, if anybody is named.
        courier: Option<AccountId>,
    },
    /// Handed over at the door.
    Deliver,
    /// Handed over at the door against the code that the guest says.
    HandOver {
        /// Four digits.
        code: String,
    },
    /// Fetched by the guest.
    Collect,
    /// Call it off.
    Cancel {
        /// What the guest is told.
        reason: String,
    },
}

impl StaffAct {
    /// The step in the order's life.
    #[must_use]
    pub const fn action(&self) -> OrderAction {
        match self {
            Self::Accept { .. } => OrderAction::Accept,
            Self::Reject { .. } => OrderAction::Reject,
            Self::Delay { .. } => OrderAction::Delay,
            Self::Start => OrderAction::Start,
            Self::Ready => OrderAction::Ready,
            Self::Dispatch { .. } => OrderAction::Dispatch,
            Self::Deliver | Self::HandOver { .. } => OrderAction::Deliver,
            Self::Collect => OrderAction::Collect,
            Self::Cancel { .. } => OrderAction::Cancel,
        }
    }

    /// The same said `minutes` later: food that was promised in twenty minutes five minutes ago is promised in fifteen.
    #[must_use]
    pub fn later_by(self, minutes: u32) -> Self {
        match self {
            Self::Accept { minutes: promised } => Self::Accept {
                minutes: promised.saturating_sub(minutes).max(1),
            },
            other => other,
        }
    }

    /// Tells the platform.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn send(
        &self,
        client: &FoodWala,
        place: RestaurantId,
        order: OrderId,
        key: &IdempotencyKey,
    ) -> Result<BoardOrder, Error> {
        let board = client.board(place);
        match self {
            Self::Accept { minutes } => {
                let request = AcceptRequest {
                    ready_in_minutes: *minutes,
                };
                board.accept_with_key(key, order, &request).await
            }
            Self::Reject { reason, sold_out } => {
                let request = RejectRequest {
                    reason: reason.clone(),
                    sold_out: sold_out.clone(),
                };
                board.reject_with_key(key, order, &request).await
            }
            Self::Delay { minutes } => {
                let request = DelayRequest { minutes: *minutes };
                board.delay_with_key(key, order, &request).await
            }
            Self::Start => board.start_with_key(key, order).await,
            Self::Ready => board.ready_with_key(key, order).await,
            Self::Dispatch { courier } => {
                let request = DispatchRequest { courier_id: *courier };
                board.dispatch_with_key(key, order, &request).await
            }
            Self::Deliver => board.deliver_with_key(key, order).await,
            Self::HandOver { code } => {
                let request = HandOverRequest { code: code.clone() };
                client.couriers(place).hand_over_with_key(key, order, &request).await
            }
            Self::Collect => board.collect_with_key(key, order).await,
            Self::Cancel { reason } => {
                let request = BoardCancelRequest { reason: reason.clone() };
                board.cancel_with_key(key, order, &request).await
            }
        }
    }
}
