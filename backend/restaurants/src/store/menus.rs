//! The table `menus`.

use super::{document, encode, one_row};
use foodwala_contract::{RestaurantId, Timestamp, menu::MenuSection};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};

/// A menu as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredMenu {
    /// Grows with every publication; 0 before the first.
    pub version: u64,
    /// Grows with every publication and every change of availability.
    pub revision: u64,
    /// What was published.
    pub sections: Vec<MenuSection>,
}

const SELECT_ONE: &str = "SELECT version, revision, document FROM restaurants.menus WHERE restaurant_id = @P1";

/// Adds the menu of a new restaurant, on which nothing stands yet.
pub async fn insert(tx: &mut Tx, restaurant: RestaurantId, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO restaurants.menus (restaurant_id, version, revision, document, updated_at) \
               VALUES (@P1, @P2, @P3, @P4, @P5)";
    tx.execute(sql, params![restaurant.uuid(), 0_i64, 1_i64, "[]", now])
        .await
        .map(drop)
}

/// A menu, in a transaction that may change it.
pub async fn load(tx: &mut Tx, restaurant: RestaurantId) -> Result<Option<StoredMenu>, DatabaseError> {
    tx.query_opt(SELECT_ONE, params![restaurant.uuid()])
        .await?
        .map(|row| stored(&row))
        .transpose()
}

/// Writes a menu whose revision has grown by one since it was loaded.
pub async fn save(
    tx: &mut Tx,
    restaurant: RestaurantId,
    menu: &StoredMenu,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.menus SET version = @P2, revision = @P3, document = @P4, updated_at = @P5 \
               WHERE restaurant_id = @P1 AND revision = @P6";
    let (id, document, before) = (
        restaurant.uuid(),
        encode(&menu.sections)?,
        menu.revision.saturating_sub(1),
    );
    one_row(
        tx.execute(sql, params![id, menu.version, menu.revision, document, now, before])
            .await?,
    )
}

/// Counts a change of availability; answers the new revision. `None` without such a restaurant.
pub async fn next_revision(
    tx: &mut Tx,
    restaurant: RestaurantId,
    now: Timestamp,
) -> Result<Option<u64>, DatabaseError> {
    let sql = "UPDATE restaurants.menus SET revision = revision + 1, updated_at = @P2 WHERE restaurant_id = @P1";
    if tx.execute(sql, params![restaurant.uuid(), now]).await? == 0 {
        return Ok(None);
    }
    let sql = "SELECT revision FROM restaurants.menus WHERE restaurant_id = @P1";
    let row = tx.query_opt(sql, params![restaurant.uuid()]).await?;
    row.map(|row| row.get("revision")).transpose()
}

/// A committed menu.
pub async fn read(database: &Database, restaurant: RestaurantId) -> Result<Option<StoredMenu>, DatabaseError> {
    database
        .query_opt(SELECT_ONE, params![restaurant.uuid()])
        .await?
        .map(|row| stored(&row))
        .transpose()
}

fn stored(row: &Row) -> Result<StoredMenu, DatabaseError> {
    Ok(StoredMenu {
        version: row.get("version")?,
        revision: row.get("revision")?,
        sections: document(row, "document")?,
    })
}
