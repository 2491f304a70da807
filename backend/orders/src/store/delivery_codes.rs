//! The table `delivery_codes`.

use foodwala_contract::{AccountId, OrderId};
use foodwala_database::{Database, DatabaseError, Tx, params};

/// Keeps the code of a new order.
pub async fn insert(tx: &mut Tx, order: OrderId, customer: AccountId, code: &str) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO orders.delivery_codes (order_id, customer_id, code) VALUES (@P1, @P2, @P3)";
    tx.execute(sql, params![order.uuid(), customer.uuid(), code])
        .await
        .map(drop)
}

/// Forgets the code of an order that has ended.
pub async fn forget(tx: &mut Tx, order: OrderId) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM orders.delivery_codes WHERE order_id = @P1";
    tx.execute(sql, params![order.uuid()]).await.map(drop)
}

/// The code of a customer's order, as committed; `None` if the customer has no such order, or it has no code.
pub async fn read(database: &Database, customer: AccountId, order: OrderId) -> Result<Option<String>, DatabaseError> {
    let sql = "SELECT code FROM orders.delivery_codes WHERE order_id = @P1 AND customer_id = @P2";
    let row = database.query_opt(sql, params![order.uuid(), customer.uuid()]).await?;
    row.map(|row| row.get("code")).transpose()
}
