//! Restaurants: profile, hours, pause, staff, promo codes, and the search (restaurant service).

use crate::{
    AccountId, Currency, ItemId, RestaurantId,
    access::{Access, PlatformRole, Scope, StaffRole},
    endpoint::{PromoPath, RestaurantPath, StaffPath, endpoints},
    geo::{GeoPoint, PostalAddress},
    hours::{OpenStatus, OpeningHours},
    menu::DietaryTag,
    orders::PaymentMethod,
    page::Page,
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

/// A person on the staff of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StaffMember {
    /// The person.
    pub account_id: AccountId,
    /// Name, as the board shows it.
    pub name: String,
    /// What they do there.
    pub role: StaffRole,
    /// Since when.
    pub since: Timestamp,
}

/// Puts a person on the staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AddStaffRequest {
    /// E-mail address of the person's account.
    pub email: String,
    /// What they do there.
    pub role: StaffRole,
}

/// The staff of a restaurant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Staff {
    /// By name.
    pub items: Vec<StaffMember>,
}

/// A restaurant where the caller works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Workplace {
    /// The restaurant.
    pub restaurant_id: RestaurantId,
    /// Its name.
    pub name: String,
    /// What the caller does there.
    pub role: StaffRole,
}

/// The restaurants where the caller works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Workplaces {
    /// By name.
    pub items: Vec<Workplace>,
}

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

/// What to look for. All given conditions must hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SearchQuery {
    /// Where the guest is: degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Where the guest is: degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// Only within this distance, metres; needs a point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_m: Option<u32>,
    /// Only those that deliver to the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivers: Option<bool>,
    /// Only those open now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_now: Option<bool>,
    /// Only this cuisine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cuisine: Option<String>,
    /// Only those with a dish that is fit for this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dietary: Option<DietaryTag>,
    /// Words in names, cuisines and dishes; typos are forgiven.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The order of results; by relevance if there is text, else by distance if there is a point, else by rating.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<SearchSort>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Entries wanted, 1 to 100; 20 if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    /// Best match first.
    Relevance,
    /// Nearest first.
    Distance,
    /// Best rated first.
    Rating,
    /// Soonest delivered first.
    DeliveryTime,
}

/// A restaurant that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SearchHit {
    /// Id.
    pub id: RestaurantId,
    /// Name.
    pub name: String,
    /// Cuisines, the main one first.
    pub cuisines: Vec<String>,
    /// Name of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// Open now, or when next.
    pub status: OpenStatus,
    /// What guests think.
    pub rating: Rating,
    /// Distance from the point, metres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<u32>,
    /// Minutes until the food is at the point (or ready, without a point).
    pub ready_in_minutes: u32,
    /// Delivery fee to the point, in minor units; absent if it does not deliver there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_fee_minor: Option<i64>,
    /// Minimum order for delivery, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_order_minor: Option<i64>,
    /// Currency of the amounts.
    pub currency: Currency,
    /// Dishes that match the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dishes: Vec<DishHit>,
}

/// A dish that matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DishHit {
    /// The dish.
    pub item_id: ItemId,
    /// Its name.
    pub name: String,
    /// Its price, in minor units.
    pub price_minor: i64,
}

const ADMIN: &[PlatformRole] = &[PlatformRole::Admin];

endpoints! {
    service: "restaurants";

    /// Finds restaurants: near a point, open now, by cuisine, diet, and words.
    SearchRestaurants = "restaurants.search" Query Get "/v1/restaurants" {
        access: Access::PUBLIC,
        query: SearchQuery,
        response: Page<SearchHit>, 200,
        errors: [],
    }

    /// A restaurant with its state right now.
    GetRestaurant = "restaurants.get" Query Get "/v1/restaurants/{restaurant_id}" {
        access: Access::PUBLIC,
        path: RestaurantPath,
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

    /// The staff of a restaurant.
    ListStaff = "staff.list" Query Get "/v1/restaurants/{restaurant_id}/staff" {
        access: Access::MANAGEMENT,
        path: RestaurantPath,
        response: Staff, 200,
        errors: [NotFound],
    }

    /// Puts a person on the staff. Only an owner may add another owner.
    AddStaff = "staff.add" Command Post "/v1/restaurants/{restaurant_id}/staff" {
        access: Access::MANAGEMENT,
        idempotent: true,
        path: RestaurantPath,
        request: AddStaffRequest,
        response: StaffMember, 201,
        errors: [NotFound, AlreadyStaff, Forbidden, ValidationFailed],
    }

    /// Takes a person off the staff.
    RemoveStaff = "staff.remove" Command Delete "/v1/restaurants/{restaurant_id}/staff/{account_id}" {
        access: Access::MANAGEMENT,
        path: StaffPath,
        response: (), 204,
        errors: [NotFound, LastOwner, Forbidden],
    }

    /// The restaurants where the caller works.
    ListWorkplaces = "staff.workplaces" Query Get "/v1/me/workplaces" {
        access: Access::ACCOUNT,
        response: Workplaces, 200,
        errors: [],
    }

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
