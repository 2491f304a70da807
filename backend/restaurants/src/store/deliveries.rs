//! The tables `delivery_codes` and `courier_links`.

use foodwala_contract::orders::OrderStatus;
use foodwala_contract::{AccountId, OrderId, RestaurantId, Timestamp, board::SharedDelivery};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};

/// A guest's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCode {
    /// The digits.
    pub code: String,
    /// How often another one was given.
    pub wrong_tries: u32,
}

/// A link for a courier without an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLink {
    /// What its token is signed with.
    pub secret: Vec<u8>,
    /// Whom it is shared with, and until when.
    pub shared_with: SharedDelivery,
}

/// Keeps a guest's code; one that is known stays.
pub async fn keep_code(tx: &mut Tx, order: OrderId, code: &str) -> Result<(), DatabaseError> {
    if self::code(tx, order).await?.is_some() {
        return Ok(());
    }
    let sql = "INSERT INTO restaurants.delivery_codes (order_id, code, wrong_tries) VALUES (@P1, @P2, @P3)";
    tx.execute(sql, params![order.uuid(), code, 0]).await.map(drop)
}

/// The code of an order's guest.
pub async fn code(tx: &mut Tx, order: OrderId) -> Result<Option<StoredCode>, DatabaseError> {
    let sql = "SELECT code, wrong_tries FROM restaurants.delivery_codes WHERE order_id = @P1";
    let row = tx.query_opt(sql, params![order.uuid()]).await?;
    row.map(|row| {
        Ok(StoredCode {
            code: row.get("code")?,
            wrong_tries: row.get("wrong_tries")?,
        })
    })
    .transpose()
}

/// Has whoever compares the code of an order at the same moment come one after the other: each of them changes its row.
pub async fn hold_code(tx: &mut Tx, order: OrderId) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.delivery_codes SET wrong_tries = wrong_tries WHERE order_id = @P1";
    tx.execute(sql, params![order.uuid()]).await.map(drop)
}

/// Counts a code that was wrong.
pub async fn count_wrong(tx: &mut Tx, order: OrderId) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.delivery_codes SET wrong_tries = wrong_tries + 1 WHERE order_id = @P1";
    tx.execute(sql, params![order.uuid()]).await.map(drop)
}

/// Forgets the code of an order that has ended.
pub async fn forget_code(tx: &mut Tx, order: OrderId) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM restaurants.delivery_codes WHERE order_id = @P1";
    tx.execute(sql, params![order.uuid()]).await.map(drop)
}

/// Keeps a link in place of the one the order had, and forgets those that have ended.
pub async fn put_link(tx: &mut Tx, order: OrderId, link: &StoredLink, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM restaurants.courier_links WHERE expires_at <= @P1";
    tx.execute(sql, params![now]).await?;
    let keys = [("order_id", Value::from(order.uuid()))];
    let values = [
        ("secret", Value::from(link.secret.as_slice())),
        ("name", Value::from(link.shared_with.name.as_str())),
        ("expires_at", Value::from(link.shared_with.expires_at)),
    ];
    tx.upsert("restaurants.courier_links", &keys, &values).await
}

/// Takes the link of an order back; whether it had one.
pub async fn remove_link(tx: &mut Tx, order: OrderId) -> Result<bool, DatabaseError> {
    let sql = "DELETE FROM restaurants.courier_links WHERE order_id = @P1";
    Ok(tx.execute(sql, params![order.uuid()]).await? > 0)
}

/// The link of an order.
pub async fn link(tx: &mut Tx, order: OrderId) -> Result<Option<StoredLink>, DatabaseError> {
    let row = tx.query_opt(LINK, params![order.uuid()]).await?;
    row.as_ref().map(stored_link).transpose()
}

/// The link of an order, as committed.
pub async fn read_link(database: &Database, order: OrderId) -> Result<Option<StoredLink>, DatabaseError> {
    let row = database.query_opt(LINK, params![order.uuid()]).await?;
    row.as_ref().map(stored_link).transpose()
}

/// How many orders each courier of a restaurant has with them, as committed.
pub async fn read_carrying(
    database: &Database,
    restaurant: RestaurantId,
) -> Result<Vec<(AccountId, u32)>, DatabaseError> {
    let sql = "SELECT courier_id, COUNT(*) AS carrying FROM restaurants.board_orders \
               WHERE restaurant_id = @P1 AND ended = @P2 AND status = @P3 AND courier_id IS NOT NULL \
               GROUP BY courier_id";
    let values = params![restaurant.uuid(), false, OrderStatus::OutForDelivery.as_str()];
    let rows = database.query(sql, values).await?;
    rows.iter()
        .map(|row| Ok((AccountId(row.get("courier_id")?), row.get("carrying")?)))
        .collect()
}

const LINK: &str = "SELECT secret, name, expires_at FROM restaurants.courier_links WHERE order_id = @P1";

fn stored_link(row: &Row) -> Result<StoredLink, DatabaseError> {
    Ok(StoredLink {
        secret: row.get("secret")?,
        shared_with: SharedDelivery {
            name: row.get("name")?,
            expires_at: row.get("expires_at")?,
        },
    })
}
