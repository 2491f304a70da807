//! What guests thought of a restaurant.

use crate::{
    OrderId,
    access::Access,
    endpoint::{BoardOrderPath, RestaurantPath, endpoints},
    page::{Page, PageQuery},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A guest's review, as everybody sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantReview {
    /// The order that was reviewed. A reply names its review by it; to anybody else it opens nothing.
    pub order_id: OrderId,
    /// First name and initial, e.g. `Ada L.`; empty if the guest has left the platform.
    pub author: String,
    /// 1 to 5.
    pub stars: u8,
    /// A few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What the restaurant says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReviewReply>,
}

/// What a restaurant says to a review, for everybody to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ReviewReply {
    /// The words.
    pub text: String,
    /// When they were written or last changed.
    pub at: Timestamp,
}

/// Answers a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ReplyToReviewRequest {
    /// The words, 1 to 1000 characters.
    pub text: String,
}

endpoints! {
    service: "restaurants";

    /// What guests thought, newest first.
    ListReviews = "restaurants.reviews" Query Get "/v1/restaurants/{restaurant_id}/reviews" {
        access: Access::PUBLIC,
        path: RestaurantPath,
        query: PageQuery,
        response: Page<RestaurantReview>, 200,
        errors: [NotFound],
    }

    /// Answers a review, or changes the answer. Everybody reads it with the review.
    ReplyToReview = "restaurants.reply_to_review" Command Put "/v1/restaurants/{restaurant_id}/reviews/{order_id}/reply" {
        access: Access::MANAGEMENT,
        path: BoardOrderPath,
        request: ReplyToReviewRequest,
        response: RestaurantReview, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Takes the answer to a review back.
    RemoveReviewReply = "restaurants.remove_review_reply" Command Delete "/v1/restaurants/{restaurant_id}/reviews/{order_id}/reply" {
        access: Access::MANAGEMENT,
        path: BoardOrderPath,
        response: RestaurantReview, 200,
        errors: [NotFound],
    }
}
