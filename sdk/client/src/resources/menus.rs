//! Menus.

use super::resource;
use foodwala_contract::{
    ItemId, RestaurantId,
    endpoint::{ItemPath, Nothing, RestaurantPath},
    menu::{FollowMenu, GetMenu, PublishMenu, PublishMenuRequest, SetAvailability, SetAvailabilityRequest},
};

resource! {
    /// Menus of restaurants.
    Menus {}
    by_hand: [];

    /// A restaurant's published menu.
    versioned get = GetMenu (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Follows live what of a menu can be ordered, and whether menu and restaurant have changed.
    followed follow = FollowMenu (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Publishes a menu, whole; for the first one `if_match` is 0.
    guarded publish = PublishMenu (restaurant_id: RestaurantId, request: &PublishMenuRequest)
        { path: RestaurantPath { restaurant_id }, request: request };
    /// Sets how many of a dish can be ordered: none, some, or any number.
    plain set_availability = SetAvailability
        (restaurant_id: RestaurantId, item_id: ItemId, request: &SetAvailabilityRequest)
        { path: ItemPath { restaurant_id, item_id }, request: request };
}
