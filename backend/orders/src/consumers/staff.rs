//! Who works where, copied from the restaurants: they may enter orders.

use crate::store::staff;
use async_trait::async_trait;
use foodwala_contract::{AccountId, RestaurantId, access::StaffRole, events::StaffChanged};
use foodwala_database::{Database, Tx};
use foodwala_messaging::{ConsumeError, Handler, Message};
use foodwala_platform::{ApiError, StaffDirectory};

/// The handler of `StaffChanged`.
pub struct StaffKeeper;

#[async_trait]
impl Handler for StaffKeeper {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let event: StaffChanged = message.decode()?;
        Ok(staff::put(tx, &event).await?)
    }
}

/// The staff of all restaurants, for the access rules.
pub struct Directory(pub Database);

#[async_trait]
impl StaffDirectory for Directory {
    async fn role(&self, restaurant: RestaurantId, account: AccountId) -> Result<Option<StaffRole>, ApiError> {
        Ok(staff::read_role(&self.0, restaurant, account).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{CUSTOMER, NOON, RESTAURANT};
    use foodwala_contract::events::StaffPosition;

    #[tokio::test]
    async fn the_newest_staff_counts() {
        let database = Database::sqlite_temporary("orders").await.unwrap();
        let told = |version, role: Option<StaffRole>| StaffChanged {
            restaurant_id: RESTAURANT,
            staff: role
                .into_iter()
                .map(|role| StaffPosition {
                    account_id: CUSTOMER,
                    role,
                })
                .collect(),
            version,
        };
        let directory = Directory(database.clone());
        for (event, role) in [
            (told(1, Some(StaffRole::Kitchen)), Some(StaffRole::Kitchen)),
            (told(3, None), None),
            (told(2, Some(StaffRole::Owner)), None),
        ] {
            let message = Message::of(foodwala_clock::new_id(NOON), "restaurants", &event, NOON, None).unwrap();
            let mut tx = database.begin().await.unwrap();
            StaffKeeper.handle(&message, &mut tx).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(directory.role(RESTAURANT, CUSTOMER).await.unwrap(), role);
        }
    }
}
