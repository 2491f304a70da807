//! The table `board_orders`.

use super::{document, encode, one_row};
use foodwala_contract::{AccountId, OrderId, RestaurantId, Timestamp, board::BoardOrder};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use jiff::SignedDuration;

/// A card as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredCard {
    /// The card.
    pub card: BoardOrder,
    /// When it last changed; later than its change before.
    pub updated_at: Timestamp,
}

/// A card, in a transaction that may change it.
pub async fn load(tx: &mut Tx, order: OrderId) -> Result<Option<StoredCard>, DatabaseError> {
    tx.query_opt(SELECT_ONE, params![order.uuid()])
        .await?
        .map(|row| stored(&row))
        .transpose()
}

/// Adds or writes a card whose version has grown by one since it was loaded; answers when it counts as changed.
pub async fn save(
    tx: &mut Tx,
    before: Option<&StoredCard>,
    card: &BoardOrder,
    now: Timestamp,
) -> Result<Timestamp, DatabaseError> {
    let later = before.and_then(|before| before.updated_at.checked_add(SignedDuration::from_micros(1)).ok());
    let at = later.map_or(now, |later| later.max(now));
    let order = &card.order;
    let courier = order.courier.as_ref().map(|courier| courier.account_id.uuid());
    let (status, ended) = (order.status.as_str(), order.status.is_final());
    let (id, document) = (order.id.uuid(), encode(card)?);
    if before.is_none() {
        let sql = "INSERT INTO restaurants.board_orders (order_id, restaurant_id, customer_id, status, order_version, \
                   version, courier_id, ended, updated_at, document) \
                   VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8, @P9, @P10)";
        let (restaurant, customer) = (order.restaurant_id.uuid(), order.customer_id.uuid());
        let (of_order, version) = (order.version, card.version);
        let values = params![
            id, restaurant, customer, status, of_order, version, courier, ended, at, document
        ];
        tx.execute(sql, values).await?;
        return Ok(at);
    }
    let sql = "UPDATE restaurants.board_orders SET status = @P2, order_version = @P3, version = @P4, courier_id = @P5, \
               ended = @P6, updated_at = @P7, document = @P8 WHERE order_id = @P1 AND version = @P9";
    let last = card.version.saturating_sub(1);
    let values = params![
        id,
        status,
        order.version,
        card.version,
        courier,
        ended,
        at,
        document,
        last
    ];
    one_row(tx.execute(sql, values).await?)?;
    Ok(at)
}

/// The orders of a customer that have ended.
pub async fn ended_of_customer(tx: &mut Tx, customer: AccountId) -> Result<Vec<StoredCard>, DatabaseError> {
    let sql = "SELECT document, updated_at FROM restaurants.board_orders WHERE customer_id = @P1 AND ended = @P2";
    tx.query(sql, params![customer.uuid(), true])
        .await?
        .iter()
        .map(stored)
        .collect()
}

/// A committed card.
pub async fn read(database: &Database, order: OrderId) -> Result<Option<StoredCard>, DatabaseError> {
    database
        .query_opt(SELECT_ONE, params![order.uuid()])
        .await?
        .map(|row| stored(&row))
        .transpose()
}

/// The committed cards of a board: those that have not ended, and those that changed since.
pub async fn read_board(
    database: &Database,
    restaurant: RestaurantId,
    since: Timestamp,
) -> Result<Vec<StoredCard>, DatabaseError> {
    // Either half is a range of the index; without the second comparison of `ended` one would have to read all of it.
    let sql = "SELECT document, updated_at FROM restaurants.board_orders \
               WHERE restaurant_id = @P1 AND (ended = @P2 OR (ended = @P3 AND updated_at >= @P4))";
    database
        .query(sql, params![restaurant.uuid(), false, true, since])
        .await?
        .iter()
        .map(stored)
        .collect()
}

/// The committed cards of orders that a courier was given and that have not ended.
pub async fn read_deliveries(database: &Database, courier: AccountId) -> Result<Vec<StoredCard>, DatabaseError> {
    let sql = "SELECT document, updated_at FROM restaurants.board_orders WHERE courier_id = @P1 AND ended = @P2";
    database
        .query(sql, params![courier.uuid(), false])
        .await?
        .iter()
        .map(stored)
        .collect()
}

const SELECT_ONE: &str = "SELECT document, updated_at FROM restaurants.board_orders WHERE order_id = @P1";

fn stored(row: &Row) -> Result<StoredCard, DatabaseError> {
    Ok(StoredCard {
        card: document(row, "document")?,
        updated_at: row.get("updated_at")?,
    })
}
