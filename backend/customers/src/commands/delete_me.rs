//! Deletes one's own account.

use crate::store::{self, Presence};
use foodwala_contract::{AccountId, RestaurantId, events::CustomerDeleted};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::Timestamp;

/// Nothing was deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteMeError {
    #[error("there is no profile")]
    NoProfile,
    /// Restaurants would be left without anybody who may run them: they are handed over first.
    #[error("the person is the only owner of {} restaurants", .restaurants.len())]
    OnlyOwner { restaurants: Vec<RestaurantId> },
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Erases the profile and what belongs to it, with the answers kept for `caller`, which hold addresses; emits
/// `CustomerDeleted`, on which every service erases its own. Whoever is erased can be erased again.
pub async fn delete_me(tx: &mut Tx, id: AccountId, caller: &str, now: Timestamp) -> Result<(), DeleteMeError> {
    match store::presence(tx, id).await? {
        Presence::Erased => Ok(()),
        Presence::Unknown => Err(DeleteMeError::NoProfile),
        Presence::Here => {
            let restaurants = store::sole_owners::of(tx, id).await?;
            if !restaurants.is_empty() {
                return Err(DeleteMeError::OnlyOwner { restaurants });
            }
            store::erase_answers(tx, caller).await?;
            store::erase(tx, id, now).await?;
            outbox::append(tx, &CustomerDeleted { account_id: id }, now).await?;
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        add_address::add_address,
        add_favourite::add_favourite,
        testing::{START, World, home},
        update_me::update_me,
    };
    use foodwala_contract::{
        customers::{Consents, UpdateCustomerRequest},
        events::OwnersChanged,
    };
    use uuid::Uuid;

    #[tokio::test]
    async fn nothing_but_the_id_is_left_and_everybody_is_told_once() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        add_address(&mut tx, world.customer, home(), START).await.unwrap();
        add_favourite(&mut tx, world.customer, RestaurantId(Uuid::from_u128(1)), START)
            .await
            .unwrap();
        let consents = Some(Consents {
            marketing_email: true,
            personalisation: true,
        });
        let change = UpdateCustomerRequest {
            consents,
            ..Default::default()
        };
        update_me(&mut tx, world.customer, 3, change, START).await.unwrap();
        for _ in 0..2 {
            delete_me(&mut tx, world.customer, "account:x", START).await.unwrap();
        }
        tx.commit().await.unwrap();
        for table in ["customers", "addresses", "favourites", "consent_history"] {
            let sql = format!("SELECT COUNT(*) AS n FROM customers.{table}");
            let row = world.database.query_opt(&sql, &[]).await.unwrap().unwrap();
            assert_eq!(row.get::<i64>("n").unwrap(), 0, "{table}");
        }
        insta::assert_json_snapshot!(
            world.events("foodwala.customer.deleted.v1").await,
            { "[].account_id" => "[id]" },
            @r#"
        [
          {
            "account_id": "[id]"
          }
        ]
        "#
        );
    }

    #[tokio::test]
    async fn the_only_owner_of_a_restaurant_hands_it_over_first() {
        let world = World::new().await;
        let restaurant_id = RestaurantId(Uuid::from_u128(1));
        let owners = |owners: &[AccountId], version| OwnersChanged {
            restaurant_id,
            owners: owners.to_vec(),
            version,
        };
        let other = AccountId(Uuid::from_u128(2));
        let mut tx = world.tx().await;
        store::sole_owners::note(&mut tx, &owners(&[world.customer], 2))
            .await
            .unwrap();
        store::sole_owners::note(&mut tx, &owners(&[world.customer, other], 1))
            .await
            .unwrap();
        let refused = delete_me(&mut tx, world.customer, "account:x", START).await;
        let Err(DeleteMeError::OnlyOwner { restaurants }) = refused else {
            panic!("{refused:?}")
        };
        assert_eq!(restaurants, [restaurant_id], "what is older changes nothing");
        store::sole_owners::note(&mut tx, &owners(&[world.customer, other], 3))
            .await
            .unwrap();
        delete_me(&mut tx, world.customer, "account:x", START).await.unwrap();
    }

    #[tokio::test]
    async fn who_is_not_known_yet_cannot_be_deleted() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        let result = delete_me(&mut tx, AccountId(Uuid::from_u128(1)), "account:x", START).await;
        assert!(matches!(result, Err(DeleteMeError::NoProfile)));
    }
}
