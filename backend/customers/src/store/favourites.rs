//! `customers.favourites`.

use super::{Read, count};
use foodwala_contract::{AccountId, RestaurantId};
use foodwala_database::{DatabaseError, Tx, params};
use jiff::Timestamp;

/// Somebody's favourites, newest first.
pub async fn all(read: &mut impl Read, customer: AccountId) -> Result<Vec<RestaurantId>, DatabaseError> {
    let sql = "SELECT restaurant_id FROM customers.favourites WHERE customer_id = @P1 \
               ORDER BY added_at DESC, restaurant_id DESC";
    let rows = read.rows(sql, params![customer.uuid()]).await?;
    rows.iter()
        .map(|row| row.get("restaurant_id").map(RestaurantId))
        .collect()
}

/// How many favourites somebody has.
pub async fn count_of(tx: &mut Tx, customer: AccountId) -> Result<u32, DatabaseError> {
    count(
        tx,
        "SELECT COUNT(*) AS n FROM customers.favourites WHERE customer_id = @P1",
        customer,
    )
    .await
}

/// Whether a restaurant is a favourite.
pub async fn contains(tx: &mut Tx, customer: AccountId, id: RestaurantId) -> Result<bool, DatabaseError> {
    let sql = "SELECT restaurant_id FROM customers.favourites WHERE customer_id = @P1 AND restaurant_id = @P2";
    Ok(tx.query_opt(sql, params![customer.uuid(), id.uuid()]).await?.is_some())
}

/// Adds a favourite.
pub async fn insert(tx: &mut Tx, customer: AccountId, id: RestaurantId, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO customers.favourites (customer_id, restaurant_id, added_at) VALUES (@P1, @P2, @P3)";
    tx.execute(sql, params![customer.uuid(), id.uuid(), now])
        .await
        .map(drop)
}

/// Deletes a favourite; `false` when it is none.
pub async fn delete(tx: &mut Tx, customer: AccountId, id: RestaurantId) -> Result<bool, DatabaseError> {
    let sql = "DELETE FROM customers.favourites WHERE customer_id = @P1 AND restaurant_id = @P2";
    Ok(tx.execute(sql, params![customer.uuid(), id.uuid()]).await? == 1)
}
