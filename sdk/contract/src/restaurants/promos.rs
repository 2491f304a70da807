//! Promo codes of a restaurant.

use crate::{
    access::Access,
    endpoint::{PromoPath, RestaurantPath, endpoints},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A promo code of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Promo {
    /// What guests type; letter case does not matter.
    pub code: String,
    /// What it takes off.
    pub discount: Discount,
    /// The items must cost at least this, in minor units.
    #[serde(default)]
    pub minimum_order_minor: i64,
    /// From then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// Until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    /// How often it can be used in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_uses: Option<u32>,
    /// How often one customer can use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses_per_customer: Option<u32>,
}

/// What a promo code takes off.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Discount {
    /// A share of the items' price.
    Percent {
        /// In basis points: 1000 is 10 %.
        basis_points: u32,
        /// At most this, in minor units.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at_most_minor: Option<i64>,
    },
    /// A fixed amount, never more than the items' price.
    Amount {
        /// In minor units.
        amount_minor: i64,
    },
    /// The delivery fee.
    FreeDelivery,
}

/// The promo codes of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Promos {
    /// By code.
    pub items: Vec<Promo>,
}

endpoints! {
    service: "restaurants";

    /// The promo codes of a restaurant.
    ListPromos = "promos.list" Query Get "/v1/restaurants/{restaurant_id}/promos" {
        access: Access::MANAGEMENT,
        path: RestaurantPath,
        response: Promos, 200,
        errors: [NotFound],
    }

    /// Creates or replaces a promo code. The code in the path counts.
    PutPromo = "promos.put" Command Put "/v1/restaurants/{restaurant_id}/promos/{code}" {
        access: Access::MANAGEMENT,
        path: PromoPath,
        request: Promo,
        response: Promo, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Removes a promo code.
    RemovePromo = "promos.remove" Command Delete "/v1/restaurants/{restaurant_id}/promos/{code}" {
        access: Access::MANAGEMENT,
        path: PromoPath,
        response: (), 204,
        errors: [NotFound],
    }
}
