//! The table `promos`.

use super::{document, encode};
use foodwala_contract::{RestaurantId, restaurants::Promo};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};

/// All codes of a restaurant.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPromos {
    /// Grows with every change of the codes.
    pub version: u64,
    /// By code.
    pub items: Vec<Promo>,
}

const SELECT_ALL: &str = "SELECT document FROM restaurants.promos WHERE restaurant_id = @P1 ORDER BY code";

/// Creates or replaces a code.
pub async fn put(tx: &mut Tx, restaurant: RestaurantId, promo: &Promo) -> Result<(), DatabaseError> {
    let keys = [
        ("restaurant_id", Value::from(restaurant.uuid())),
        ("code", Value::from(&promo.code)),
    ];
    tx.upsert(
        "restaurants.promos",
        &keys,
        &[("document", Value::from(encode(promo)?))],
    )
    .await
}

/// Removes a code; whether there was one.
pub async fn remove(tx: &mut Tx, restaurant: RestaurantId, code: &str) -> Result<bool, DatabaseError> {
    let sql = "DELETE FROM restaurants.promos WHERE restaurant_id = @P1 AND code = @P2";
    Ok(tx.execute(sql, params![restaurant.uuid(), code]).await? > 0)
}

/// Counts a change of the codes; answers them all. `None` without such a restaurant.
pub async fn changed(tx: &mut Tx, restaurant: RestaurantId) -> Result<Option<StoredPromos>, DatabaseError> {
    let id = params![restaurant.uuid()];
    let sql = "UPDATE restaurants.restaurants SET promos_version = promos_version + 1 WHERE id = @P1";
    tx.execute(sql, id).await?;
    let Some(row) = tx.query_opt(VERSION, id).await? else {
        return Ok(None);
    };
    let rows = tx.query(SELECT_ALL, id).await?;
    stored(&row, &rows).map(Some)
}

/// The committed codes. `None` without such a restaurant.
pub async fn read(database: &Database, restaurant: RestaurantId) -> Result<Option<StoredPromos>, DatabaseError> {
    let id = params![restaurant.uuid()];
    // The version first: codes that are newer than it are written again with the next one.
    let Some(row) = database.query_opt(VERSION, id).await? else {
        return Ok(None);
    };
    let rows = database.query(SELECT_ALL, id).await?;
    stored(&row, &rows).map(Some)
}

const VERSION: &str = "SELECT promos_version FROM restaurants.restaurants WHERE id = @P1";

fn stored(row: &Row, rows: &[Row]) -> Result<StoredPromos, DatabaseError> {
    let items = rows
        .iter()
        .map(|row| document(row, "document"))
        .collect::<Result<_, _>>()?;
    Ok(StoredPromos {
        version: row.get("promos_version")?,
        items,
    })
}
