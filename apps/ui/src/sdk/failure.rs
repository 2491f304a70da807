//! What a failed call means to a person, and the way on.

use crate::t;
use foodwala_sdk::{Error, ErrorCode};
use std::time::Duration;

/// What went wrong, in the kinds that people are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FailureKind {
    /// The platform could not be reached.
    Offline,
    /// Too many requests, or the platform is busy.
    RateLimited {
        /// How long the platform asked to wait.
        retry_after: Option<Duration>,
    },
    /// Signed out, here or elsewhere.
    SessionExpired,
    /// It is not there, or not this person's.
    NotFound,
    /// The platform said no, for a reason.
    Refused(ErrorCode),
    /// A defect on either side.
    Server,
}

/// The way on after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOn {
    /// The same again.
    Retry,
    /// Sign in first.
    SignIn,
    /// Elsewhere: the same again will not help.
    GoHome,
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// What went wrong.
    pub kind: FailureKind,
    /// What finds the request in the platform's logs.
    pub request_id: Option<String>,
    /// Which values of a form are wrong: JSON pointer and English reason.
    pub fields: Vec<(String, String)>,
    /// Facts of a refusal, by its code, e.g. the new total with `price_changed`.
    pub facts: serde_json::Map<String, serde_json::Value>,
}

impl Failure {
    /// A failure of a kind.
    pub fn of(kind: FailureKind) -> Self {
        Self {
            kind,
            request_id: None,
            fields: Vec::new(),
            facts: serde_json::Map::new(),
        }
    }

    /// The platform's reason, if it refused.
    pub fn code(&self) -> Option<&ErrorCode> {
        match &self.kind {
            FailureKind::Refused(code) => Some(code),
            _ => None,
        }
    }

