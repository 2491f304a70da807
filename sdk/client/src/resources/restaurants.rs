//! Restaurants, their staff and their promo codes.

use super::resource;
use crate::{CallOptions, Error, Versioned};
use foodwala_contract::{
    AccountId, OrderId, RestaurantId,
    endpoint::{BoardOrderPath, Nothing, PromoPath, RestaurantPath, StaffPath},
    geo::GeoPoint,
    hours::OpeningHours,
    restaurants::{
        AddStaff, AddStaffRequest, CreateRestaurant, CreateRestaurantRequest, CuisinesQuery, GetRestaurant,
        ListCuisines, ListPromos, ListReviews, ListSlots, ListStaff, Pause, PauseRestaurant, PointQuery, Promo,
        PutPromo, RemovePromo, RemoveReviewReply, RemoveStaff, ReplyToReview, ReplyToReviewRequest, RestaurantProfile,
        RestaurantView, ResumeRestaurant, SearchRestaurants, SetBusy, SetBusyRequest, SetHours, SlotsQuery,
        SuggestQuery, SuggestRestaurants, UpdateRestaurant,
    },
};

resource! {
    /// Restaurants: finding them and running them.
    Restaurants {}
    by_hand: [GetRestaurant];

    /// Finds restaurants: near a point, open now, by cuisine, diet, and words.
    paged search / search_all = SearchRestaurants () {};
    /// What somebody may mean who has begun to type.
    plain suggest = SuggestRestaurants (query: &SuggestQuery) { query: query };
    /// The cuisines of the restaurants around a point, and how many cook them.
    plain cuisines = ListCuisines (query: &CuisinesQuery) { query: query };
    /// The times that a restaurant can be ordered from for.
    plain slots = ListSlots (restaurant_id: RestaurantId, query: &SlotsQuery)
        { path: RestaurantPath { restaurant_id }, query: query };
    /// What guests thought, newest first.
    paged reviews / reviews_all = ListReviews (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Answers a review of a restaurant, or changes the answer.
    plain reply_to_review = ReplyToReview (restaurant_id: RestaurantId, order_id: OrderId, request: &ReplyToReviewRequest)
        { path: BoardOrderPath { restaurant_id, order_id }, request: request };
    /// Takes the answer to a review back.
    plain remove_review_reply = RemoveReviewReply (restaurant_id: RestaurantId, order_id: OrderId)
        { path: BoardOrderPath { restaurant_id, order_id } };
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

impl Restaurants {
    /// A restaurant with its state right now.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn get(&self, restaurant_id: RestaurantId) -> Result<Versioned<RestaurantView>, Error> {
        self.view(restaurant_id, &PointQuery::default()).await
    }

    /// A restaurant with its state right now, and what it is like for a guest at `point`.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn get_at(
        &self,
        restaurant_id: RestaurantId,
        point: GeoPoint,
    ) -> Result<Versioned<RestaurantView>, Error> {
        self.view(restaurant_id, &PointQuery::at(point)).await
    }

    async fn view(&self, restaurant_id: RestaurantId, query: &PointQuery) -> Result<Versioned<RestaurantView>, Error> {
        let path = RestaurantPath { restaurant_id };
        let options = CallOptions::default();
        self.client
            .call_versioned::<GetRestaurant>(&path, query, &(), &options)
            .await
    }
}
