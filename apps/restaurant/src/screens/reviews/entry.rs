//! One review, and what is being done to its answer.

use foodwala_sdk::{
    OrderId, Timestamp,
    contract::restaurants::{RestaurantReview, ReviewReply},
};
use foodwala_ui::sdk::Failure;

/// Stars that are few.
const FEW: u8 = 3;

/// Which reviews are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every one.
    #[default]
    All,
    /// Those that nobody has answered.
    Unanswered,
    /// Those with few stars.
    Low,
}

impl Filter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::All, Self::Unanswered, Self::Low];

    /// Its name in texts.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "ratings-all",
            Self::Unanswered => "ratings-unanswered",
            Self::Low => "ratings-low",
        }
    }

    /// Whether it shows a review.
    #[must_use]
    pub const fn takes(self, review: &RestaurantReview) -> bool {
        match self {
            Self::All => true,
            Self::Unanswered => review.reply.is_none(),
            Self::Low => review.stars <= FEW,
        }
    }
}

/// An answer that is being written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// As typed.
    pub text: String,
    /// What is wrong with it: the key of a text.
    pub problem: Option<&'static str>,
    /// Why it was not published.
    pub failure: Option<Failure>,
    /// Somebody else has answered since; theirs is shown above.
    pub is_overtaken: bool,
}

/// What is done to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These are the words now.
    Reply(String),
    /// There are none any more.
    Remove,
}

/// A review on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// As the platform told.
    pub review: RestaurantReview,
    /// An answer that is being written.
    pub draft: Option<Draft>,
    /// What the platform is being told. It is shown as done.
    pub sending: Option<Change>,
    /// Why the answer was not taken back.
    pub failure: Option<Failure>,
    /// Somebody has changed the answer that was to be taken back.
    pub is_overtaken: bool,
    /// The words that were taken back, to be had again.
    pub removed: Option<String>,
    /// The cursor of the page on which it is.
    pub(super) page: Option<String>,
    /// The time of the latest answer that was seen here, also of one that was taken back.
    pub(super) seen: Option<Timestamp>,
}

impl Entry {
    /// As it came with a page.
    #[must_use]
    pub fn new(review: RestaurantReview, page: Option<String>) -> Self {
        let seen = review.reply.as_ref().map(|reply| reply.at);
        Self {
            review,
            draft: None,
            sending: None,
            failure: None,
            is_overtaken: false,
            removed: None,
            page,
            seen,
        }
    }

    /// The words of the answer as they will be, if all goes well.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match &self.sending {
            Some(Change::Reply(text)) => Some(text),
            Some(Change::Remove) => None,
            None => self.review.reply.as_ref().map(|reply| reply.text.as_str()),
        }
    }

    /// Takes over what the platform told.
    pub fn take(&mut self, review: RestaurantReview) {
        self.seen = self.seen.max(review.reply.as_ref().map(|reply| reply.at));
        self.review = review;
    }
}

/// Something to tell the platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Tell {
    /// The review.
    pub order: OrderId,
    /// What is done to its answer.
    pub change: Change,
    /// The cursor of the page on which the review is.
    pub page: Option<String>,
    pub(super) seen: Option<Timestamp>,
}

impl Tell {
    /// Whether an answer is newer than all that was seen here. Lists follow changes within moments, so an older one proves
    /// nothing.
    #[must_use]
    pub fn is_overtaken_by(&self, reply: Option<&ReviewReply>) -> bool {
        reply.is_some_and(|reply| self.seen.is_none_or(|seen| reply.at > seen))
    }
}
