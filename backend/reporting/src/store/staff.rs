//! The tables `staff` and `staff_versions`: who works where.

use foodwala_contract::{AccountId, RestaurantId, access::StaffRole, events::StaffChanged};
use foodwala_database::{Database, DatabaseError, Tx, Value, params};

/// Copies the staff of a restaurant, unless a newer version of it is known.
pub async fn put(tx: &mut Tx, event: &StaffChanged) -> Result<(), DatabaseError> {
    let restaurant = event.restaurant_id.uuid();
    let sql = "SELECT version FROM reporting.staff_versions WHERE restaurant_id = @P1";
    let known: Option<u64> = match tx.query_opt(sql, params![restaurant]).await? {
        Some(row) => row.get("version")?,
        None => None,
    };
    if known.is_some_and(|known| known >= event.version) {
        return Ok(());
    }
    let keys = [("restaurant_id", Value::from(restaurant))];
    tx.upsert(
        "reporting.staff_versions",
        &keys,
        &[("version", Value::from(event.version))],
    )
    .await?;
    let sql = "DELETE FROM reporting.staff WHERE restaurant_id = @P1";
    tx.execute(sql, params![restaurant]).await?;
    let sql = "INSERT INTO reporting.staff (restaurant_id, account_id, role) VALUES (@P1, @P2, @P3)";
    for position in &event.staff {
        let values = params![restaurant, position.account_id.uuid(), text(position.role)];
        tx.execute(sql, values).await?;
    }
    Ok(())
}

/// What an account does at a restaurant, as committed.
pub async fn read_role(
    database: &Database,
    restaurant: RestaurantId,
    account: AccountId,
) -> Result<Option<StaffRole>, DatabaseError> {
    let sql = "SELECT role FROM reporting.staff WHERE restaurant_id = @P1 AND account_id = @P2";
    let Some(row) = database
        .query_opt(sql, params![restaurant.uuid(), account.uuid()])
        .await?
    else {
        return Ok(None);
    };
    let role: String = row.get("role")?;
    let known = [
        StaffRole::Owner,
        StaffRole::Manager,
        StaffRole::Kitchen,
        StaffRole::Courier,
    ];
    let found = known.into_iter().find(|known| text(*known) == role);
    found.map(Some).ok_or_else(|| DatabaseError::Decode {
        column: "role".into(),
        expected: "a staff role",
    })
}

const fn text(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Owner => "owner",
        StaffRole::Manager => "manager",
        StaffRole::Kitchen => "kitchen",
        StaffRole::Courier => "courier",
    }
}
