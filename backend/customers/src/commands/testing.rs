//! What the commands' tests share.

use super::open_profile::open_profile;
use foodwala_contract::{
    AccountId,
    auth::Account,
    customers::{AddressDetails, Customer},
    geo::{GeoPoint, PostalAddress},
};
use foodwala_database::{Database, Tx, params};
use jiff::Timestamp;
use std::time::Duration;

pub const START: Timestamp = Timestamp::constant(1_800_000_000, 0);

/// So many seconds after the start.
pub fn at(second: u64) -> Timestamp {
    START.checked_add(Duration::from_secs(second)).unwrap()
}

pub fn account() -> Account {
    Account {
        id: AccountId(foodwala_clock::new_id(START)),
        email: "ada@example.org".to_owned(),
        display_name: "Ada".to_owned(),
        locale: "en".to_owned(),
        platform_roles: Vec::new(),
        created_at: START,
    }
}

pub fn home() -> AddressDetails {
    AddressDetails {
        label: "Home".to_owned(),
        address: PostalAddress {
            street: "Unter den Linden 1".to_owned(),
            city: "Berlin".to_owned(),
            postal_code: "10117".to_owned(),
            country: "DE".to_owned(),
        },
        location: GeoPoint {
            latitude: 52.517,
            longitude: 13.388,
        },
        instructions: None,
    }
}

/// A schema with one customer.
pub struct World {
    pub database: Database,
    pub customer: AccountId,
}

impl World {
    pub async fn new() -> Self {
        let database = Database::temporary("customers").await.unwrap();
        let account = account();
        let mut tx = database.begin().await.unwrap();
        open_profile(&mut tx, &account, START).await.unwrap();
        tx.commit().await.unwrap();
        Self {
            database,
            customer: account.id,
        }
    }

    pub async fn tx(&self) -> Tx {
        self.database.begin().await.unwrap()
    }

    pub async fn profile(&self) -> Customer {
        crate::store::customer(&mut &self.database, self.customer)
            .await
            .unwrap()
            .unwrap()
    }

    /// The data of the events of a type, oldest first.
    pub async fn events(&self, kind: &str) -> Vec<serde_json::Value> {
        let sql = "SELECT payload FROM customers.outbox WHERE type = @P1 ORDER BY id";
        let rows = self.database.query(sql, params![kind]).await.unwrap();
        rows.iter()
            .map(|row| serde_json::from_str(&row.get::<String>("payload").unwrap()).unwrap())
            .collect()
    }
}
