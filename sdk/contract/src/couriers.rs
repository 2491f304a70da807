//! Couriers (restaurant service): who they are, handing over against a code, and links for couriers without an account.
//!
//! A link is a token for one order. Whoever holds it sees where that order goes, sets off with it, tells where they are,
//! and hands it over; nothing else, and only until it expires or is taken back. Tokens are signed, so that they cannot be
//! made up.

use crate::{
    AccountId, Money, OrderId,
    access::{Access, Scope, StaffRole},
    board::{BoardOrder, PendingAction, RefusedAction, SharedDelivery},
    customers::AddressDetails,
    endpoint::{BoardOrderPath, RestaurantPath, endpoints},
    orders::{Contact, CourierPosition, OrderRestaurant, OrderStatus},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// `/v1/courier-links/{token}…`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LinkPath {
    /// The link's token.
    pub token: String,
}

/// Hands a delivery over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct HandOverRequest {
    /// The code that the guest says at the door; empty if the order has none.
    pub code: String,
}

/// A courier of a restaurant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CourierOnStaff {
    /// The courier's account.
    pub account_id: AccountId,
    /// Name.
    pub name: String,
    /// Orders the courier has with them right now.
    pub carrying: u32,
}

/// The couriers of a restaurant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Couriers {
    /// By name.
    pub items: Vec<CourierOnStaff>,
}

/// Shares a delivery with somebody who has no account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ShareDeliveryRequest {
    /// Whom it is shared with, as the board shows it, 1 to 80 characters.
    pub name: String,
    /// Minutes the link is good for, 5 to 720; 240 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_minutes: Option<u32>,
}

/// A link for a courier without an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CourierLink {
    /// The token; whoever has it may deliver the order. Only this answer shows it.
    pub token: String,
    /// Whom it is shared with.
    pub name: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// A dish, as far as a courier needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LinkedLine {
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: u32,
}

/// A delivery, as the holder of its link sees it. Once it has ended, the guest is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LinkedDelivery {
    /// The order.
    pub order_id: OrderId,
    /// Its short code, to be called out at the counter.
    pub number: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// Where to fetch it.
    pub restaurant_name: String,
    /// Where that is, and whom to call there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restaurant: Option<OrderRestaurant>,
    /// Where to bring it.
    pub address: AddressDetails,
    /// Whom to call there.
    pub contact: Contact,
    /// For the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it is.
    pub lines: Vec<LinkedLine>,
    /// What the guest pays at the door, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_collect: Option<Money>,
    /// When the guest expects it.
    pub promised_at: Timestamp,
    /// Whether the guest must say a code.
    pub proof_required: bool,
    /// Something that was done and is not confirmed yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<PendingAction>,
    /// Something that could not be done, until the next change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<RefusedAction>,
    /// Whom it is shared with, and until when.
    pub shared_with: SharedDelivery,
    /// Grows with every change.
    pub version: u64,
}

const KITCHEN: Access = Access::KITCHEN.or_client(Scope::BoardWrite);
/// Managers, the kitchen, and couriers for what is theirs.
const HANDOVER: Access = Access::staff(&[
    StaffRole::Owner,
    StaffRole::Manager,
    StaffRole::Kitchen,
    StaffRole::Courier,
])
.or_client(Scope::BoardWrite);

endpoints! {
    service: "restaurants";

    /// The couriers of a restaurant, and how much each has with them.
    ListCouriers = "couriers.list" Query Get "/v1/restaurants/{restaurant_id}/couriers" {
        access: KITCHEN,
        path: RestaurantPath,
        response: Couriers, 200,
        errors: [NotFound],
    }

    /// The delivery was handed over against the guest's code. Couriers only for their own; after five wrong codes only
    /// the restaurant can say that an order was delivered.
    HandOverOrder = "couriers.hand_over" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/hand-over" {
        access: HANDOVER,
        idempotent: true,
        path: BoardOrderPath,
        request: HandOverRequest,
        response: BoardOrder, 202,
        errors: [NotFound, TransitionRefused, ValidationFailed, Forbidden, ProofCodeWrong, ProofCodeLocked],
    }

    /// Makes a link for a courier without an account. A link that was made before no longer works.
    ShareDelivery = "couriers.share" Command Post "/v1/restaurants/{restaurant_id}/orders/{order_id}/courier-link" {
        access: KITCHEN,
        idempotent: true,
        path: BoardOrderPath,
        request: ShareDeliveryRequest,
        response: CourierLink, 201,
        errors: [NotFound, TransitionRefused, ValidationFailed],
    }

    /// Takes the link of an order back.
    UnshareDelivery = "couriers.unshare" Command Delete "/v1/restaurants/{restaurant_id}/orders/{order_id}/courier-link" {
        access: KITCHEN,
        path: BoardOrderPath,
        response: (), 204,
        errors: [NotFound],
    }

    /// The delivery that a link is for.
    GetLinkedDelivery = "courier_links.get" Query Get "/v1/courier-links/{token}" {
        access: Access::PUBLIC,
        path: LinkPath,
        response: LinkedDelivery, 200,
        errors: [NotFound],
    }

    /// Sets off with the delivery that a link is for.
    DispatchLinked = "courier_links.dispatch" Command Post "/v1/courier-links/{token}/dispatch" {
        access: Access::PUBLIC,
        idempotent: true,
        path: LinkPath,
        response: LinkedDelivery, 202,
        errors: [NotFound, TransitionRefused],
    }

    /// The delivery that a link is for was handed over against the guest's code.
    HandOverLinked = "courier_links.hand_over" Command Post "/v1/courier-links/{token}/hand-over" {
        access: Access::PUBLIC,
        idempotent: true,
        path: LinkPath,
        request: HandOverRequest,
        response: LinkedDelivery, 202,
        errors: [NotFound, TransitionRefused, ValidationFailed, ProofCodeWrong, ProofCodeLocked],
    }

    /// Tells where the delivery is that a link is for, while it is on the way.
    ReportLinkedPosition = "courier_links.position" Command Post "/v1/courier-links/{token}/position" {
        access: Access::PUBLIC,
        path: LinkPath,
        request: CourierPosition,
        response: (), 204,
        errors: [NotFound, ValidationFailed],
    }
}
