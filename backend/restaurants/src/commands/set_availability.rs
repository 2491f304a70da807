//! Sets how many of a dish can be ordered.

use crate::{
    domain::menu,
    store::{
        availability, menus,
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{
    ItemId, RestaurantId, Timestamp,
    events::AvailabilitySet,
    menu::{ItemAvailability, SetAvailabilityRequest},
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;

/// Why the availability was not set.
#[derive(Debug, thiserror::Error)]
pub enum SetAvailabilityError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// The dish is not on its menu.
    #[error("the dish is not on the menu")]
    ItemNotOnMenu,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Sets how many of a dish can be ordered.
///
/// # Errors
/// [`SetAvailabilityError`].
pub async fn set_availability(
    tx: &mut Tx,
    restaurant: RestaurantId,
    item: ItemId,
    request: &SetAvailabilityRequest,
    now: Timestamp,
) -> Result<ItemAvailability, SetAvailabilityError> {
    let menu = menus::load(tx, restaurant)
        .await?
        .ok_or(SetAvailabilityError::NotFound)?;
    if !menu::has_item(&menu.sections, item) {
        return Err(SetAvailabilityError::ItemNotOnMenu);
    }
    let SetAvailabilityRequest { portions_left, until } = *request;
    let availability = ItemAvailability {
        item_id: item,
        portions_left,
        until,
    };
    Ok(apply(tx, restaurant, availability, now).await?)
}

/// Sets the availability of a dish that is known to be on the menu.
pub(crate) async fn apply(
    tx: &mut Tx,
    restaurant_id: RestaurantId,
    availability: ItemAvailability,
    now: Timestamp,
) -> Result<ItemAvailability, DatabaseError> {
    let Some(version) = menus::next_revision(tx, restaurant_id, now).await? else {
        return Ok(availability);
    };
    availability::set(tx, restaurant_id, &availability, version, now).await?;
    let event = AvailabilitySet {
        restaurant_id,
        availability,
        version,
    };
    outbox::append(tx, &event, now).await?;
    mark(tx, Subject::Menu(restaurant_id), now).await?;
    Ok(event.availability)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};

    const SOLD_OUT: SetAvailabilityRequest = SetAvailabilityRequest {
        portions_left: Some(0),
        until: None,
    };

    #[tokio::test]
    async fn it_is_kept_and_told() {
        let fixture = Fixture::with_menu().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let set = set_availability(&mut tx, id, samples::item(1), &SOLD_OUT, now)
            .await
            .unwrap();
        let known = availability::load(&mut tx, id).await.unwrap();
        assert_eq!(known[0].availability, set);
        let unlimited = SetAvailabilityRequest {
            portions_left: None,
            until: None,
        };
        set_availability(&mut tx, id, samples::item(1), &unlimited, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let events: Vec<AvailabilitySet> = fixture.events().await;
        assert_eq!(events.len(), 2);
        assert!(events[0].version < events[1].version);
    }

    #[tokio::test]
    async fn only_dishes_on_the_menu_have_one() {
        let fixture = Fixture::with_menu().await;
        let now = samples::now();
        let mut tx = fixture.database.begin().await.unwrap();
        let unknown = set_availability(&mut tx, samples::restaurant_id(1), samples::item(99), &SOLD_OUT, now).await;
        assert!(matches!(unknown, Err(SetAvailabilityError::ItemNotOnMenu)));
        let nowhere = set_availability(&mut tx, samples::restaurant_id(2), samples::item(1), &SOLD_OUT, now).await;
        assert!(matches!(nowhere, Err(SetAvailabilityError::NotFound)));
    }
}
