//! What happens at restaurants, as far as others need to know.

use super::Event;
use crate::{
    AccountId, ItemId, RestaurantId,
    access::StaffRole,
    menu::{ItemAvailability, Menu},
    restaurants::{Promo, Restaurant},
};
use serde::{Deserialize, Serialize};

/// Profile, hours, pause, busy time or rating of a restaurant changed, or it is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantChanged {
    /// The restaurant after it.
    pub restaurant: Restaurant,
}

impl Event for RestaurantChanged {
    const TYPE: &'static str = "foodwala.restaurant.changed.v1";

    fn subject(&self) -> String {
        self.restaurant.id.to_string()
    }
}

/// A menu was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MenuPublished {
    /// The menu, without availability.
    pub menu: Menu,
}

impl Event for MenuPublished {
    const TYPE: &'static str = "foodwala.restaurant.menu_published.v1";

    fn subject(&self) -> String {
        self.menu.restaurant_id.to_string()
    }
}

/// Staff set how many of a dish can be ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AvailabilitySet {
    /// Where.
    pub restaurant_id: RestaurantId,
    /// How many.
    pub availability: ItemAvailability,
    /// Grows with every setting at this restaurant.
    pub version: u64,
}

impl Event for AvailabilitySet {
    const TYPE: &'static str = "foodwala.restaurant.availability_set.v1";

    fn subject(&self) -> String {
        self.restaurant_id.to_string()
    }
}

impl AvailabilitySet {
    /// The dish.
    pub const fn item_id(&self) -> ItemId {
        self.availability.item_id
    }
}

/// The promo codes of a restaurant changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PromosChanged {
    /// Whose.
    pub restaurant_id: RestaurantId,
    /// All codes after it.
    pub promos: Vec<Promo>,
    /// Grows with every change of the codes.
    pub version: u64,
}

impl Event for PromosChanged {
    const TYPE: &'static str = "foodwala.restaurant.promos_changed.v1";

    fn subject(&self) -> String {
        self.restaurant_id.to_string()
    }
}

/// Who owns a restaurant changed, or it is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OwnersChanged {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// All owners after it.
    pub owners: Vec<AccountId>,
    /// Grows with every change of the staff.
    pub version: u64,
}

impl Event for OwnersChanged {
    const TYPE: &'static str = "foodwala.restaurant.owners_changed.v1";

    fn subject(&self) -> String {
        self.restaurant_id.to_string()
    }
}

/// Who works at a restaurant changed, or it is new.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StaffChanged {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// Everybody after it.
    pub staff: Vec<StaffPosition>,
    /// Grows with every change of the staff.
    pub version: u64,
}

impl Event for StaffChanged {
    const TYPE: &'static str = "foodwala.restaurant.staff_changed.v1";

    fn subject(&self) -> String {
        self.restaurant_id.to_string()
    }
}

/// What somebody does at a restaurant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StaffPosition {
    /// Who.
    pub account_id: AccountId,
    /// What they do.
    pub role: StaffRole,
}

/// A courier was given a delivery.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DeliveryAssigned {
    /// The order.
    pub order_id: crate::OrderId,
    /// Its short code.
    pub number: String,
    /// Where to fetch it.
    pub restaurant_name: String,
    /// Who brings it.
    pub courier_id: AccountId,
}

impl Event for DeliveryAssigned {
    const TYPE: &'static str = "foodwala.restaurant.delivery_assigned.v1";

    fn subject(&self) -> String {
        self.order_id.to_string()
    }
}
