//! Portions of limited dishes, and which order took how many.

use crate::domain::stock::{Reservation, SoldOut};
use foodwala_contract::{
    ItemId, OrderId, RestaurantId,
    events::{AvailabilitySet, PortionsChanged},
};
use foodwala_database::{DatabaseError, Tx, params};
use foodwala_messaging::outbox;
use jiff::Timestamp;

/// Why portions could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum TakeError {
    /// Somebody was faster.
    #[error(transparent)]
    SoldOut(#[from] SoldOut),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Takes portions for an order, tells what is left, and remembers what to give back.
///
/// # Errors
/// [`SoldOut`] when fewer are left by now.
pub async fn take(
    tx: &mut Tx,
    restaurant: RestaurantId,
    order: OrderId,
    reservations: &[Reservation],
    now: Timestamp,
) -> Result<(), TakeError> {
    const TAKE: &str = "UPDATE orders.portions SET portions_left = portions_left - @P1, version = version + 1 \
        WHERE restaurant_id = @P2 AND item_id = @P3 AND portions_left >= @P4";
    const REMEMBER: &str = "INSERT INTO orders.reservations (order_id, item_id, quantity, set_version) \
        VALUES (@P1, @P2, @P3, @P4)";
    for Reservation {
        item_id,
        quantity,
        set_version,
    } in reservations.iter().copied()
    {
        let taken = tx
            .execute(TAKE, params![quantity, restaurant.uuid(), item_id.uuid(), quantity])
            .await?;
        if taken == 0 {
            return Err(SoldOut { item_id, left: 0 }.into());
        }
        tx.execute(REMEMBER, params![order.uuid(), item_id.uuid(), quantity, set_version])
            .await?;
        tell(tx, restaurant, item_id, now).await?;
    }
    Ok(())
}

/// Gives back what an order took, where the limit is still the one from which it was taken: a later setting by the
/// staff already counts what is really there.
pub async fn give_back(
    tx: &mut Tx,
    restaurant: RestaurantId,
    order: OrderId,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    const TAKEN: &str = "SELECT item_id, quantity, set_version FROM orders.reservations WHERE order_id = @P1 \
        ORDER BY item_id";
    const GIVE: &str = "UPDATE orders.portions SET portions_left = portions_left + @P1, version = version + 1 \
        WHERE restaurant_id = @P2 AND item_id = @P3 AND set_version = @P4 AND portions_left IS NOT NULL";
    let taken = tx.query(TAKEN, params![order.uuid()]).await?;
    if taken.is_empty() {
        return Ok(());
    }
    for row in taken {
        let item_id = ItemId(row.get("item_id")?);
        let (quantity, set_version): (u32, u64) = (row.get("quantity")?, row.get("set_version")?);
        if tx
            .execute(GIVE, params![quantity, restaurant.uuid(), item_id.uuid(), set_version])
            .await?
            > 0
        {
            tell(tx, restaurant, item_id, now).await?;
        }
    }
    tx.execute(
        "DELETE FROM orders.reservations WHERE order_id = @P1",
        params![order.uuid()],
    )
    .await
    .map(drop)
}

async fn tell(tx: &mut Tx, restaurant: RestaurantId, item_id: ItemId, now: Timestamp) -> Result<(), DatabaseError> {
    const LEFT: &str = "SELECT portions_left, version FROM orders.portions WHERE restaurant_id = @P1 AND item_id = @P2";
    if let Some(row) = tx.query_opt(LEFT, params![restaurant.uuid(), item_id.uuid()]).await? {
        let (portions_left, version) = (row.get("portions_left")?, row.get("version")?);
        let event = PortionsChanged {
            restaurant_id: restaurant,
            item_id,
            portions_left,
            version,
        };
        outbox::append(tx, &event, now).await?;
    }
    Ok(())
}

/// Applies what staff set, if it is newer. Answers whether it was.
///
/// Where orders have taken portions before, what is left is told again: news of theirs that was still on its way when
/// staff counted anew would otherwise have the last word.
pub async fn set(tx: &mut Tx, event: &AvailabilitySet, now: Timestamp) -> Result<bool, DatabaseError> {
    const SET_AT: &str = "SELECT set_version, version FROM orders.portions WHERE restaurant_id = @P1 AND item_id = @P2";
    let (restaurant, availability) = (event.restaurant_id, &event.availability);
    let item_id = availability.item_id;
    let mut version: u64 = 0;
    if let Some(row) = tx.query_opt(SET_AT, params![restaurant.uuid(), item_id.uuid()]).await? {
        if row.get::<u64>("set_version")? >= event.version {
            return Ok(false);
        }
        version = row.get("version")?;
    }
    let told_before = version > 0;
    if told_before {
        version += 1;
    }
    let keys = [
        ("restaurant_id", restaurant.uuid().into()),
        ("item_id", item_id.uuid().into()),
    ];
    let values = [
        ("portions_left", availability.portions_left.into()),
        ("limited_until", availability.until.into()),
        ("set_version", event.version.into()),
        ("version", version.into()),
    ];
    tx.upsert("orders.portions", &keys, &values).await?;
    if told_before && availability.portions_left.is_some() {
        tell(tx, restaurant, item_id, now).await?;
    }
    Ok(true)
}
