//! Why a basket cannot be ordered as it is, with what the platform said about it.

use foodwala_sdk::{ErrorCode, ItemId, Problem, Timestamp};
use serde::de::DeserializeOwned;

/// What stands in the way of an order. Amounts are minor units.
#[derive(Debug, Clone, PartialEq)]
pub enum Obstacle {
    /// The restaurant is closed then.
    Closed {
        /// When it opens.
        opens_at: Option<Timestamp>,
    },
    /// The restaurant takes no orders.
    Paused {
        /// Until then.
        until: Option<Timestamp>,
    },
    /// A dish is sold out, or too few are left.
    SoldOut {
        /// The dish.
        item: Option<ItemId>,
        /// Portions left.
        left: u32,
    },
    /// A dish, or an option of it, is not on the menu any more.
    Gone {
        /// The dish.
        item: Option<ItemId>,
    },
    /// The options of a dish do not fit.
    Options,
    /// The restaurant does not deliver that far.
    TooFar {
        /// How far it is, metres.
        distance_m: u32,
        /// How far it delivers, metres.
        limit_m: u32,
    },
    /// The dishes cost too little.
    BelowMinimum {
        /// What they must cost.
        minimum: i64,
        /// What they cost.
        items: i64,
    },
    /// Delivery or pickup is not offered.
    NotOffered,
    /// The promo code does not apply.
    Promo {
        /// Why: `unknown`, `used_up`, `over`, …
        reason: String,
        /// What the dishes must cost.
        minimum: Option<i64>,
    },
    /// The wanted time is too soon or too far ahead.
    Schedule,
    /// The restaurant is no longer there.
    NoRestaurant,
    /// Something in the basket or the address is not valid, e.g. a missing street.
    Invalid,
}

impl Obstacle {
    /// The obstacle that a refused quote or order names; none if it is not about the basket.
    pub fn of(problem: &Problem) -> Option<Self> {
        Some(match problem.code {
            ErrorCode::RestaurantClosed => Self::Closed {
                opens_at: fact(problem, "opens_at"),
            },
            ErrorCode::RestaurantPaused => Self::Paused {
                until: fact(problem, "until"),
            },
            ErrorCode::ItemSoldOut => Self::SoldOut {
                item: fact(problem, "item_id"),
                left: fact(problem, "portions_left").unwrap_or_default(),
            },
            ErrorCode::ItemNotOnMenu => Self::Gone {
                item: fact(problem, "item_id"),
            },
            ErrorCode::InvalidOptions => Self::Options,
            ErrorCode::OutOfDeliveryArea => Self::TooFar {
                distance_m: fact(problem, "distance_m").unwrap_or_default(),
                limit_m: fact(problem, "limit_m").unwrap_or_default(),
            },
            ErrorCode::BelowMinimumOrder => Self::BelowMinimum {
                minimum: fact(problem, "minimum_minor").unwrap_or_default(),
                items: fact(problem, "items_minor").unwrap_or_default(),
            },
            ErrorCode::FulfilmentNotOffered => Self::NotOffered,
            ErrorCode::PromoNotApplicable => Self::Promo {
                reason: fact(problem, "reason").unwrap_or_default(),
                minimum: fact(problem, "minimum_minor"),
            },
            ErrorCode::InvalidSchedule => Self::Schedule,
            ErrorCode::NotFound => Self::NoRestaurant,
            ErrorCode::ValidationFailed => Self::Invalid,
            _ => return None,
        })
    }

    /// Whether another time would help.
    pub const fn is_about_time(&self) -> bool {
        matches!(self, Self::Closed { .. } | Self::Paused { .. } | Self::Schedule)
    }
}

fn fact<T: DeserializeOwned>(problem: &Problem, name: &str) -> Option<T> {
    let value = problem.context.get(name)?;
    serde_json::from_value(value.clone()).ok()
}
