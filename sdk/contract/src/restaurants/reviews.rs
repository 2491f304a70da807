//! What guests thought of a restaurant.

use crate::{
    access::Access,
    endpoint::{RestaurantPath, endpoints},
    page::{Page, PageQuery},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A guest's review, as everybody sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantReview {
    /// First name and initial, e.g. `Ada L.`; empty if the guest has left the platform.
    pub author: String,
    /// 1 to 5.
    pub stars: u8,
    /// A few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// When.
    pub at: Timestamp,
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
}
