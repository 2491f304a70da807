//! One attempt to enter an order: what is sent under which key. It is kept on the device until the platform has answered,
//! so that neither a second tap, nor a lost answer, nor a window that was closed makes two orders of one.

use crate::queue::{Answer, no};
use foodwala_sdk::{
    AccountId, Error, ErrorCode, RestaurantId,
    contract::orders::{EnterOrderRequest, Order, Quote},
};
use foodwala_ui::{device, forms::Problems, sdk::Failure};
use serde::{Deserialize, Serialize};

/// Under this key and the restaurant's id is an attempt of which nobody knows the outcome.
const KEY: &str = "kitchen-entry.";

/// An attempt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Its idempotency key.
    pub key: String,
    /// Who enters it.
    pub account: AccountId,
    /// What is sent.
    pub request: EnterOrderRequest,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is an order.
    Entered(Box<Order>),
    /// It costs something else than the guest was told.
    PriceChanged(Option<Box<Quote>>),
    /// Something in the form is not valid.
    Invalid(Problems),
    /// The platform said no: there is no such order.
    Refused(Failure),
    /// Nobody knows whether it is an order.
    Unknown(Failure),
}

impl Outcome {
    /// What the platform's answer means.
    #[must_use]
    pub fn of(answer: Result<Order, Error>) -> Self {
        let error = match answer {
            Ok(order) => return Self::Entered(Box::new(order)),
            Err(error) => error,
        };
        let failure = Failure::from(&error);
        if !matches!(no(&error), Answer::Refused { .. }) {
            return Self::Unknown(failure);
        }
        let problems = Problems::told(&error, super::guest::RULES);
        match error.code() {
            Some(ErrorCode::PriceChanged) => {
                let quote = failure.facts.get("quote").cloned();
                Self::PriceChanged(quote.and_then(|quote| serde_json::from_value(quote).ok()))
            }
            _ if !problems.is_empty() => Self::Invalid(problems),
            _ => Self::Refused(failure),
        }
    }
}

/// Keeps an attempt on the device.
pub fn keep(place: RestaurantId, attempt: &Attempt) {
    match serde_json::to_string(attempt) {
        Ok(text) if device::storage::set(&format!("{KEY}{place}"), &text) => {}
        Ok(_) => tracing::warn!("the device keeps no attempts"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "an attempt cannot be written"),
    }
}

/// Forgets the attempt: its outcome is known.
pub fn forget(place: RestaurantId) {
    device::storage::remove(&format!("{KEY}{place}"));
}

/// The attempt that a closed window has left.
#[must_use]
pub fn kept(place: RestaurantId) -> Option<Attempt> {
    let text = device::storage::get(&format!("{KEY}{place}"))?;
    serde_json::from_slice(text.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_ui::forms::testing::{invalid, lost, refused, refused_with};
    use serde_json::json;

    #[test]
    fn only_a_no_of_the_platform_means_that_there_is_no_order() {
        assert!(matches!(Outcome::of(Err(lost())), Outcome::Unknown(_)));
        for code in [
            ErrorCode::Unavailable,
            ErrorCode::Internal,
            ErrorCode::RequestInProgress,
            ErrorCode::Unauthenticated,
        ] {
            assert!(
                matches!(Outcome::of(Err(refused(code.clone()))), Outcome::Unknown(_)),
                "{code}"
            );
        }
        for code in [
            ErrorCode::ItemSoldOut,
            ErrorCode::RestaurantClosed,
            ErrorCode::BelowMinimumOrder,
        ] {
            assert!(
                matches!(Outcome::of(Err(refused(code.clone()))), Outcome::Refused(_)),
                "{code}"
            );
        }
        let changed = refused_with(ErrorCode::PriceChanged, json!({"quote": "of a newer platform"}));
        assert_eq!(Outcome::of(Err(changed)), Outcome::PriceChanged(None));
        let wrong = Outcome::of(Err(invalid(&["/contact/name"])));
        assert!(matches!(wrong, Outcome::Invalid(problems) if problems.first() == Some("entry-name")));
    }
}
