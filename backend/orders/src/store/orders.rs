//! The orders.

use super::{from_json, overtaken};
use crate::{
    domain::order::{OrderAggregate, OwnState},
    rendered::Rendered,
};
use foodwala_contract::{
    AccountId, OrderId,
    orders::{Order, OrderStatus},
};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use jiff::{SignedDuration, Timestamp};

/// Stores a new order.
pub async fn insert(tx: &mut Tx, aggregate: &OrderAggregate, rendered: &Rendered) -> Result<(), DatabaseError> {
    const SQL: &str = "INSERT INTO orders.orders (id, customer_id, restaurant_id, status, version, ordered_at, \
        updated_at, due_at, travel_seconds, hidden, erase_when_ended, document) \
        VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8, @P9, @P10, @P11, @P12)";
    let (order, own) = (aggregate.order(), aggregate.own());
    let values = params![
        order.id.uuid(),
        order.customer_id.uuid(),
        order.restaurant_id.uuid(),
        order.status.as_str(),
        order.version,
        order.ordered_at,
        order.updated_at,
        own.due_at,
        own.travel.as_secs(),
        own.hidden,
        own.erase_when_ended,
        rendered.json.get(),
    ];
    tx.execute(SQL, values).await.map(drop)
}

/// Stores a change of an order; its version has grown by one since it was read.
pub async fn update(tx: &mut Tx, aggregate: &OrderAggregate, rendered: &Rendered) -> Result<(), DatabaseError> {
    const SQL: &str = "UPDATE orders.orders SET status = @P1, version = @P2, updated_at = @P3, due_at = @P4, \
        hidden = @P5, erase_when_ended = @P6, document = @P7 WHERE id = @P8 AND version = @P9";
    let (order, own) = (aggregate.order(), aggregate.own());
    let values = params![
        order.status.as_str(),
        order.version,
        order.updated_at,
        own.due_at,
        own.hidden,
        own.erase_when_ended,
        rendered.json.get(),
        order.id.uuid(),
        order.version - 1,
    ];
    match tx.execute(SQL, values).await? {
        0 => Err(overtaken()),
        _ => Ok(()),
    }
}

const AGGREGATE: &str = "SELECT due_at, travel_seconds, hidden, erase_when_ended, document FROM orders.orders";

/// An order, to change it.
pub async fn find(tx: &mut Tx, id: OrderId) -> Result<Option<OrderAggregate>, DatabaseError> {
    let row = tx
        .query_opt(&format!("{AGGREGATE} WHERE id = @P1"), params![id.uuid()])
        .await?;
    row.as_ref().map(aggregate).transpose()
}

/// A customer's orders, to change them.
pub async fn find_of_customer(tx: &mut Tx, customer: AccountId) -> Result<Vec<OrderAggregate>, DatabaseError> {
    let rows = tx
        .query(
            &format!("{AGGREGATE} WHERE customer_id = @P1"),
            params![customer.uuid()],
        )
        .await?;
    rows.iter().map(aggregate).collect()
}

fn aggregate(row: &Row) -> Result<OrderAggregate, DatabaseError> {
    let own = OwnState {
        due_at: row.get("due_at")?,
        travel: SignedDuration::from_secs(row.get("travel_seconds")?),
        hidden: row.get("hidden")?,
        erase_when_ended: row.get("erase_when_ended")?,
    };
    Ok(OrderAggregate::stored(from_json(&row.get::<String>("document")?)?, own))
}

/// Orders in a state whose time has come, the longest overdue first.
pub async fn due(
    database: &Database,
    status: OrderStatus,
    now: Timestamp,
    most: u32,
) -> Result<Vec<OrderId>, DatabaseError> {
    let sql = format!(
        "SELECT id FROM orders.orders WHERE status = @P1 AND due_at IS NOT NULL AND due_at <= @P2 ORDER BY due_at {}",
        database.dialect().fetch_first("@P3")
    );
    let rows = database.query(&sql, params![status.as_str(), now, most]).await?;
    rows.iter().map(|row| row.get("id").map(OrderId)).collect()
}

/// An order, to show it.
pub async fn rendered(database: &Database, id: OrderId) -> Result<Option<Rendered>, DatabaseError> {
    let sql = format!("SELECT {} FROM orders.orders WHERE id = @P1", Rendered::COLUMNS);
    let row = database.query_opt(&sql, params![id.uuid()]).await?;
    row.as_ref().map(Rendered::stored).transpose()
}

/// An order as everybody sees it.
pub async fn order(database: &Database, id: OrderId) -> Result<Option<Order>, DatabaseError> {
    let row = rendered(database, id).await?;
    row.map(|order| from_json(order.json.get())).transpose()
}

/// A customer's orders that are not hidden, to show them.
pub async fn rendered_of_customer(database: &Database, customer: AccountId) -> Result<Vec<Rendered>, DatabaseError> {
    let columns = Rendered::COLUMNS;
    let sql = format!("SELECT {columns} FROM orders.orders WHERE customer_id = @P1 AND hidden = @P2");
    let rows = database.query(&sql, params![customer.uuid(), false]).await?;
    rows.iter().map(Rendered::stored).collect()
}

/// The next orders by id, to show them.
pub async fn rendered_after(
    database: &Database,
    after: Option<OrderId>,
    most: u32,
) -> Result<Vec<Rendered>, DatabaseError> {
    let sql = format!(
        "SELECT {} FROM orders.orders WHERE id > @P1 ORDER BY id {}",
        Rendered::COLUMNS,
        database.dialect().fetch_first("@P2")
    );
    let after = after.map_or(uuid::Uuid::nil(), OrderId::uuid);
    let rows = database.query(&sql, params![after, most]).await?;
    rows.iter().map(Rendered::stored).collect()
}
