//! What changes state: one file per command. A command runs in one transaction, which holds the state, the events for
//! the others and the notes of read documents to write.

pub mod act_on_order;
pub mod add_staff;
pub mod create;
pub mod hand_over;
pub mod linked;
pub mod pause;
pub mod publish_menu;
pub mod put_promo;
pub mod remove_promo;
pub mod remove_staff;
pub mod reply_to_review;
pub mod report_position;
pub mod resume;
pub mod set_availability;
pub mod set_busy;
pub mod set_hours;
pub mod share_delivery;
pub mod update_profile;

use crate::store::{
    restaurants, staff,
    unprojected::{Subject, mark},
};
use foodwala_contract::{
    RestaurantId, Timestamp,
    events::{OwnersChanged, RestaurantChanged, StaffChanged},
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

/// Tells who works at a restaurant after a change of its staff; `owners_too` if the owners may have changed.
pub(crate) async fn tell_staff(
    tx: &mut Tx,
    restaurant: RestaurantId,
    owners_too: bool,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let event = StaffChanged {
        restaurant_id: restaurant,
        staff: staff::positions(tx, restaurant).await?,
        version: staff::version(tx, restaurant).await?,
    };
    outbox::append(tx, &event, now).await?;
    if owners_too {
        tell_owners(tx, restaurant, now).await?;
    }
    Ok(())
}

/// Tells others of a restaurant that was opened before they kept copies of it; nothing of it changes.
pub(crate) async fn announce(tx: &mut Tx, id: RestaurantId, now: Timestamp) -> Result<(), DatabaseError> {
    if restaurants::announce(tx, id).await?
        && let Some(restaurant) = restaurants::load(tx, id).await?
    {
        outbox::append(tx, &RestaurantChanged { restaurant }, now).await?;
        tell_staff(tx, id, false, now).await?;
    }
    Ok(())
}

/// Tells who owns a restaurant after a change of its staff.
async fn tell_owners(tx: &mut Tx, restaurant: RestaurantId, now: Timestamp) -> Result<(), DatabaseError> {
    let event = OwnersChanged {
        restaurant_id: restaurant,
        owners: staff::owner_accounts(tx, restaurant).await?,
        version: staff::version(tx, restaurant).await?,
    };
    outbox::append(tx, &event, now).await.map(drop)
}
