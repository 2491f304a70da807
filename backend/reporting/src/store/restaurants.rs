//! The table `restaurants`: what figures need to know of each.

use foodwala_contract::{Currency, RestaurantId, restaurants::Restaurant};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};
use uuid::Uuid;

/// A restaurant, as far as figures need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Id.
    pub id: RestaurantId,
    /// Name.
    pub name: String,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// Of its amounts.
    pub currency: Currency,
}

/// Copies a restaurant, unless a newer version of it is known.
pub async fn put(tx: &mut Tx, restaurant: &Restaurant) -> Result<(), DatabaseError> {
    let sql = "SELECT version FROM reporting.restaurants WHERE id = @P1";
    let known: Option<u64> = match tx.query_opt(sql, params![restaurant.id.uuid()]).await? {
        Some(row) => row.get("version")?,
        None => None,
    };
    if known.is_some_and(|known| known >= restaurant.version) {
        return Ok(());
    }
    let keys = [("id", Value::from(restaurant.id.uuid()))];
    let values = [
        ("version", Value::from(restaurant.version)),
        ("name", Value::from(restaurant.profile.name.as_str())),
        ("time_zone", Value::from(restaurant.hours.time_zone.as_str())),
        ("currency", Value::from(restaurant.profile.currency.as_str())),
    ];
    tx.upsert("reporting.restaurants", &keys, &values).await
}

/// A restaurant, as committed.
pub async fn read(database: &Database, id: RestaurantId) -> Result<Option<Known>, DatabaseError> {
    let sql = "SELECT id, name, time_zone, currency FROM reporting.restaurants WHERE id = @P1";
    let row = database.query_opt(sql, params![id.uuid()]).await?;
    row.as_ref().map(known).transpose()
}

/// The restaurants behind `after`, at most `limit`, in the order of their ids, as committed.
pub async fn page(database: &Database, after: Uuid, limit: u32) -> Result<Vec<Known>, DatabaseError> {
    let first = database.dialect().fetch_first("@P2");
    let sql =
        format!("SELECT id, name, time_zone, currency FROM reporting.restaurants WHERE id > @P1 ORDER BY id {first}");
    let rows = database.query(&sql, params![after, limit]).await?;
    rows.iter().map(known).collect()
}

fn known(row: &Row) -> Result<Known, DatabaseError> {
    let currency: String = row.get("currency")?;
    Ok(Known {
        id: RestaurantId(row.get("id")?),
        name: row.get("name")?,
        time_zone: row.get("time_zone")?,
        currency: currency.parse().map_err(|_| DatabaseError::Decode {
            column: "currency".into(),
            expected: "a currency",
        })?,
    })
}
