//! The payments by card, as the provider knows them.

use super::Read;
use foodwala_contract::{OrderId, orders::PaymentStatus};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use jiff::Timestamp;

/// What is to be done with a payment, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The provider is to be asked for a page.
    Starting,
    /// The customer can pay.
    Open,
    /// The order has ended unpaid: the page is to be closed.
    Closing,
    /// It was never paid.
    Closed,
    /// It was paid.
    Paid,
    /// The money is to be given back.
    Refunding,
    /// It was given back.
    Refunded,
}

impl State {
    const ALL: [Self; 7] = [
        Self::Starting,
        Self::Open,
        Self::Closing,
        Self::Closed,
        Self::Paid,
        Self::Refunding,
        Self::Refunded,
    ];

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Open => "open",
            Self::Closing => "closing",
            Self::Closed => "closed",
            Self::Paid => "paid",
            Self::Refunding => "refunding",
            Self::Refunded => "refunded",
        }
    }
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its order.
    pub order_id: OrderId,
    /// How far it is.
    pub state: State,
    /// The provider's name for it, once known.
    pub reference: Option<String>,
    /// When the paid order is told to the restaurant, if not at once.
    pub release_at: Option<Timestamp>,
    /// Tries that failed since the state was entered.
    pub attempts: u32,
}

/// Notes the payment of a new order, to be started by `act_at` at the latest.
pub async fn insert(
    tx: &mut Tx,
    order_id: OrderId,
    provider: &str,
    release_at: Option<Timestamp>,
    act_at: Timestamp,
) -> Result<(), DatabaseError> {
    const SQL: &str = "INSERT INTO orders.payments (order_id, provider, state, reference, release_at, attempts, act_at) \
        VALUES (@P1, @P2, @P3, NULL, @P4, 0, @P5)";
    let state = State::Starting.as_str();
    tx.execute(SQL, params![order_id.uuid(), provider, state, release_at, act_at])
        .await
        .map(drop)
}

const COLUMNS: &str = "order_id, state, reference, release_at, attempts";

/// The payment of an order, as committed or in a transaction.
pub async fn find(from: &mut impl Read, order_id: OrderId) -> Result<Option<Pending>, DatabaseError> {
    let sql = format!("SELECT {COLUMNS} FROM orders.payments WHERE order_id = @P1");
    let rows = from.read(&sql, params![order_id.uuid()]).await?;
    rows.first().map(pending).transpose()
}

/// The committed payment of an order.
pub async fn read(database: &Database, order_id: OrderId) -> Result<Option<Pending>, DatabaseError> {
    find(&mut database.clone(), order_id).await
}

/// Payments with a provider for which something is to be done, the longest waiting first.
pub async fn due(
    database: &Database,
    provider: &str,
    now: Timestamp,
    most: u32,
) -> Result<Vec<Pending>, DatabaseError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM orders.payments WHERE act_at IS NOT NULL AND act_at <= @P1 AND provider = @P2 \
         ORDER BY act_at {}",
        database.dialect().fetch_first("@P3")
    );
    let rows = database.query(&sql, params![now, provider, most]).await?;
    rows.iter().map(pending).collect()
}

/// Notes the page of a payment that was to be started.
pub async fn opened(tx: &mut Tx, order_id: OrderId, reference: &str, act_at: Timestamp) -> Result<(), DatabaseError> {
    const SQL: &str = "UPDATE orders.payments SET state = @P1, reference = @P2, attempts = 0, act_at = @P3 \
        WHERE order_id = @P4";
    let values = params![State::Open.as_str(), reference, act_at, order_id.uuid()];
    tx.execute(SQL, values).await.map(drop)
}

/// Notes the provider's name for a payment, unless one is known.
pub async fn named(tx: &mut Tx, order_id: OrderId, reference: &str) -> Result<(), DatabaseError> {
    const SQL: &str = "UPDATE orders.payments SET reference = @P1 WHERE order_id = @P2 AND reference IS NULL";
    tx.execute(SQL, params![reference, order_id.uuid()]).await.map(drop)
}

/// Has a payment follow what the customer is told of it.
pub async fn follow(
    tx: &mut Tx,
    order_id: OrderId,
    status: PaymentStatus,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    const SQL: &str = "UPDATE orders.payments SET state = @P1, attempts = 0, act_at = @P2 WHERE order_id = @P3";
    let (state, act_at) = match status {
        PaymentStatus::Pending => return Ok(()),
        PaymentStatus::Paid => (State::Paid, None),
        PaymentStatus::Failed => (State::Closing, Some(now)),
        PaymentStatus::RefundPending => (State::Refunding, Some(now)),
        PaymentStatus::Refunded => (State::Refunded, None),
    };
    tx.execute(SQL, params![state.as_str(), act_at, order_id.uuid()])
        .await
        .map(drop)
}

/// Notes that the page of a payment that is no longer wanted is closed.
pub async fn closed(database: &Database, order_id: OrderId, reference: &str) -> Result<(), DatabaseError> {
    const SQL: &str = "UPDATE orders.payments SET state = @P1, reference = @P2, attempts = 0, act_at = NULL \
        WHERE order_id = @P3 AND state = @P4";
    let (closed, closing) = (State::Closed.as_str(), State::Closing.as_str());
    let mut tx = database.begin().await?;
    tx.execute(SQL, params![closed, reference, order_id.uuid(), closing])
        .await?;
    tx.commit().await
}

/// Has a payment that is still in `state` looked at again.
pub async fn try_again(
    database: &Database,
    order_id: OrderId,
    state: State,
    attempts: u32,
    act_at: Timestamp,
) -> Result<(), DatabaseError> {
    const SQL: &str = "UPDATE orders.payments SET attempts = @P1, act_at = @P2 WHERE order_id = @P3 AND state = @P4";
    let mut tx = database.begin().await?;
    tx.execute(SQL, params![attempts, act_at, order_id.uuid(), state.as_str()])
        .await?;
    tx.commit().await
}

fn pending(row: &Row) -> Result<Pending, DatabaseError> {
    let state: String = row.get("state")?;
    let state = State::ALL.into_iter().find(|known| known.as_str() == state);
    Ok(Pending {
        order_id: OrderId(row.get("order_id")?),
        state: state.ok_or_else(|| DatabaseError::Decode {
            column: "state".into(),
            expected: "a state of a payment",
        })?,
        reference: row.get("reference")?,
        release_at: row.get("release_at")?,
        attempts: row.get("attempts")?,
    })
}
