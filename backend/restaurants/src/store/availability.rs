//! The table `availability`: one row for each dish that has ever been limited.

use foodwala_contract::{ItemId, RestaurantId, Timestamp, menu::ItemAvailability};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};

/// A dish's availability as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredAvailability {
    /// How many can be ordered.
    pub availability: ItemAvailability,
    /// The menu's revision when it last changed.
    pub revision: u64,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Writes what staff has set.
pub async fn set(
    tx: &mut Tx,
    restaurant: RestaurantId,
    availability: &ItemAvailability,
    revision: u64,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.availability \
               SET portions_left = @P3, available_at = @P4, revision = @P5, updated_at = @P6 \
               WHERE restaurant_id = @P1 AND item_id = @P2";
    let (id, item) = (restaurant.uuid(), availability.item_id.uuid());
    let (portions, until) = (availability.portions_left, availability.until);
    if tx
        .execute(sql, params![id, item, portions, until, revision, now])
        .await?
        > 0
    {
        return Ok(());
    }
    let keys = [("restaurant_id", Value::from(id)), ("item_id", Value::from(item))];
    let values = [
        ("portions_left", Value::from(portions)),
        ("available_at", Value::from(until)),
        ("portions_version", Value::from(0_i64)),
        ("revision", Value::from(revision)),
        ("updated_at", Value::from(now)),
    ];
    tx.upsert("restaurants.availability", &keys, &values).await
}

/// Notes the portions that orders have left of a dish that is limited; whether that was news.
pub async fn count_down(
    tx: &mut Tx,
    restaurant: RestaurantId,
    item: ItemId,
    portions_left: u32,
    portions_version: u64,
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let sql = "UPDATE restaurants.availability SET portions_left = @P3, portions_version = @P4, updated_at = @P5 \
               WHERE restaurant_id = @P1 AND item_id = @P2 AND portions_left IS NOT NULL AND portions_version < @P4";
    let values = params![restaurant.uuid(), item.uuid(), portions_left, portions_version, now];
    Ok(tx.execute(sql, values).await? > 0)
}

/// Notes with which revision of the menu a dish's availability changed.
pub async fn stamp(tx: &mut Tx, restaurant: RestaurantId, item: ItemId, revision: u64) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.availability SET revision = @P3 WHERE restaurant_id = @P1 AND item_id = @P2";
    tx.execute(sql, params![restaurant.uuid(), item.uuid(), revision])
        .await
        .map(drop)
}

/// Everything known for a restaurant, in a transaction that may change it.
pub async fn load(tx: &mut Tx, restaurant: RestaurantId) -> Result<Vec<StoredAvailability>, DatabaseError> {
    tx.query(SELECT_ALL, params![restaurant.uuid()])
        .await?
        .iter()
        .map(stored)
        .collect()
}

/// Everything committed for a restaurant.
pub async fn read(database: &Database, restaurant: RestaurantId) -> Result<Vec<StoredAvailability>, DatabaseError> {
    database
        .query(SELECT_ALL, params![restaurant.uuid()])
        .await?
        .iter()
        .map(stored)
        .collect()
}

const SELECT_ALL: &str = "SELECT item_id, portions_left, available_at, revision, updated_at \
                          FROM restaurants.availability WHERE restaurant_id = @P1 ORDER BY item_id";

fn stored(row: &Row) -> Result<StoredAvailability, DatabaseError> {
    let availability = ItemAvailability {
        item_id: ItemId(row.get("item_id")?),
        portions_left: row.get("portions_left")?,
        until: row.get("available_at")?,
    };
    Ok(StoredAvailability {
        availability,
        revision: row.get("revision")?,
        updated_at: row.get("updated_at")?,
    })
}
