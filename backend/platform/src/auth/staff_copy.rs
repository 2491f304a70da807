//! A service's own copy of who works where: the tables `staff` and `staff_versions` of its schema.

use super::StaffDirectory;
use crate::ApiError;
use async_trait::async_trait;
use foodwala_contract::{AccountId, RestaurantId, access::StaffRole, events::StaffChanged};
use foodwala_database::{Database, DatabaseError, Tx, Value, params};
use foodwala_messaging::{ConsumeError, Handler, Message};

/// Keeps the copy: the handler of [`StaffChanged`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffKeeper;

impl StaffKeeper {
    /// Copies the staff of a restaurant, unless a newer version of it is known.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn put(self, tx: &mut Tx, event: &StaffChanged) -> Result<(), DatabaseError> {
        let schema = tx.schema();
        let restaurant = event.restaurant_id.uuid();
        let versions = format!("{schema}.staff_versions");
        let sql = format!("SELECT version FROM {versions} WHERE restaurant_id = @P1");
        let known: Option<u64> = match tx.query_opt(&sql, params![restaurant]).await? {
            Some(row) => row.get("version")?,
            None => None,
        };
        if known.is_some_and(|known| known >= event.version) {
            return Ok(());
        }
        let keys = [("restaurant_id", Value::from(restaurant))];
        let version = [("version", Value::from(event.version))];
        tx.upsert(&versions, &keys, &version).await?;
        let sql = format!("DELETE FROM {schema}.staff WHERE restaurant_id = @P1");
        tx.execute(&sql, params![restaurant]).await?;
        let sql = format!("INSERT INTO {schema}.staff (restaurant_id, account_id, role) VALUES (@P1, @P2, @P3)");
        for position in &event.staff {
            let values = params![restaurant, position.account_id.uuid(), text(position.role)];
            tx.execute(&sql, values).await?;
        }
        Ok(())
    }
}

#[async_trait]
impl Handler for StaffKeeper {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let event: StaffChanged = message.decode()?;
        Ok(self.put(tx, &event).await?)
    }
}

/// The copy in this database, as it is committed, for the access rules.
#[derive(Debug, Clone)]
pub struct StaffCopy(pub Database);

#[async_trait]
impl StaffDirectory for StaffCopy {
    async fn role(&self, restaurant: RestaurantId, account: AccountId) -> Result<Option<StaffRole>, ApiError> {
        let schema = self.0.schema();
        let sql = format!("SELECT role FROM {schema}.staff WHERE restaurant_id = @P1 AND account_id = @P2");
        let found = self
            .0
            .query_opt(&sql, params![restaurant.uuid(), account.uuid()])
            .await?;
        let Some(row) = found else {
            return Ok(None);
        };
        let role: String = row.get("role")?;
        let known = [
            StaffRole::Owner,
            StaffRole::Manager,
            StaffRole::Kitchen,
            StaffRole::Courier,
        ];
        let found = known.into_iter().find(|known| text(*known) == role);
        let unknown = || DatabaseError::Decode {
            column: "role".into(),
            expected: "a staff role",
        };
        Ok(Some(found.ok_or_else(unknown)?))
    }
}

const fn text(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Owner => "owner",
        StaffRole::Manager => "manager",
        StaffRole::Kitchen => "kitchen",
        StaffRole::Courier => "courier",
    }
}
