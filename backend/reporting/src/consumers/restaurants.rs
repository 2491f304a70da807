//! A restaurant or its staff changed: the copies here change with them.

use crate::store::restaurants;
use async_trait::async_trait;
use foodwala_contract::events::{Event, RestaurantChanged, StaffChanged};
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use foodwala_platform::auth::StaffKeeper;

/// Follows restaurants and their staff.
pub struct Restaurants;

#[async_trait]
impl Handler for Restaurants {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        if message.kind == StaffChanged::TYPE {
            StaffKeeper.handle(message, tx).await?;
        } else {
            let RestaurantChanged { restaurant } = message.decode()?;
            restaurants::put(tx, &restaurant).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixture, account, restaurant_id};
    use foodwala_contract::{access::StaffRole, events::StaffPosition};
    use foodwala_platform::{StaffDirectory as _, auth::StaffCopy};

    #[tokio::test]
    async fn the_newest_staff_counts() {
        let fixture = Fixture::new().await;
        let told = |version, roles: &[(u128, StaffRole)]| StaffChanged {
            restaurant_id: restaurant_id(1),
            staff: roles
                .iter()
                .map(|&(number, role)| StaffPosition {
                    account_id: account(number),
                    role,
                })
                .collect(),
            version,
        };
        let (owner, manager) = ((1, StaffRole::Owner), (2, StaffRole::Manager));
        for event in [told(1, &[owner]), told(3, &[owner]), told(2, &[owner, manager])] {
            fixture.hear(&Restaurants, &event).await;
        }
        let copy = StaffCopy(fixture.database.clone());
        let role = async |number| copy.role(restaurant_id(1), account(number)).await.unwrap();
        assert_eq!((role(1).await, role(2).await), (Some(StaffRole::Owner), None));
    }
}
