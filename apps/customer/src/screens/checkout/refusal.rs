//! Why a basket cannot be ordered as it is, with what is needed to go on.

use foodwala_sdk::{
    Error, ErrorCode, ItemId, Timestamp,
    contract::{
        Problem,
        orders::{FulfilmentKind, PaymentMethod},
    },
};
use serde::de::DeserializeOwned;

/// A designed way out of each refusal.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// Closed at the wanted time.
    Closed {
        /// When it opens next.
        opens_at: Option<Timestamp>,
    },
    /// Takes no orders for the moment.
    Paused {
        /// Until then, if known.
        until: Option<Timestamp>,
    },
    /// A dish is gone, or nearly.
    SoldOut {
        /// The dish.
        item: Option<ItemId>,
        /// Portions left.
        left: u32,
    },
    /// A dish or an option is no longer sold.
    NotOnMenu {
        /// The dish.
        item: Option<ItemId>,
    },
    /// The options of a dish do not fit the menu any more.
    Options {
        /// The index of its line.
        line: Option<usize>,
    },
    /// The door is too far away.
    OutsideArea {
        /// To the door, metres.
        distance_m: Option<u32>,
        /// As far as they go, metres.
        limit_m: Option<u32>,
    },
    /// Too little for a delivery.
    BelowMinimum {
        /// What is still missing, in minor units.
        missing_minor: Option<i64>,
    },
    /// Not delivered, or not to be fetched.
    NotOffered {
        /// What is not offered.
        kind: Option<FulfilmentKind>,
    },
    /// The promo code does not work.
    Promo {
        /// The platform's word for why.
        reason: String,
        /// The items must cost this much, in minor units.
        minimum_minor: Option<i64>,
    },
    /// Too soon, or too far ahead.
    Schedule {
        /// The nearest time that works.
        nearest: Option<Timestamp>,
    },
    /// The restaurant does not take this way to pay.
    Payment {
        /// What it takes.
        offered: Vec<PaymentMethod>,
    },
    /// The restaurant is no longer there.
    Gone,
    /// Anything else: the platform is away, too many requests, …
    Trouble(Error),
}

impl Refusal {
    /// What an error means for a basket.
    #[must_use]
    pub fn of(error: Error) -> Self {
        let Some(problem) = error.problem() else {
            return Self::Trouble(error);
        };
        match problem.code {
            ErrorCode::RestaurantClosed => Self::Closed {
                opens_at: fact(problem, "opens_at"),
            },
            ErrorCode::RestaurantPaused => Self::Paused {
                until: fact(problem, "until"),
            },
            ErrorCode::ItemSoldOut => Self::SoldOut {
                item: fact(problem, "item_id"),
                left: fact(problem, "portions_left").unwrap_or(0),
            },
            ErrorCode::ItemNotOnMenu => Self::NotOnMenu {
                item: fact(problem, "item_id"),
            },
            ErrorCode::InvalidOptions => Self::Options { line: line_of(problem) },
            ErrorCode::OutOfDeliveryArea => Self::OutsideArea {
                distance_m: fact(problem, "distance_m"),
                limit_m: fact(problem, "limit_m"),
            },
            ErrorCode::BelowMinimumOrder => Self::BelowMinimum {
                missing_minor: fact::<i64>(problem, "minimum_minor")
                    .zip(fact::<i64>(problem, "items_minor"))
                    .map(|(minimum, items)| minimum - items),
            },
            ErrorCode::FulfilmentNotOffered => Self::NotOffered {
                kind: fact(problem, "fulfilment"),
            },
            ErrorCode::PromoNotApplicable => Self::Promo {
                reason: fact(problem, "reason").unwrap_or_default(),
                minimum_minor: fact(problem, "minimum_minor"),
            },
            ErrorCode::InvalidSchedule => Self::Schedule {
                nearest: fact(problem, "earliest").or_else(|| fact(problem, "latest")),
            },
            ErrorCode::PaymentMethodNotOffered => Self::Payment {
                offered: fact(problem, "offered").unwrap_or_default(),
            },
            ErrorCode::NotFound => Self::Gone,
            _ => Self::Trouble(error),
        }
    }
}

/// A fact of a problem, if it is there and of this kind.
pub fn fact<T: DeserializeOwned>(problem: &Problem, name: &str) -> Option<T> {
    problem.context.get(name).and_then(|value| T::deserialize(value).ok())
}

fn line_of(problem: &Problem) -> Option<usize> {
    let pointer = &problem.errors.first()?.pointer;
    pointer.strip_prefix("/lines/")?.split('/').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::testing::{lost, refused, refused_with};
    use serde_json::json;

    #[test]
    fn facts_become_ways_on() {
        let closed = refused_with(ErrorCode::RestaurantClosed, json!({"opens_at": "2026-05-04T09:00:00Z"}));
        assert!(matches!(Refusal::of(closed), Refusal::Closed { opens_at: Some(_) }));
        let little = refused_with(
            ErrorCode::BelowMinimumOrder,
            json!({"minimum_minor": 1500, "items_minor": 1100}),
        );
        assert!(matches!(
            Refusal::of(little),
            Refusal::BelowMinimum {
                missing_minor: Some(400)
            }
        ));
        let item = "018f6a3e-0000-7000-8000-000000000001";
        let gone = refused_with(ErrorCode::ItemSoldOut, json!({"item_id": item, "portions_left": 2}));
        assert!(matches!(Refusal::of(gone), Refusal::SoldOut { item: Some(_), left: 2 }));
    }

    #[test]
    fn a_platform_that_says_less_is_understood() {
        assert!(matches!(
            Refusal::of(refused(ErrorCode::BelowMinimumOrder)),
            Refusal::BelowMinimum { missing_minor: None }
        ));
        assert!(matches!(Refusal::of(lost()), Refusal::Trouble(_)));
    }

    #[test]
    fn the_line_is_read_from_the_pointer() {
        let mut problem = Problem::new(ErrorCode::InvalidOptions);
        problem.errors.push(foodwala_sdk::contract::problem::FieldError {
            pointer: "/lines/3/options".to_owned(),
            detail: String::new(),
        });
        assert_eq!(line_of(&problem), Some(3));
    }
}
