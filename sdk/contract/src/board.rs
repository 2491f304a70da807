//! The order board: what the restaurant's staff sees and does, and deliveries (restaurant service).
//!
//! Staff actions answer 202 with the card as it was, marked `pending`: the order service decides. The outcome comes
//! over the board's events, as the moved card or as a refusal.

use crate::{
    AccountId, ItemId,
    access::{Access, Scope, StaffRole},
    endpoint::{BoardOrderPath, OrderPath, RestaurantPath, endpoints},
    orders::{CourierPosition, Order, OrderAction, OrderStatus},
    page::Page,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An order on the board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BoardOrder {
    /// The order as the order service last told.
    pub order: Order,
    /// A staff action that the order service has not answered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingAction>,
    /// The last staff action that was refused, until the next change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedAction>,
    /// Whether the guest has a code that a courier must give to hand the order over.
    #[serde(default)]
    pub proof_required: bool,
    /// The link for a courier without an account, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_with: Option<SharedDelivery>,
    /// Grows with every change of the card.
    pub version: u64,
}

/// Somebody without an account who may deliver an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SharedDelivery {
    /// Whom it is shared with.
    pub name: String,
    /// Until when the link is good.
    pub expires_at: Timestamp,
}

/// A staff action on its way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PendingAction {
    /// What.
    pub action: OrderAction,
    /// Since when.
    pub at: Timestamp,
}

/// A staff action that could not be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RefusedAction {
    /// What.
    pub action: OrderAction,
    /// The state the order was in by then.
    pub status: OrderStatus,
    /// When.
    pub at: Timestamp,
}

/// Which orders of the board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BoardQuery {
    /// Live orders unless `ended`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<BoardView>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Entries wanted, 1 to 100; 20 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Which part of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BoardView {
    /// Orders somebody must still do something about, oldest first.
    Live,
    /// Orders that have ended, newest first.
    Ended,
}

/// What the board is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum BoardEvent {
    /// A card is new or changed.
    Card {
        /// The card.
        card: Box<BoardOrder>,
    },
    /// A dish's availability changed.
    Availability {
        /// How many can be ordered.
        availability: crate::menu::ItemAvailability,
    },
}

/// Takes an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AcceptRequest {
    /// Minutes until the food is ready, 1 to 240.
    pub ready_in_minutes: u32,
}

/// Does not take an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RejectRequest {
    /// What the guest is told.
    pub reason: String,
    /// Dishes that are sold out; they are marked so.
    #[serde(default)]
    pub sold_out: Vec<ItemId>,
}

/// Needs longer for an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DelayRequest {
    /// Minutes to add to the promised time, 1 to 120.
    pub minutes: u32,
}

/// Sends an order off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DispatchRequest {
    /// The courier; absent if the restaurant brings it without naming one. A courier sends themself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub courier_id: Option<AccountId>,
}

/// Calls an order off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BoardCancelRequest {
    /// What the guest is told.
    pub reason: String,
}

/// A courier's deliveries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Deliveries {
    /// Orders with the courier, oldest first.
    pub items: Vec<Order>,
}

/// Managers, the kitchen, and couriers for what is theirs.
const HANDOVER: Access = Access::staff(&[
    StaffRole::Owner,
    StaffRole::Manager,
    StaffRole::Kitchen,
    StaffRole::Courier,
])
.or_client(Scope::BoardWrite);
const KITCHEN: Access = Access::KITCHEN.or_client(Scope::BoardWrite);

endpoints! {
    service: "restaurants";

    /// The order board.
    ListBoard = "board.list" Query Get "/v1/restaurants/{restaurant_id}/orders" {
        access: Access::ANY_STAFF.or_client(Scope::BoardRead),
        path: RestaurantPath,
        query: BoardQuery,
        response: Page<BoardOrder>, 200,
        errors: [NotFound],
    }

    /// One card of the board.
    GetBoardOrder = "board.get" Query Get "/v1/restaurants/{restaurant_id}/orders/{order_id}" {
        access: Access::ANY_STAFF.or_client(Scope::BoardRead),
        path: BoardOrderPath,
        response: BoardOrder, 200,
        errors: [NotFound],
    }

    /// Follows the board live. With `Last-Event-ID` it begins with what changed since then.
    FollowBoard = "board.follow" Query Get "/v1/restaurants/{restaurant_id}/events" {
        access: Access::ANY_STAFF.or_client(Scope::BoardRead),
        answer: Events,
        path: RestaurantPath,
        response: BoardEvent, 200,
        errors: [NotFound],
    }

    /// Takes an order, with the time until it is ready.
    AcceptOrder = "board.accept" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/accept" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        request: AcceptRequest,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// Does not take an order.
    RejectOrder = "board.reject" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/reject" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        request: RejectRequest,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// Needs longer for an order.
    DelayOrder = "board.delay" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/delay" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        request: DelayRequest,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// Begins to cook.
    StartOrder = "board.start" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/start" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused],
    }

    /// The food is ready.
    ReadyOrder = "board.ready" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/ready" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused],
    }

    /// Sends a delivery off, with a courier.
    DispatchOrder = "board.dispatch" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/dispatch" {
        access: HANDOVER,
        idempotent: true,
        path: BoardOrderPath,
        request: DispatchRequest,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, CourierNotFound, Forbidden],
    }

    /// The delivery was handed over. Couriers only for their own, and only if its guest has no code.
    DeliverOrder = "board.deliver" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/deliver" {
        access: HANDOVER,
        idempotent: true,
        path: BoardOrderPath,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, Forbidden, ProofCodeRequired],
    }

    /// The guest has fetched it.
    CollectOrder = "board.collect" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/collect" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused],
    }

    /// Calls an order off, with a reason.
    BoardCancelOrder = "board.cancel" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/cancel" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        request: BoardCancelRequest,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// The deliveries the caller has with them.
    ListDeliveries = "deliveries.list" Query Get "/v1/me/deliveries" {
        access: Access::ACCOUNT,
        response: Deliveries, 200,
        errors: [],
    }

    /// Tells where the courier is. Only the courier of the order, while it is on the way.
    ReportPosition = "deliveries.position" Command Post "/v1/deliveries/{order_id}/position" {
        access: Access::ACCOUNT,
        path: OrderPath,
        request: CourierPosition,
        response: (), 204,
        errors: [NotFound, ValidationFailed],
    }
}
