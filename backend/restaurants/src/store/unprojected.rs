//! The table `unprojected`: read documents that may be behind. A change notes its documents in its own transaction, so
//! that a process that ends between commit and read model leaves no document behind for good.

use foodwala_contract::{OrderId, RestaurantId, Timestamp};
use foodwala_database::{Database, DatabaseError, Tx, Value, params};
use uuid::Uuid;

/// Whose read documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A restaurant's profile.
    Restaurant(RestaurantId),
    /// Its menu with availability.
    Menu(RestaurantId),
    /// Its promo codes.
    Promos(RestaurantId),
    /// Its staff, and their workplaces.
    Staff(RestaurantId),
    /// A card of its board, and the courier's delivery.
    Card(OrderId),
    /// The review of an order.
    Review(OrderId),
}

impl Subject {
    fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Restaurant(id) => ("restaurant", id.uuid()),
            Self::Menu(id) => ("menu", id.uuid()),
            Self::Promos(id) => ("promos", id.uuid()),
            Self::Staff(id) => ("staff", id.uuid()),
            Self::Card(id) => ("card", id.uuid()),
            Self::Review(id) => ("review", id.uuid()),
        }
    }

    fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "restaurant" => Some(Self::Restaurant(id.into())),
            "menu" => Some(Self::Menu(id.into())),
            "promos" => Some(Self::Promos(id.into())),
            "staff" => Some(Self::Staff(id.into())),
            "card" => Some(Self::Card(id.into())),
            "review" => Some(Self::Review(id.into())),
            _ => None,
        }
    }
}

/// Notes that a document is behind from the commit on.
pub async fn mark(tx: &mut Tx, subject: Subject, now: Timestamp) -> Result<(), DatabaseError> {
    let (kind, id) = subject.parts();
    let keys = [("kind", Value::from(kind)), ("id", Value::from(id))];
    tx.upsert("restaurants.unprojected", &keys, &[("since", Value::from(now))])
        .await
}

/// Documents noted up to `until`, oldest first, at most `limit`.
pub async fn due(
    database: &Database,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<(Subject, Timestamp)>, DatabaseError> {
    let first = database.dialect().fetch_first("@P2");
    let sql = format!("SELECT kind, id, since FROM restaurants.unprojected WHERE since <= @P1 ORDER BY since {first}");
    let rows = database.query(&sql, params![until, limit]).await?;
    rows.iter()
        .map(|row| {
            let subject = Subject::from_parts(&row.get::<String>("kind")?, row.get("id")?);
            let unknown = || DatabaseError::Decode {
                column: "kind".into(),
                expected: "a kind of document",
            };
            Ok((subject.ok_or_else(unknown)?, row.get("since")?))
        })
        .collect()
}

/// Forgets a note, unless it was renewed meanwhile.
pub async fn clear(tx: &mut Tx, subject: Subject, since: Timestamp) -> Result<(), DatabaseError> {
    let (kind, id) = subject.parts();
    let sql = "DELETE FROM restaurants.unprojected WHERE kind = @P1 AND id = @P2 AND since = @P3";
    tx.execute(sql, params![kind, id, since]).await.map(drop)
}
