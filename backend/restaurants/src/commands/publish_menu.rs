//! Publishes a menu, whole.

use crate::{
    domain::{faults::Invalid, menu},
    store::{
        availability,
        menus::{self, StoredMenu},
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{
    RestaurantId, Timestamp,
    events::MenuPublished,
    menu::{Menu, MenuSection},
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;

/// Why a menu was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishMenuError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// The menu is at another version than the caller has seen.
    #[error("the menu is at version {current}")]
    Changed {
        /// The version it is at; 0 before the first.
        current: u64,
    },
    /// The menu is out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Publishes a menu in place of the one at version `seen`, 0 for the first.
///
/// # Errors
/// [`PublishMenuError`].
pub async fn publish_menu(
    tx: &mut Tx,
    restaurant: RestaurantId,
    seen: u64,
    sections: Vec<MenuSection>,
    now: Timestamp,
) -> Result<Menu, PublishMenuError> {
    menu::check(&sections)?;
    let current = menus::load(tx, restaurant).await?.ok_or(PublishMenuError::NotFound)?;
    if current.version != seen {
        return Err(PublishMenuError::Changed {
            current: current.version,
        });
    }
    let stored = StoredMenu {
        version: current.version + 1,
        revision: current.revision + 1,
        sections,
    };
    menus::save(tx, restaurant, &stored, now).await?;
    let StoredMenu { version, sections, .. } = stored;
    let event = MenuPublished {
        menu: Menu {
            restaurant_id: restaurant,
            version,
            sections,
            availability: Vec::new(),
        },
    };
    outbox::append(tx, &event, now).await?;
    mark(tx, Subject::Menu(restaurant), now).await?;
    let known = availability::load(tx, restaurant)
        .await?
        .into_iter()
        .map(|one| one.availability);
    let availability = menu::limited(
        known.filter(|one| menu::limits(one, now)).collect(),
        &event.menu.sections,
    );
    Ok(Menu {
        availability,
        ..event.menu
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::set_availability::set_availability, samples, testing::Fixture};
    use foodwala_contract::menu::SetAvailabilityRequest;

    #[tokio::test]
    async fn the_first_replaces_version_0_and_each_next_the_one_before() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let unseen = publish_menu(&mut tx, id, 1, samples::menu_sections(), now).await;
        assert!(matches!(unseen, Err(PublishMenuError::Changed { current: 0 })));
        assert_eq!(
            publish_menu(&mut tx, id, 0, samples::menu_sections(), now)
                .await
                .unwrap()
                .version,
            1
        );
        let again = publish_menu(&mut tx, id, 0, samples::menu_sections(), now).await;
        assert!(matches!(again, Err(PublishMenuError::Changed { current: 1 })));
        assert_eq!(publish_menu(&mut tx, id, 1, Vec::new(), now).await.unwrap().version, 2);
    }

    #[tokio::test]
    async fn what_is_sold_out_stays_so_while_it_is_on_the_menu() {
        let fixture = Fixture::with_menu().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        let sold_out = SetAvailabilityRequest {
            portions_left: Some(0),
            until: None,
        };
        set_availability(&mut tx, id, samples::item(2), &sold_out, now)
            .await
            .unwrap();
        let menu = publish_menu(&mut tx, id, 1, samples::menu_sections(), now)
            .await
            .unwrap();
        assert_eq!(
            menu.availability.iter().map(|one| one.item_id).collect::<Vec<_>>(),
            [samples::item(2)]
        );
        assert!(
            publish_menu(&mut tx, id, 2, Vec::new(), now)
                .await
                .unwrap()
                .availability
                .is_empty()
        );
    }
}
