//! Finding restaurants.

use crate::{
    Currency, ItemId, RestaurantId, access::Access, endpoint::endpoints, geo::GeoPoint, hours::OpenStatus,
    menu::DietaryTag, page::Page, restaurants::Rating,
};
use serde::{Deserialize, Serialize};

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
    /// Only these restaurants: at most 100 ids with commas between them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ids: Option<String>,
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
    /// Where it is on the map.
    pub location: GeoPoint,
    /// Whether guests can fetch their order.
    pub pickup: bool,
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
    /// From this price of the items on, delivery is free, in minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_delivery_from_minor: Option<i64>,
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

/// What somebody has typed so far.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SuggestQuery {
    /// The text; the last word may be unfinished, and typos are forgiven.
    #[serde(default)]
    pub text: String,
    /// Where the guest is: degrees north. What is nearer comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Where the guest is: degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
}

/// What somebody may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Suggestions {
    /// At most eight, the best first.
    pub items: Vec<Suggestion>,
}

/// One thing that somebody may mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Suggestion {
    /// A restaurant.
    Restaurant {
        /// Id.
        restaurant_id: RestaurantId,
        /// Name.
        name: String,
        /// Its main cuisine, if it names one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cuisine: Option<String>,
        /// Name of a picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        image: Option<String>,
    },
    /// A cuisine: search with it as `cuisine`.
    Cuisine {
        /// The cuisine, as restaurants name it.
        cuisine: String,
        /// How many restaurants cook it.
        restaurants: u32,
    },
    /// A dish: search with its name as `text`.
    Dish {
        /// Its name.
        name: String,
        /// How many restaurants have a dish of that name.
        restaurants: u32,
    },
}

/// Which restaurants to count the cuisines of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CuisinesQuery {
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
}

/// The cuisines of the restaurants around.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Cuisines {
    /// The most frequent first.
    pub items: Vec<CuisineCount>,
}

/// A cuisine, and how many cook it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CuisineCount {
    /// The cuisine, as restaurants name it.
    pub cuisine: String,
    /// How many restaurants cook it.
    pub restaurants: u32,
    /// How many of them are open now.
    pub open_now: u32,
}

endpoints! {
    service: "restaurants";

    /// Finds restaurants: near a point, open now, by cuisine, diet, and words.
    SearchRestaurants = "restaurants.search" Query Get "/v1/restaurants" {
        access: Access::PUBLIC,
        query: SearchQuery,
        response: Page<SearchHit>, 200,
        errors: [],
    }

    /// What somebody may mean who has begun to type: restaurants, cuisines, dishes.
    SuggestRestaurants = "restaurants.suggest" Query Get "/v1/search/suggestions" {
        access: Access::PUBLIC,
        query: SuggestQuery,
        response: Suggestions, 200,
        errors: [],
    }

    /// The cuisines of the restaurants around a point, and how many cook them.
    ListCuisines = "restaurants.cuisines" Query Get "/v1/search/cuisines" {
        access: Access::PUBLIC,
        query: CuisinesQuery,
        response: Cuisines, 200,
        errors: [],
    }
}
