//! Who works where, remembered for a few seconds: it is asked on every request to a board.

use crate::store::staff;
use async_trait::async_trait;
use foodwala_contract::{AccountId, RestaurantId, access::StaffRole};
use foodwala_database::Database;
use foodwala_platform::{ApiError, StaffDirectory};
use moka::sync::Cache;
use std::time::Duration;

/// How long another process may not know of a change.
const MEMORY: Duration = Duration::from_secs(5);
const MOST_ENTRIES: u64 = 100_000;

/// The staff of all restaurants.
#[derive(Clone)]
pub struct Directory {
    database: Database,
    roles: Cache<(RestaurantId, AccountId), Option<StaffRole>>,
}

impl Directory {
    /// The directory in a database.
    pub fn new(database: Database) -> Self {
        let roles = Cache::builder().max_capacity(MOST_ENTRIES).time_to_live(MEMORY).build();
        Self { database, roles }
    }

    /// Forgets what an account did at a restaurant, for it has changed.
    pub fn forget(&self, restaurant: RestaurantId, account: AccountId) {
        self.roles.invalidate(&(restaurant, account));
    }
}

#[async_trait]
impl StaffDirectory for Directory {
    async fn role(&self, restaurant: RestaurantId, account: AccountId) -> Result<Option<StaffRole>, ApiError> {
        let key = (restaurant, account);
        if let Some(role) = self.roles.get(&key) {
            return Ok(role);
        }
        let role = staff::read_role(&self.database, restaurant, account).await?;
        self.roles.insert(key, role);
        Ok(role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};

    #[tokio::test]
    async fn a_role_is_remembered_until_it_is_forgotten() {
        let fixture = Fixture::with_restaurant().await;
        let directory = Directory::new(fixture.database.clone());
        let (here, cora) = (samples::restaurant_id(1), samples::account(2));
        assert_eq!(
            directory.role(here, samples::account(1)).await.unwrap(),
            Some(StaffRole::Owner)
        );
        assert_eq!(directory.role(here, cora).await.unwrap(), None);
        fixture.staff(2, StaffRole::Courier).await;
        directory.forget(here, cora);
        assert_eq!(directory.role(here, cora).await.unwrap(), Some(StaffRole::Courier));
    }
}
