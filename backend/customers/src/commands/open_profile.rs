//! Opens the profile of an account.

use super::changed;
use crate::store::{self, Presence};
use foodwala_contract::auth::Account;
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Opens the profile with what was stated at registration; emits `CustomerChanged`. A profile that is there stays as it
/// is, and one that was erased stays erased: the account's event can come again, or late.
pub async fn open_profile(tx: &mut Tx, account: &Account, now: Timestamp) -> Result<(), DatabaseError> {
    match store::presence(tx, account.id).await? {
        Presence::Here | Presence::Erased => Ok(()),
        Presence::Unknown => {
            store::insert(tx, account).await?;
            changed(tx, account.id, now).await.map(drop)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        delete_me::delete_me,
        testing::{START, World, account},
    };

    #[tokio::test]
    async fn a_profile_is_opened_once_and_announced() {
        let world = World::new().await;
        let again = Account {
            id: world.customer,
            display_name: "Other".to_owned(),
            ..account()
        };
        let mut tx = world.tx().await;
        open_profile(&mut tx, &again, START).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.profile().await.display_name, "Ada");
        insta::assert_json_snapshot!(
            world.events("foodwala.customer.changed.v1").await,
            { "[].customer.id" => "[id]" },
            @r#"
        [
          {
            "customer": {
              "addresses": [],
              "consents": {
                "marketing_email": false,
                "personalisation": false
              },
              "display_name": "Ada",
              "email": "ada@example.org",
              "favourites": [],
              "id": "[id]",
              "locale": "en",
              "version": 1
            }
          }
        ]
        "#
        );
    }

    #[tokio::test]
    async fn an_erased_profile_stays_erased() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        delete_me(&mut tx, world.customer, "account:x", START).await.unwrap();
        open_profile(
            &mut tx,
            &Account {
                id: world.customer,
                ..account()
            },
            START,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let presence = store::presence(&mut &world.database, world.customer).await.unwrap();
        assert_eq!(presence, Presence::Erased);
    }
}
