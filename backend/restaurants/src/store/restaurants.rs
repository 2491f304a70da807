//! The table `restaurants`.

use super::{document, encode, one_row};
use foodwala_contract::{RestaurantId, Timestamp, restaurants::Restaurant};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use uuid::Uuid;

/// Adds a restaurant.
pub async fn insert(tx: &mut Tx, restaurant: &Restaurant, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO restaurants.restaurants \
               (id, version, paused_until, staff_version, promos_version, document, updated_at, announced) \
               VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8)";
    let paused_until = restaurant.pause.as_ref().and_then(|pause| pause.until);
    let document = encode(restaurant)?;
    let values = params![
        restaurant.id.uuid(),
        restaurant.version,
        paused_until,
        0_i64,
        0_i64,
        document,
        now,
        true
    ];
    tx.execute(sql, values).await.map(drop)
}

/// A restaurant, in a transaction that may change it.
pub async fn load(tx: &mut Tx, id: RestaurantId) -> Result<Option<Restaurant>, DatabaseError> {
    let row = tx.query_opt(SELECT_ONE, params![id.uuid()]).await?;
    row.map(|row| document(&row, "document")).transpose()
}

/// Writes a restaurant whose version has grown by one since it was loaded.
pub async fn save(tx: &mut Tx, restaurant: &Restaurant, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.restaurants SET version = @P2, paused_until = @P3, document = @P4, updated_at = @P5 \
               WHERE id = @P1 AND version = @P6";
    let paused_until = restaurant.pause.as_ref().and_then(|pause| pause.until);
    let (id, document) = (restaurant.id.uuid(), encode(restaurant)?);
    let before = restaurant.version.saturating_sub(1);
    one_row(
        tx.execute(
            sql,
            params![id, restaurant.version, paused_until, document, now, before],
        )
        .await?,
    )
}

/// Restaurants whose pause has ended by `now`, at most 100.
pub async fn with_ended_pause(database: &Database, now: Timestamp) -> Result<Vec<RestaurantId>, DatabaseError> {
    let first = database.dialect().fetch_first("@P2");
    let sql = format!(
        "SELECT id FROM restaurants.restaurants WHERE paused_until IS NOT NULL AND paused_until <= @P1 \
         ORDER BY paused_until {first}"
    );
    ids(&database.query(&sql, params![now, 100]).await?)
}

/// A committed restaurant.
pub async fn read(database: &Database, id: RestaurantId) -> Result<Option<Restaurant>, DatabaseError> {
    let row = database.query_opt(SELECT_ONE, params![id.uuid()]).await?;
    row.map(|row| document(&row, "document")).transpose()
}

/// The ids of all restaurants behind `after`, at most `limit`, in order.
pub async fn ids_after(database: &Database, after: Uuid, limit: u32) -> Result<Vec<RestaurantId>, DatabaseError> {
    let first = database.dialect().fetch_first("@P2");
    let sql = format!("SELECT id FROM restaurants.restaurants WHERE id > @P1 ORDER BY id {first}");
    ids(&database.query(&sql, params![after, limit]).await?)
}

/// Restaurants of which others have not been told, at most `limit`.
pub async fn unannounced(database: &Database, limit: u32) -> Result<Vec<RestaurantId>, DatabaseError> {
    let first = database.dialect().fetch_first("@P1");
    // Written out: with a parameter, which could be anything, an engine does not take the index of these rows alone.
    let sql = format!("SELECT id FROM restaurants.restaurants WHERE announced = 0 ORDER BY id {first}");
    ids(&database.query(&sql, params![limit]).await?)
}

/// Notes that others are told of a restaurant; whether they had not been before.
pub async fn announce(tx: &mut Tx, id: RestaurantId) -> Result<bool, DatabaseError> {
    let sql = "UPDATE restaurants.restaurants SET announced = @P2 WHERE id = @P1 AND announced = @P3";
    Ok(tx.execute(sql, params![id.uuid(), true, false]).await? > 0)
}

/// The versions of every restaurant and its menu.
pub async fn versions(database: &Database) -> Result<Vec<(RestaurantId, u64, u64)>, DatabaseError> {
    let sql = "SELECT r.id AS id, r.version AS version, m.version AS menu_version FROM restaurants.restaurants r \
               JOIN restaurants.menus m ON m.restaurant_id = r.id";
    let rows = database.query(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok((
                RestaurantId(row.get("id")?),
                row.get("version")?,
                row.get("menu_version")?,
            ))
        })
        .collect()
}

const SELECT_ONE: &str = "SELECT document FROM restaurants.restaurants WHERE id = @P1";

fn ids(rows: &[Row]) -> Result<Vec<RestaurantId>, DatabaseError> {
    rows.iter().map(|row| row.get("id").map(RestaurantId)).collect()
}
