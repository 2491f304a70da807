//! Who works where, for the access rules: this service's own copy.

use crate::store::staff;
use async_trait::async_trait;
use foodwala_contract::{AccountId, RestaurantId, access::StaffRole};
use foodwala_database::Database;
use foodwala_platform::{ApiError, StaffDirectory};

/// The staff of all restaurants.
pub struct Directory(pub Database);

#[async_trait]
impl StaffDirectory for Directory {
    async fn role(&self, restaurant: RestaurantId, account: AccountId) -> Result<Option<StaffRole>, ApiError> {
        Ok(staff::read_role(&self.0, restaurant, account).await?)
    }
}
