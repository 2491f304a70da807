//! Restaurants (restaurant service).
//!
//! | module | holds |
//! |---|---|
//! | here | profile, hours, pause, and what a restaurant is like for a guest right now |
//! | `search` | finding restaurants: the search, suggestions while somebody types, cuisines near a point |
//! | `slots` | the times that can be ordered for |
//! | `reviews` | what guests thought |
//! | `staff` | who works there |
//! | `promos` | promo codes |

pub(crate) mod promos;
pub(crate) mod reviews;
pub(crate) mod search;
pub(crate) mod slots;
pub(crate) mod staff;

pub use promos::{Discount, ListPromos, Promo, Promos, PutPromo, RemovePromo};
pub use reviews::{ListReviews, RemoveReviewReply, ReplyToReview, ReplyToReviewRequest, RestaurantReview, ReviewReply};
pub use search::{
    CuisineCount, Cuisines, CuisinesQuery, DishHit, ListCuisines, SearchHit, SearchQuery, SearchRestaurants,
    SearchSort, SuggestQuery, SuggestRestaurants, Suggestion, Suggestions,
};
pub use slots::{ListSlots, Slots, SlotsQuery};
pub use staff::{
    AddStaff, AddStaffRequest, ListStaff, ListWorkplaces, RemoveStaff, Staff, StaffMember, Workplace, Workplaces,
};

use crate::{
    Currency, RestaurantId,
    access::{Access, PlatformRole, Scope},
    endpoint::{RestaurantPath, endpoints},
    geo::{GeoPoint, PostalAddress},
    hours::{OpenStatus, OpeningHours},
    orders::PaymentMethod,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a restaurant says of itself and how it sells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantProfile {
    /// Name.
    pub name: String,
    /// A line or two.
    #[serde(default)]
    pub description: String,
    /// Lower-case names, e.g. `italian`, the main one first.
    pub cuisines: Vec<String>,
    /// Name of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// For guests to call.
    #[serde(default)]
    pub phone: String,
    /// Where it is.
    pub address: PostalAddress,
    /// Where it is on the map.
    pub location: GeoPoint,
    /// The currency of all its prices.
    pub currency: Currency,
    /// Minutes the kitchen usually needs.
    pub lead_time_minutes: u32,
    /// How it delivers; absent if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryTerms>,
    /// Whether guests can fetch their order.
    pub pickup: bool,
    /// How its prices are taxed.
    pub tax: TaxTerms,
    /// How guests can pay.
    pub payment_methods: Vec<PaymentMethod>,
}

/// How a restaurant delivers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DeliveryTerms {
    /// The fee by distance; tiers grow, the last is the edge of the area.
    pub fee_tiers: Vec<FeeTier>,
    /// The items must cost at least this, in minor units.
    #[serde(default)]
    pub minimum_order_minor: i64,
    /// From this price of the items on, delivery is free, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_from_minor: Option<i64>,
    /// Whether couriers need the guest's code to hand an order over; counts for orders placed from then on.
    #[serde(default)]
    pub proof_code: bool,
}

/// The fee up to a distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FeeTier {
    /// Up to and including this distance, metres.
    pub up_to_m: u32,
    /// The fee, in minor units.
    pub fee_minor: i64,
}

/// How prices are taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TaxTerms {
    /// The rate in basis points: 700 is 7 %.
    pub rate_basis_points: u32,
    /// Whether menu prices hold the tax already (as in Europe) or it is added (as in the USA).
    pub included: bool,
}

/// A restaurant as everybody sees it. `ETag` carries the version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Restaurant {
    /// Id.
    pub id: RestaurantId,
    /// Grows with every change of profile, hours, pause or rating.
    pub version: u64,
    /// Profile.
    #[serde(flatten)]
    pub profile: RestaurantProfile,
    /// Opening hours.
    pub hours: OpeningHours,
    /// Set while it takes no orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pause: Option<Pause>,
    /// Minutes added to the lead time while the kitchen is busy.
    #[serde(default)]
    pub busy_extra_minutes: u32,
    /// What guests think.
    pub rating: Rating,
}

/// What guests think.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Rating {
    /// Reviews.
    pub count: u32,
    /// Sum of all stars; divided by `count` it is the average.
    pub stars: u32,
}

impl Rating {
    /// Average stars, 1.0 to 5.0, if anybody has reviewed.
    pub fn average(&self) -> Option<f64> {
        (self.count > 0).then(|| f64::from(self.stars) / f64::from(self.count))
    }
}

