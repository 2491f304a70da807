//! The tables `quarters` and `dish_quarters`.

use crate::domain::{
    facts::{DishFacts, Facts},
    sums::Sums,
};
use foodwala_contract::{ItemId, RestaurantId};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use std::ops::Range;

/// Adds what an order adds to the sums of its restaurant.
pub async fn add(tx: &mut Tx, restaurant: RestaurantId, facts: &Facts) -> Result<(), DatabaseError> {
    if facts.sums != Sums::default() {
        add_sums(tx, restaurant, facts.quarter, &facts.sums).await?;
    }
    for (item, dish) in &facts.dishes {
        add_dish(tx, restaurant, facts.quarter, *item, dish).await?;
    }
    Ok(())
}

/// Takes out of the sums of a restaurant what an order has added.
pub async fn take_out(tx: &mut Tx, restaurant: RestaurantId, facts: &Facts) -> Result<(), DatabaseError> {
    let dishes = facts.dishes.iter().map(|(item, dish)| {
        let less = DishFacts {
            name: dish.name.clone(),
            quantity: -dish.quantity,
            sales_minor: -dish.sales_minor,
        };
        (*item, less)
    });
    let less = Facts {
        quarter: facts.quarter,
        sums: -facts.sums,
        dishes: dishes.collect(),
    };
    add(tx, restaurant, &less).await
}

async fn add_sums(tx: &mut Tx, restaurant: RestaurantId, quarter: i64, sums: &Sums) -> Result<(), DatabaseError> {
    let values = params![
        restaurant.uuid(),
        quarter,
        sums.received,
        sums.taken,
        sums.fulfilled,
        sums.rejected,
        sums.expired,
        sums.cancelled,
        sums.sales_minor,
        sums.tips_minor,
        sums.prepared,
        sums.preparation_seconds
    ];
    let sql = "UPDATE reporting.quarters SET received = received + @P3, taken = taken + @P4, \
               fulfilled = fulfilled + @P5, rejected = rejected + @P6, expired = expired + @P7, \
               cancelled = cancelled + @P8, sales_minor = sales_minor + @P9, tips_minor = tips_minor + @P10, \
               prepared = prepared + @P11, preparation_seconds = preparation_seconds + @P12 \
               WHERE restaurant_id = @P1 AND quarter = @P2";
    if tx.execute(sql, values).await? > 0 {
        return Ok(());
    }
    let sql = "INSERT INTO reporting.quarters (restaurant_id, quarter, received, taken, fulfilled, rejected, expired, \
               cancelled, sales_minor, tips_minor, prepared, preparation_seconds) \
               VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8, @P9, @P10, @P11, @P12)";
    tx.execute(sql, values).await.map(drop)
}

async fn add_dish(
    tx: &mut Tx,
    restaurant: RestaurantId,
    quarter: i64,
    item: ItemId,
    dish: &DishFacts,
) -> Result<(), DatabaseError> {
    let (restaurant, item, name) = (restaurant.uuid(), item.uuid(), dish.name.as_str());
    let values = params![restaurant, quarter, item, name, dish.quantity, dish.sales_minor];
    let sql = "UPDATE reporting.dish_quarters SET name = @P4, quantity = quantity + @P5, \
               sales_minor = sales_minor + @P6 WHERE restaurant_id = @P1 AND quarter = @P2 AND item_id = @P3";
    if tx.execute(sql, values).await? > 0 {
        return Ok(());
    }
    let sql = "INSERT INTO reporting.dish_quarters (restaurant_id, quarter, item_id, name, quantity, sales_minor) \
               VALUES (@P1, @P2, @P3, @P4, @P5, @P6)";
    tx.execute(sql, values).await.map(drop)
}

/// Forgets the sums of a restaurant, to make them again.
pub async fn clear(tx: &mut Tx, restaurant: RestaurantId) -> Result<(), DatabaseError> {
    for sql in [
        "DELETE FROM reporting.quarters WHERE restaurant_id = @P1",
        "DELETE FROM reporting.dish_quarters WHERE restaurant_id = @P1",
    ] {
        tx.execute(sql, params![restaurant.uuid()]).await?;
    }
    Ok(())
}

/// The committed sums of a restaurant in a range of quarters, in the order of time.
pub async fn read(
    database: &Database,
    restaurant: RestaurantId,
    quarters: Range<i64>,
) -> Result<Vec<(i64, Sums)>, DatabaseError> {
    let sql = "SELECT quarter, received, taken, fulfilled, rejected, expired, cancelled, sales_minor, tips_minor, \
               prepared, preparation_seconds FROM reporting.quarters \
               WHERE restaurant_id = @P1 AND quarter >= @P2 AND quarter < @P3 ORDER BY quarter";
    let values = params![restaurant.uuid(), quarters.start, quarters.end];
    let rows = database.query(sql, values).await?;
    rows.iter().map(|row| Ok((row.get("quarter")?, sums(row)?))).collect()
}

/// The dishes that a restaurant sold in a range of quarters, as committed, in the order of time.
pub async fn read_dishes(
    database: &Database,
    restaurant: RestaurantId,
    quarters: Range<i64>,
) -> Result<Vec<(ItemId, DishFacts)>, DatabaseError> {
    let sql = "SELECT item_id, name, quantity, sales_minor FROM reporting.dish_quarters \
               WHERE restaurant_id = @P1 AND quarter >= @P2 AND quarter < @P3 ORDER BY quarter, item_id";
    let values = params![restaurant.uuid(), quarters.start, quarters.end];
    let rows = database.query(sql, values).await?;
    rows.iter()
        .map(|row| {
            let dish = DishFacts {
                name: row.get("name")?,
                quantity: row.get("quantity")?,
                sales_minor: row.get("sales_minor")?,
            };
            Ok((ItemId(row.get("item_id")?), dish))
        })
        .collect()
}

fn sums(row: &Row) -> Result<Sums, DatabaseError> {
    Ok(Sums {
        received: row.get("received")?,
        taken: row.get("taken")?,
        fulfilled: row.get("fulfilled")?,
        rejected: row.get("rejected")?,
        expired: row.get("expired")?,
        cancelled: row.get("cancelled")?,
        sales_minor: row.get("sales_minor")?,
        tips_minor: row.get("tips_minor")?,
        prepared: row.get("prepared")?,
        preparation_seconds: row.get("preparation_seconds")?,
    })
}
