//! Restaurants, their staff and their promo codes.

use super::resource;
use foodwala_contract::{
    AccountId, RestaurantId,
    endpoint::{Nothing, PromoPath, RestaurantPath, StaffPath},
    hours::OpeningHours,
    restaurants::{
        AddStaff, AddStaffRequest, CreateRestaurant, CreateRestaurantRequest, GetRestaurant, ListPromos, ListStaff,
        Pause, PauseRestaurant, Promo, PutPromo, RemovePromo, RemoveStaff, RestaurantProfile, ResumeRestaurant,
        SearchRestaurants, SetBusy, SetBusyRequest, SetHours, UpdateRestaurant,
    },
};

resource! {
    /// Restaurants: finding them and running them.
    Restaurants {}
    by_hand: [];

    /// Finds restaurants: near a point, open now, by cuisine, diet, and words.
    paged search / search_all = SearchRestaurants () {};
    /// A restaurant with its state right now.
    versioned get = GetRestaurant (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Opens a restaurant on the platform; the caller becomes its owner.
    keyed create / create_with_key = CreateRestaurant (request: &CreateRestaurantRequest) { request: request };
    /// Replaces a restaurant's profile.
    guarded update = UpdateRestaurant (restaurant_id: RestaurantId, profile: &RestaurantProfile)
        { path: RestaurantPath { restaurant_id }, request: profile };
    /// Replaces a restaurant's opening hours.
    plain set_hours = SetHours (restaurant_id: RestaurantId, hours: &OpeningHours)
        { path: RestaurantPath { restaurant_id }, request: hours };
    /// Takes no orders for a while.
    plain pause = PauseRestaurant (restaurant_id: RestaurantId, pause: &Pause)
        { path: RestaurantPath { restaurant_id }, request: pause };
    /// Takes orders again.
    plain resume = ResumeRestaurant (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Sets how busy the kitchen is.
    plain set_busy = SetBusy (restaurant_id: RestaurantId, request: &SetBusyRequest)
        { path: RestaurantPath { restaurant_id }, request: request };
    /// The staff of a restaurant.
    plain staff = ListStaff (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Puts a person on the staff.
    keyed add_staff / add_staff_with_key = AddStaff (restaurant_id: RestaurantId, request: &AddStaffRequest)
        { path: RestaurantPath { restaurant_id }, request: request };
    /// Takes a person off the staff.
    plain remove_staff = RemoveStaff (restaurant_id: RestaurantId, account_id: AccountId)
        { path: StaffPath { restaurant_id, account_id } };
    /// The promo codes of a restaurant.
    plain promos = ListPromos (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Creates or replaces a promo code.
    plain put_promo = PutPromo (restaurant_id: RestaurantId, promo: &Promo)
        { path: PromoPath { restaurant_id, code: promo.code.clone() }, request: promo };
    /// Removes a promo code.
    plain remove_promo = RemovePromo (restaurant_id: RestaurantId, code: &str)
        { path: PromoPath { restaurant_id, code: code.to_owned() } };
}