/// A restaurant with its state at the time of the request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RestaurantView {
    /// The restaurant.
    #[serde(flatten)]
    pub restaurant: Restaurant,
    /// Open now, or when next. A paused restaurant is not open.
    pub status: OpenStatus,
    /// Minutes until food ordered now is ready to be fetched.
    #[serde(default)]
    pub ready_in_minutes: u32,
    /// What it is like for the point that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub here: Option<PointTerms>,
}

/// Where the guest is. Both coordinates or neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PointQuery {
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}

impl PointQuery {
    /// At this point.
    pub const fn at(point: GeoPoint) -> Self {
        Self {
            latitude: Some(point.latitude),
            longitude: Some(point.longitude),
        }
    }
}

/// What a restaurant is like for a guest at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PointTerms {
    /// Distance from the point, metres.
    pub distance_m: u32,
    /// How it delivers there; absent if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliveryHere>,
}

/// How a restaurant delivers to a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DeliveryHere {
    /// The fee, in minor units.
    pub fee_minor: i64,
    /// The items must cost at least this, in minor units.
    pub minimum_order_minor: i64,
    /// From this price of the items on, delivery is free, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_from_minor: Option<i64>,
    /// Minutes until food ordered now is at the point.
    pub ready_in_minutes: u32,
}

/// No orders for a while.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Pause {
    /// When it ends by itself; absent means until resumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What guests are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Pause {
    /// Whether it holds at `now`.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// Opens a restaurant on the platform; the caller becomes its owner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CreateRestaurantRequest {
    /// Profile.
    pub profile: RestaurantProfile,
    /// Opening hours.
    pub hours: OpeningHours,
}

/// Sets how busy the kitchen is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SetBusyRequest {
    /// Minutes to add to the lead time, 0 to 120.
    pub extra_minutes: u32,
}

const ADMIN: &[PlatformRole] = &[PlatformRole::Admin];

endpoints! {
    service: "restaurants";

    /// A restaurant with its state right now, and what it is like for a point.
    GetRestaurant = "restaurants.get" Query Get "/v1/restaurants/{restaurant_id}" {
        access: Access::PUBLIC,
        path: RestaurantPath,
        query: PointQuery,
        response: RestaurantView, 200,
        errors: [NotFound],
    }

    /// Opens a restaurant on the platform; the caller becomes its owner.
    CreateRestaurant = "restaurants.create" Command Post "/v1/restaurants" {
        access: Access::ACCOUNT,
        idempotent: true,
        request: CreateRestaurantRequest,
        response: Restaurant, 201,
        errors: [ValidationFailed],
    }

    /// Replaces a restaurant's profile.
    UpdateRestaurant = "restaurants.update" Command Patch "/v1/restaurants/{restaurant_id}" {
        access: Access::MANAGEMENT.or_platform(ADMIN),
        if_match: true,
        path: RestaurantPath,
        request: RestaurantProfile,
        response: Restaurant, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Replaces a restaurant's opening hours.
    SetHours = "restaurants.set_hours" Command Put "/v1/restaurants/{restaurant_id}/hours" {
        access: Access::MANAGEMENT,
        path: RestaurantPath,
        request: OpeningHours,
        response: Restaurant, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Takes no orders for a while.
    PauseRestaurant = "restaurants.pause" Command Put "/v1/restaurants/{restaurant_id}/pause" {
        access: Access::KITCHEN.or_client(Scope::BoardWrite),
        path: RestaurantPath,
        request: Pause,
        response: Restaurant, 200,
        errors: [NotFound, ValidationFailed],
    }

    /// Takes orders again.
    ResumeRestaurant = "restaurants.resume" Command Delete "/v1/restaurants/{restaurant_id}/pause" {
        access: Access::KITCHEN.or_client(Scope::BoardWrite),
        path: RestaurantPath,
        response: Restaurant, 200,
        errors: [NotFound],
    }

    /// Sets how busy the kitchen is.
    SetBusy = "restaurants.set_busy" Command Put "/v1/restaurants/{restaurant_id}/busy" {
        access: Access::KITCHEN.or_client(Scope::BoardWrite),
        path: RestaurantPath,
        request: SetBusyRequest,
        response: Restaurant, 200,
        errors: [NotFound, ValidationFailed],
    }
}
