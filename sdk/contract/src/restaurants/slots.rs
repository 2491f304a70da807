//! The times that can be ordered for.

use crate::{
    access::Access,
    endpoint::{RestaurantPath, endpoints},
    orders::FulfilmentKind,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Which times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SlotsQuery {
    /// How the food is to reach the guest; delivery if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fulfilment: Option<FulfilmentKind>,
    /// Where the guest is: degrees north. For a delivery it counts the way there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Where the guest is: degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// How many days ahead to look, 1 to 14; 7 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// The times that an order can be placed for, as things stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Slots {
    /// The restaurant's time zone, e.g. `Europe/Berlin`.
    pub time_zone: String,
    /// When food ordered now is there; absent while no orders for now are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub soonest: Option<Timestamp>,
    /// Every quarter of an hour that can be ordered ahead for, as `scheduled_for`, soonest first.
    pub items: Vec<Timestamp>,
}

endpoints! {
    service: "restaurants";

    /// The times that a restaurant can be ordered from for.
    ListSlots = "restaurants.slots" Query Get "/v1/restaurants/{restaurant_id}/slots" {
        access: Access::PUBLIC,
        path: RestaurantPath,
        query: SlotsQuery,
        response: Slots, 200,
        errors: [NotFound, FulfilmentNotOffered, OutOfDeliveryArea],
    }
}
