//! Why a town could not be seeded.

use super::TargetError;
use crate::town::ContentError;
use foodwala_contract::{OrderId, orders::OrderStatus};
use std::fmt;

/// Why a town could not be seeded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The content is broken.
    #[error("the town's content is broken")]
    Content(#[from] ContentError),
    /// The SDK's client could not be set up.
    #[error("the client could not be set up")]
    Client(#[source] foodwala_sdk::BuildError),
    /// The platform said no, or did not answer.
    #[error("{task} failed for {subject}")]
    Call {
        /// What was tried.
        task: Task,
        /// Whose: an e-mail address or a restaurant's slug.
        subject: String,
        /// Why it failed.
        source: Box<foodwala_sdk::Error>,
    },
    /// The platform's clock, jobs or outboxes.
    #[error("the platform could not be brought along")]
    Target(#[source] TargetError),
    /// An order does not stand where it was planned to.
    #[error("order {order} of {restaurant} is {found:?} instead of {expected:?}")]
    Diverged {
        /// The order.
        order: OrderId,
        /// The restaurant's slug.
        restaurant: String,
        /// Where it should stand.
        expected: OrderStatus,
        /// Where it stands.
        found: OrderStatus,
    },
    /// The plan names a person, a restaurant or an order that does not exist yet.
    #[error("the plan names {what} {place}, which does not exist at that time")]
    Dangling {
        /// What is named.
        what: &'static str,
        /// Its place in the list of its kind.
        place: usize,
    },
}

/// What was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// Opening an account.
    SignUp,
    /// Signing in again.
    SignIn,
    /// Opening a restaurant.
    OpenRestaurant,
    /// Publishing a menu.
    PublishMenu,
    /// Creating a promo code.
    CreatePromo,
    /// Putting a person on the staff.
    AddStaff,
    /// Filling in a profile.
    FillProfile,
    /// Pricing a basket.
    Quote,
    /// Placing an order.
    Place,
    /// A step in an order's life.
    Step,
    /// Reading a card of the board.
    ReadCard,
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SignUp => "signing up",
            Self::SignIn => "signing in",
            Self::OpenRestaurant => "opening the restaurant",
            Self::PublishMenu => "publishing the menu",
            Self::CreatePromo => "creating a promo code",
            Self::AddStaff => "adding staff",
            Self::FillProfile => "filling in the profile",
            Self::Quote => "pricing a basket",
            Self::Place => "placing an order",
            Self::Step => "moving an order on",
            Self::ReadCard => "reading the board",
        })
    }
}

impl Task {
    /// The error of this task; for `map_err`.
    pub(super) fn failed(self, subject: &str) -> impl FnOnce(foodwala_sdk::Error) -> SeedError {
        let subject = subject.to_owned();
        move |source| SeedError::Call {
            task: self,
            subject,
            source: Box::new(source),
        }
    }
}
