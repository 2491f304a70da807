//! An order as its customer and its restaurant see it.

use super::{Actor, Basket, Fulfilment, OrderAction, OrderStatus, Price};
use crate::{
    AccountId, Money, OrderId, RestaurantId,
    geo::{GeoPoint, PostalAddress},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Places an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PlaceOrderRequest {
    /// What is wanted.
    #[serde(flatten)]
    pub basket: Basket,
    /// The total the customer agreed to.
    pub expected_total: Money,
    /// How the customer pays.
    pub payment: PaymentMethod,
    /// Whom to call.
    pub contact: Contact,
    /// For the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Enters an order for a guest without an account, who pays cash.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct EnterOrderRequest {
    /// What is wanted. Its restaurant is the one in the path; promo codes are for guests with an account.
    #[serde(flatten)]
    pub basket: Basket,
    /// The total that the guest was told.
    pub expected_total: Money,
    /// The guest's name, and a phone number if there is one.
    pub contact: Contact,
    /// How the guest ordered.
    pub channel: OrderChannel,
    /// For the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How a guest without an account ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OrderChannel {
    /// On the phone.
    Phone,
    /// At the counter.
    Counter,
}

/// Who entered an order for a guest without an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OrderEntry {
    /// How the guest ordered.
    pub channel: OrderChannel,
    /// Somebody on the restaurant's staff.
    pub by: AccountId,
}

/// How a customer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    /// At the door or the counter.
    Cash,
    /// By card, through a payment provider.
    Card,
}

/// Whom to call about an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Name.
    pub name: String,
    /// Phone number.
    #[serde(default)]
    pub phone: String,
}

/// The code that a guest says to the courier at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DeliveryCode {
    /// Four digits.
    pub code: String,
}

/// Changes to an order; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AmendOrderRequest {
    /// New note; an empty text removes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// New contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// New instructions for the courier; an empty text removes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_instructions: Option<String>,
}

/// Cancels an order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CancelOrderRequest {
    /// Why; required of support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Reviews an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ReviewRequest {
    /// 1 to 5.
    pub stars: u8,
    /// A few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Order {
    /// Id.
    pub id: OrderId,
    /// A short code to call out at the counter, e.g. `K7Q2M`.
    pub number: String,
    /// Grows with every change.
    pub version: u64,
    /// Where it stands.
    pub status: OrderStatus,
    /// Who ordered; all zeros, which is nobody's account, if staff entered it.
    pub customer_id: AccountId,
    /// Set if staff entered it for a guest without an account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<OrderEntry>,
    /// Where.
    pub restaurant_id: RestaurantId,
    /// The restaurant's name when it was ordered.
    pub restaurant_name: String,
    /// Where the restaurant was, and whom to call there, when it was ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restaurant: Option<OrderRestaurant>,
    /// How the food reaches the guest.
    pub fulfilment: Fulfilment,
    /// What it costs, with the dishes.
    #[serde(flatten)]
    pub price: Price,
    /// How the customer pays.
    pub payment: PaymentMethod,
    /// When the payment arrived, if by card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Timestamp>,
    /// How far the payment is, if by card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card_payment: Option<CardPayment>,
    /// Whom to call.
    pub contact: Contact,
    /// For the whole order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// When it was ordered.
    pub ordered_at: Timestamp,
    /// When the guest wants it, if not as soon as possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheduled_for: Option<Timestamp>,
    /// When the food is expected at the guest (or ready to fetch).
    pub promised_at: Timestamp,
    /// Until when the restaurant must accept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accept_by: Option<Timestamp>,
    /// Who brings it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub courier: Option<Courier>,
    /// Every step so far, oldest first.
    pub history: Vec<OrderStep>,
    /// What the guest thought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// The restaurant of an order, for the map and the phone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OrderRestaurant {
    /// For guests to call; empty if it has none.
    #[serde(default)]
    pub phone: String,
    /// Where it is.
    pub address: PostalAddress,
    /// Where it is on the map.
    pub location: GeoPoint,
}

/// A payment by card, with a payment provider. Card numbers go there and never to the platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CardPayment {
    /// How far it is.
    pub status: PaymentStatus,
    /// The provider's page where the guest pays, while the payment is pending. It may come a moment after the order:
    /// then it is told to who follows the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_url: Option<String>,
    /// Until when the guest must have paid, while the payment is pending.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_by: Option<Timestamp>,
    /// When the money was given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded_at: Option<Timestamp>,
}

/// How far a payment by card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// The guest has to pay.
    Pending,
    /// The money has arrived.
    Paid,
    /// The guest has not paid, and no longer can.
    Failed,
    /// The order ended without food: the money is being given back.
    RefundPending,
    /// The money was given back.
    Refunded,
}

/// Who brings an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Courier {
    /// The courier's account.
    pub account_id: AccountId,
    /// Name, as the customer sees it.
    pub name: String,
}

/// A step in an order's life.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OrderStep {
    /// Where it led.
    pub status: OrderStatus,
    /// What was done; absent for the ordering itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<OrderAction>,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Actor,
    /// Why, if said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a guest thought of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Review {
    /// 1 to 5.
    pub stars: u8,
    /// A few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// Where a courier is. Kept for a minute or so, never stored for good.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CourierPosition {
    /// The place.
    pub location: GeoPoint,
    /// Degrees clockwise from north, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading_degrees: Option<u16>,
    /// When it was measured.
    pub measured_at: Timestamp,
}

/// What a customer who follows an order is told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TrackingEvent {
    /// The order as it is now. The event's id is its version.
    Order {
        /// The order.
        order: Box<Order>,
    },
    /// The courier moved.
    Position {
        /// Where to.
        position: CourierPosition,
    },
}
