//! What changes state: one file per command. A command runs in one transaction, which holds the state, the events for
//! the others and the notes of read documents to write.

pub mod act_on_order;
pub mod add_staff;
pub mod create;
pub mod pause;
pub mod publish_menu;
pub mod put_promo;
pub mod remove_promo;
pub mod remove_staff;
pub mod report_position;
pub mod resume;
pub mod set_availability;
pub mod set_busy;
pub mod set_hours;
pub mod update_profile;

use crate::store::{
    restaurants, staff,
    unprojected::{Subject, mark},
};
use foodwala_contract::{
    RestaurantId, Timestamp,
    events::{OwnersChanged, RestaurantChanged},
    restaurants::Restaurant,
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;

/// Writes a changed restaurant under its next version, and tells everybody.
pub(crate) async fn save_changed(
    tx: &mut Tx,
    restaurant: Restaurant,
    now: Timestamp,
) -> Result<Restaurant, DatabaseError> {
    let restaurant = Restaurant {
        version: restaurant.version + 1,
        ..restaurant
    };
    restaurants::save(tx, &restaurant, now).await?;
    tell(tx, restaurant, now).await
}

async fn tell(tx: &mut Tx, restaurant: Restaurant, now: Timestamp) -> Result<Restaurant, DatabaseError> {
    let event = RestaurantChanged { restaurant };
    outbox::append(tx, &event, now).await?;
    mark(tx, Subject::Restaurant(event.restaurant.id), now).await?;
    Ok(event.restaurant)
}

/// Tells who owns a restaurant after a change of its staff.
pub(crate) async fn tell_owners(tx: &mut Tx, restaurant: RestaurantId, now: Timestamp) -> Result<(), DatabaseError> {
    let event = OwnersChanged {
        restaurant_id: restaurant,
        owners: staff::owner_accounts(tx, restaurant).await?,
        version: staff::version(tx, restaurant).await?,
    };
    outbox::append(tx, &event, now).await.map(drop)
}
