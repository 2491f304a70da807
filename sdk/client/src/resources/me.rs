//! What belongs to the person who is signed in.

use super::resource;
use crate::{CallOptions, Error};
use foodwala_contract::{
    AddressId, RestaurantId,
    customers::{
        AddAddress, AddFavourite, AddressDetails, DeleteMe, ExportMe, GetMe, RemoveAddress, RemoveFavourite,
        UpdateAddress, UpdateCustomerRequest, UpdateMe,
    },
    endpoint::{AddressPath, Nothing, RestaurantPath},
    restaurants::ListWorkplaces,
};

resource! {
    /// One's own profile, addresses, favourites and workplaces.
    Me {}
    by_hand: [DeleteMe];

    /// One's own profile, addresses and favourites.
    versioned get = GetMe () {};
    /// Changes one's own profile.
    guarded update = UpdateMe (request: &UpdateCustomerRequest) { request: request };
    /// Adds a delivery address.
    keyed add_address / add_address_with_key = AddAddress (request: &AddressDetails) { request: request };
    /// Changes a delivery address.
    plain update_address = UpdateAddress (address_id: AddressId, request: &AddressDetails)
        { path: AddressPath { address_id }, request: request };
    /// Removes a delivery address.
    plain remove_address = RemoveAddress (address_id: AddressId) { path: AddressPath { address_id } };
    /// Makes a restaurant a favourite.
    plain add_favourite = AddFavourite (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Makes a restaurant no longer a favourite.
    plain remove_favourite = RemoveFavourite (restaurant_id: RestaurantId) { path: RestaurantPath { restaurant_id } };
    /// Everything that is kept about oneself.
    plain export = ExportMe () {};
    /// The restaurants where one works.
    plain workplaces = ListWorkplaces () {};
}

impl Me {
    /// Deletes one's own account, and signs out.
    ///
    /// # Errors
    /// As [`Error`] says.
    pub async fn delete(&self) -> Result<(), Error> {
        self.client
            .call::<DeleteMe>(&Nothing {}, &Nothing {}, &(), &CallOptions::default())
            .await?;
        let (_, cleared) = self.client.inner.tokens.end();
        cleared
    }
}
