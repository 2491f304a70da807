//! What each order's customer was told last.

use crate::domain::Told;
use foodwala_contract::{
    AccountId, OrderId,
    orders::{Order, OrderStatus},
};
use foodwala_database::{Database, DatabaseError, Tx, Value, params};
use foodwala_messaging::purge::older;
use jiff::Timestamp;

/// What the customer was told of an order last, if anything.
pub(crate) async fn told(tx: &mut Tx, order: OrderId) -> Result<Option<Told>, DatabaseError> {
    let sql = "SELECT version, status FROM notifications.told_orders WHERE order_id = @P1";
    let Some(row) = tx.query_opt(sql, params![order.uuid()]).await? else {
        return Ok(None);
    };
    let status: String = row.get("status")?;
    let status = OrderStatus::ALL
        .iter()
        .find(|known| known.as_str() == status)
        .copied()
        .ok_or_else(|| DatabaseError::Decode {
            column: "status".to_owned(),
            expected: "the state of an order",
        })?;
    Ok(Some(Told {
        version: row.get("version")?,
        status,
    }))
}

/// Notes that the customer is told of this version.
pub(crate) async fn note(tx: &mut Tx, order: &Order, now: Timestamp) -> Result<(), DatabaseError> {
    let keys = [("order_id", Value::from(order.id.uuid()))];
    let values = [
        ("account_id", Value::from(order.customer_id.uuid())),
        ("version", Value::from(order.version)),
        ("status", Value::from(order.status.as_str())),
        ("told_at", Value::from(now)),
    ];
    tx.upsert("notifications.told_orders", &keys, &values).await
}

/// Forgets a person's orders.
pub(crate) async fn erase(tx: &mut Tx, account: AccountId) -> Result<(), DatabaseError> {
    tx.execute(
        "DELETE FROM notifications.told_orders WHERE account_id = @P1",
        params![account.uuid()],
    )
    .await
    .map(drop)
}

/// Forgets what was told before a time; returns how many orders.
pub(crate) async fn purge(database: &Database, before: Timestamp) -> Result<u64, DatabaseError> {
    older(database, "notifications.told_orders", "told_at", before).await
}
