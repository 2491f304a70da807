//! Makes a restaurant no longer a favourite.

use super::{begin, changed};
use crate::store;
use foodwala_contract::{AccountId, RestaurantId, customers::Customer};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Makes a restaurant no longer a favourite; returns the profile without it, or `None` when it was none before.
pub async fn remove_favourite(
    tx: &mut Tx,
    id: AccountId,
    restaurant: RestaurantId,
    now: Timestamp,
) -> Result<Option<Customer>, DatabaseError> {
    if !store::favourites::contains(tx, id, restaurant).await? || !begin(tx, id).await? {
        return Ok(None);
    }
    store::favourites::delete(tx, id, restaurant).await?;
    changed(tx, id, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        add_favourite::add_favourite,
        testing::{START, World},
    };
    use uuid::Uuid;

    #[tokio::test]
    async fn what_is_no_favourite_need_not_be_removed() {
        let world = World::new().await;
        let restaurant = RestaurantId(Uuid::from_u128(1));
        let mut tx = world.tx().await;
        add_favourite(&mut tx, world.customer, restaurant, START).await.unwrap();
        let customer = remove_favourite(&mut tx, world.customer, restaurant, START)
            .await
            .unwrap()
            .unwrap();
        assert!(customer.favourites.is_empty());
        assert_eq!(
            remove_favourite(&mut tx, world.customer, restaurant, START)
                .await
                .unwrap(),
            None
        );
        tx.commit().await.unwrap();
        assert_eq!(world.profile().await.version, 3);
    }
}