    /// What is wrong with the value at a JSON pointer.
    pub fn field(&self, pointer: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(at, _)| at == pointer);
        found.map(|(_, reason)| reason.as_str())
    }

    /// A headline for people.
    pub fn title(&self) -> String {
        match &self.kind {
            FailureKind::Offline => t!("ui-failed-offline"),
            FailureKind::RateLimited { .. } => t!("ui-failed-busy"),
            FailureKind::SessionExpired => t!("ui-failed-session"),
            FailureKind::NotFound => t!("ui-failed-not-found"),
            FailureKind::Refused(_) => t!("ui-failed-refused"),
            FailureKind::Server => t!("ui-failed-server"),
        }
    }

    /// A sentence or two for people.
    pub fn text(&self) -> String {
        match &self.kind {
            FailureKind::Offline => t!("ui-failed-offline-text"),
            FailureKind::RateLimited { retry_after } => {
                let seconds = retry_after.map_or(0, |after| after.as_secs());
                t!("ui-failed-busy-text", seconds = seconds)
            }
            FailureKind::SessionExpired => t!("ui-failed-session-text"),
            FailureKind::NotFound => t!("ui-failed-not-found-text"),
            FailureKind::Refused(code) => refusal(code),
            FailureKind::Server => t!("ui-failed-server-text"),
        }
    }

    /// The way on.
    pub fn way_on(&self) -> WayOn {
        match &self.kind {
            FailureKind::Offline | FailureKind::RateLimited { .. } | FailureKind::Server => WayOn::Retry,
            FailureKind::SessionExpired => WayOn::SignIn,
            FailureKind::NotFound => WayOn::GoHome,
            FailureKind::Refused(code) if *code == ErrorCode::RequestInProgress => WayOn::Retry,
            FailureKind::Refused(_) => WayOn::GoHome,
        }
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let kind = match error {
            Error::Transport(_) | Error::Timeout { .. } => FailureKind::Offline,
            Error::SessionEnded => FailureKind::SessionExpired,
            Error::Api { problem, retry_after } => match &problem.code {
                ErrorCode::RateLimited | ErrorCode::Unavailable => FailureKind::RateLimited {
                    retry_after: *retry_after,
                },
                ErrorCode::Unauthenticated | ErrorCode::InvalidRefreshToken => FailureKind::SessionExpired,
                ErrorCode::NotFound | ErrorCode::RouteNotFound => FailureKind::NotFound,
                _ if problem.status >= 500 => FailureKind::Server,
                code => FailureKind::Refused(code.clone()),
            },
            // Nothing that a person can mend.
            _ => FailureKind::Server,
        };
        let problem = error.problem();
        let fields = problem.into_iter().flat_map(|problem| &problem.errors);
        Self {
            kind,
            request_id: error.request_id().map(ToOwned::to_owned),
            fields: fields
                .map(|field| (field.pointer.clone(), field.detail.clone()))
                .collect(),
            facts: problem.map(|problem| problem.context.clone()).unwrap_or_default(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

/// The refusals that a person at an app can meet; the rest are defects of the app and share one text.
fn refusal(code: &ErrorCode) -> String {
    let key = match code {
        ErrorCode::ValidationFailed => "ui-refused-validation_failed",
        ErrorCode::Forbidden => "ui-refused-forbidden",
        ErrorCode::InvalidCredentials => "ui-refused-invalid_credentials",
        ErrorCode::InvalidResetToken => "ui-refused-invalid_reset_token",
        ErrorCode::EmailTaken => "ui-refused-email_taken",
        ErrorCode::RequestInProgress => "ui-refused-request_in_progress",
        ErrorCode::RestaurantClosed => "ui-refused-restaurant_closed",
        ErrorCode::RestaurantPaused => "ui-refused-restaurant_paused",
        ErrorCode::PriceChanged => "ui-refused-price_changed",
        ErrorCode::ItemSoldOut => "ui-refused-item_sold_out",
        ErrorCode::ItemNotOnMenu => "ui-refused-item_not_on_menu",
        ErrorCode::InvalidOptions => "ui-refused-invalid_options",
        ErrorCode::OutOfDeliveryArea => "ui-refused-out_of_delivery_area",
        ErrorCode::BelowMinimumOrder => "ui-refused-below_minimum_order",
        ErrorCode::FulfilmentNotOffered => "ui-refused-fulfilment_not_offered",
        ErrorCode::PromoNotApplicable => "ui-refused-promo_not_applicable",
        ErrorCode::PaymentMethodNotOffered => "ui-refused-payment_method_not_offered",
        ErrorCode::InvalidSchedule => "ui-refused-invalid_schedule",
        ErrorCode::TransitionRefused => "ui-refused-transition_refused",
        ErrorCode::AlreadyReviewed => "ui-refused-already_reviewed",
        _ => "ui-refused-other",
    };
    t!(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_sdk::Problem;

    fn failure(code: ErrorCode) -> Failure {
        let mut problem = Problem::new(code);
        problem.request_id = Some("r-1".to_owned());
        Failure::from(Error::Api {
            problem: Box::new(problem),
            retry_after: Some(Duration::from_secs(7)),
        })
    }

    #[test]
    fn every_code_has_a_kind_a_text_and_a_way_on() {
        for code in ErrorCode::ALL {
            let failure = failure(code.clone());
            assert!(!failure.title().starts_with("ui-"), "{code}");
            assert!(!failure.text().starts_with("ui-"), "{code}");
            assert_eq!(failure.request_id.as_deref(), Some("r-1"));
        }
        assert_eq!(failure(ErrorCode::Internal).kind, FailureKind::Server);
        assert_eq!(failure(ErrorCode::NotFound).way_on(), WayOn::GoHome);
        assert_eq!(failure(ErrorCode::Unauthenticated).way_on(), WayOn::SignIn);
        assert_eq!(failure(ErrorCode::ItemSoldOut).code(), Some(&ErrorCode::ItemSoldOut));
        let text = failure(ErrorCode::RateLimited).text();
        assert_eq!(text, "Please try again in 7 seconds.");
    }

    #[test]
    fn what_cannot_be_reached_is_offline() {
        let timeout = Failure::from(Error::Timeout {
            after: Duration::from_secs(20),
        });
        assert_eq!(
            (timeout.kind.clone(), timeout.way_on()),
            (FailureKind::Offline, WayOn::Retry)
        );
        assert_eq!(Failure::from(Error::SessionEnded).kind, FailureKind::SessionExpired);
    }
}
