//! The table `orders`: what each order adds to the sums.

use crate::domain::facts::Facts;
use foodwala_contract::{OrderId, RestaurantId};
use foodwala_database::{DatabaseError, Row, Tx, params};
use std::sync::Arc;
use uuid::Uuid;

/// What an order adds, as of a version of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFacts {
    /// The order's version.
    pub version: u64,
    /// What it adds.
    pub facts: Facts,
}

/// What an order adds so far.
pub async fn load(tx: &mut Tx, order: OrderId) -> Result<Option<StoredFacts>, DatabaseError> {
    let sql = "SELECT version, document FROM reporting.orders WHERE order_id = @P1";
    let row = tx.query_opt(sql, params![order.uuid()]).await?;
    row.map(|row| {
        Ok(StoredFacts {
            version: row.get("version")?,
            facts: facts(&row)?,
        })
    })
    .transpose()
}

/// Keeps what an order adds; `known` if there is a row for it.
pub async fn save(
    tx: &mut Tx,
    order: OrderId,
    restaurant: RestaurantId,
    version: u64,
    facts: &Facts,
    known: bool,
) -> Result<(), DatabaseError> {
    let document = serde_json::to_string(facts).map_err(|error| DatabaseError::Other(Arc::new(error)))?;
    let sql = if known {
        "UPDATE reporting.orders SET restaurant_id = @P2, version = @P3, document = @P4 WHERE order_id = @P1"
    } else {
        "INSERT INTO reporting.orders (order_id, restaurant_id, version, document) VALUES (@P1, @P2, @P3, @P4)"
    };
    let values = params![order.uuid(), restaurant.uuid(), version, document];
    tx.execute(sql, values).await.map(drop)
}

/// What the orders of a restaurant behind `after` add, at most `limit`, in the order of their ids.
pub async fn page(
    tx: &mut Tx,
    restaurant: RestaurantId,
    after: Uuid,
    limit: u32,
) -> Result<Vec<(OrderId, Facts)>, DatabaseError> {
    let first = tx.dialect().fetch_first("@P3");
    let sql = format!(
        "SELECT order_id, document FROM reporting.orders WHERE restaurant_id = @P1 AND order_id > @P2 \
         ORDER BY order_id {first}"
    );
    let rows = tx.query(&sql, params![restaurant.uuid(), after, limit]).await?;
    rows.iter()
        .map(|row| Ok((OrderId(row.get("order_id")?), facts(row)?)))
        .collect()
}

/// The next restaurant behind `after` that has orders.
pub async fn next_restaurant(tx: &mut Tx, after: Uuid) -> Result<Option<RestaurantId>, DatabaseError> {
    let first = tx.dialect().fetch_first("@P2");
    let sql =
        format!("SELECT restaurant_id FROM reporting.orders WHERE restaurant_id > @P1 ORDER BY restaurant_id {first}");
    let row = tx.query_opt(&sql, params![after, 1]).await?;
    row.map(|row| row.get("restaurant_id").map(RestaurantId)).transpose()
}

fn facts(row: &Row) -> Result<Facts, DatabaseError> {
    let document: String = row.get("document")?;
    serde_json::from_str(&document).map_err(|error| DatabaseError::Other(Arc::new(error)))
}
