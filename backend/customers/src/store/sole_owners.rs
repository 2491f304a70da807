//! `customers.sole_owners`.

use foodwala_contract::{AccountId, RestaurantId, events::OwnersChanged};
use foodwala_database::{DatabaseError, Tx, Value, params};

/// Notes who owns a restaurant, unless something newer is known.
pub async fn note(tx: &mut Tx, event: &OwnersChanged) -> Result<(), DatabaseError> {
    let restaurant = event.restaurant_id.uuid();
    let sql = "SELECT version FROM customers.sole_owners WHERE restaurant_id = @P1";
    let known: Option<u64> = match tx.query_opt(sql, params![restaurant]).await? {
        Some(row) => Some(row.get("version")?),
        None => None,
    };
    if known.is_some_and(|known| known >= event.version) {
        return Ok(());
    }
    let sole = match event.owners.as_slice() {
        [owner] => Some(owner.uuid()),
        _ => None,
    };
    let keys = [("restaurant_id", Value::from(restaurant))];
    let values = [
        ("version", Value::from(event.version)),
        ("account_id", Value::from(sole)),
    ];
    tx.upsert("customers.sole_owners", &keys, &values).await
}

/// The restaurants that somebody owns alone.
pub async fn of(tx: &mut Tx, account: AccountId) -> Result<Vec<RestaurantId>, DatabaseError> {
    let sql = "SELECT restaurant_id FROM customers.sole_owners WHERE account_id = @P1 ORDER BY restaurant_id";
    let rows = tx.query(sql, params![account.uuid()]).await?;
    rows.iter()
        .map(|row| row.get("restaurant_id").map(RestaurantId))
        .collect()
}
