//! Makes a restaurant a favourite.

use super::{begin, changed};
use crate::{domain::MAX_FAVOURITES, store};
use foodwala_contract::{AccountId, RestaurantId, customers::Customer};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// No favourite was added.
#[derive(Debug, thiserror::Error)]
pub enum AddFavouriteError {
    #[error("there is no profile")]
    NoProfile,
    #[error("there are {MAX_FAVOURITES} favourites")]
    Full,
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Makes a restaurant a favourite; returns the profile with it, or `None` when it was one before.
pub async fn add_favourite(
    tx: &mut Tx,
    id: AccountId,
    restaurant: RestaurantId,
    now: Timestamp,
) -> Result<Option<Customer>, AddFavouriteError> {
    if store::favourites::contains(tx, id, restaurant).await? {
        return Ok(None);
    }
    if !begin(tx, id).await? {
        return Err(AddFavouriteError::NoProfile);
    }
    if store::favourites::count_of(tx, id).await? >= MAX_FAVOURITES {
        return Err(AddFavouriteError::Full);
    }
    store::favourites::insert(tx, id, restaurant, now).await?;
    changed(tx, id, now)
        .await?
        .map(Some)
        .ok_or(AddFavouriteError::NoProfile)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::{World, at};
    use uuid::Uuid;

    fn restaurant(number: u64) -> RestaurantId {
        RestaurantId(Uuid::from_u128(number.into()))
    }

    #[tokio::test]
    async fn the_newest_favourite_is_first_and_a_favourite_is_one_once() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        for number in [1, 2, 1] {
            add_favourite(&mut tx, world.customer, restaurant(number), at(number))
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let profile = world.profile().await;
        assert_eq!(
            (profile.favourites, profile.version),
            (vec![restaurant(2), restaurant(1)], 3)
        );
        assert_eq!(world.events("foodwala.customer.changed.v1").await.len(), 3);
    }

    #[tokio::test]
    async fn there_is_an_end_to_favourites() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        for number in 0..200 {
            store::favourites::insert(&mut tx, world.customer, restaurant(number), at(number))
                .await
                .unwrap();
        }
        let one_more = add_favourite(&mut tx, world.customer, restaurant(200), at(200)).await;
        assert!(matches!(one_more, Err(AddFavouriteError::Full)));
        let known = add_favourite(&mut tx, world.customer, restaurant(7), at(200)).await;
        assert!(matches!(known, Ok(None)));
    }
}
