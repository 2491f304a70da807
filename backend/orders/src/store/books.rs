//! Price books, and the parsed ones kept at hand: placing must not read a menu's JSON for every order.

use super::{Read, broken, from_json};
use crate::domain::{
    book::PriceBook,
    stock::{Limit, Stock},
};
use foodwala_contract::{
    ItemId, RestaurantId,
    menu::Menu,
    restaurants::{Promo, Restaurant},
};
use foodwala_database::{DatabaseError, Row, Tx, params};
use serde::Serialize;
use std::sync::Arc;

/// Parsed price books kept in memory; those used longest ago make room.
const KEPT: u64 = 4_096;

/// A price book with the limits that hold.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The book.
    pub book: Arc<PriceBook>,
    /// Dishes of which only some are left.
    pub stock: Stock,
}

/// Opens price books. Clones share what is kept at hand.
#[derive(Debug, Clone)]
pub struct PriceBooks {
    parsed: moka::sync::Cache<RestaurantId, (Versions, Arc<PriceBook>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Versions {
    restaurant: u64,
    menu: u64,
    promos: u64,
}

impl Versions {
    fn of(row: &Row) -> Result<Self, DatabaseError> {
        Ok(Self {
            restaurant: row.get("restaurant_version")?,
            menu: row.get("menu_version")?,
            promos: row.get("promos_version")?,
        })
    }
}

impl Default for PriceBooks {
    fn default() -> Self {
        Self {
            parsed: moka::sync::Cache::new(KEPT),
        }
    }
}

impl PriceBooks {
    /// A restaurant's price book as it is now; `None` until both restaurant and menu have been told. One statement,
    /// and a second one when the book has changed since it was last opened in this process.
    pub async fn open(&self, from: &mut impl Read, restaurant: RestaurantId) -> Result<Option<Opened>, DatabaseError> {
        const SQL: &str = "SELECT b.restaurant_version, b.menu_version, b.promos_version, p.item_id, \
            p.portions_left, p.limited_until, p.set_version FROM orders.price_books b \
            LEFT JOIN orders.portions p ON p.restaurant_id = b.restaurant_id AND p.portions_left IS NOT NULL \
            WHERE b.restaurant_id = @P1";
        let rows = from.read(SQL, params![restaurant.uuid()]).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let versions = Versions::of(first)?;
        let limits: Vec<_> = rows
            .iter()
            .filter_map(|row| limit(row).transpose())
            .collect::<Result<_, _>>()?;
        let stock = Stock::new(limits);

        if let Some((_, book)) = self.parsed.get(&restaurant).filter(|(kept, _)| *kept == versions) {
            return Ok(Some(Opened { book, stock }));
        }
        let Some((versions, book)) = parse(from, restaurant).await? else {
            return Ok(None);
        };
        self.parsed.insert(restaurant, (versions, Arc::clone(&book)));
        Ok(Some(Opened { book, stock }))
    }
}

fn limit(row: &Row) -> Result<Option<(ItemId, Limit)>, DatabaseError> {
    let Some(item_id) = row.get("item_id")? else {
        return Ok(None);
    };
    let limit = Limit {
        left: row.get("portions_left")?,
        until: row.get("limited_until")?,
        set_version: row.get("set_version")?,
    };
    Ok(Some((ItemId(item_id), limit)))
}

async fn parse(
    from: &mut impl Read,
    restaurant: RestaurantId,
) -> Result<Option<(Versions, Arc<PriceBook>)>, DatabaseError> {
    // The versions again: outside of a transaction they may have grown since the first statement.
    const SQL: &str = "SELECT restaurant_version, menu_version, promos_version, restaurant, menu, promos \
        FROM orders.price_books WHERE restaurant_id = @P1";
    let rows = from.read(SQL, params![restaurant.uuid()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let (restaurant, menu) = (
        row.get::<Option<String>>("restaurant")?,
        row.get::<Option<String>>("menu")?,
    );
    let (Some(restaurant), Some(menu)) = (restaurant, menu) else {
        return Ok(None);
    };
    let promos: Option<String> = row.get("promos")?;
    let promos: Vec<Promo> = promos.as_deref().map_or_else(|| Ok(Vec::new()), from_json)?;
    let restaurant: Restaurant = from_json(&restaurant)?;
    let menu: Menu = from_json(&menu)?;
    let book = PriceBook::new(restaurant, menu, promos).map_err(broken)?;
    Ok(Some((Versions::of(row)?, Arc::new(book))))
}

/// Keeps a restaurant, if it is newer. Answers whether it was.
pub async fn put_restaurant(tx: &mut Tx, restaurant: &Restaurant) -> Result<bool, DatabaseError> {
    put(tx, Part::Restaurant, restaurant.id, restaurant.version, restaurant).await
}

/// Keeps a menu, if it is newer. Answers whether it was.
pub async fn put_menu(tx: &mut Tx, menu: &Menu) -> Result<bool, DatabaseError> {
    put(tx, Part::Menu, menu.restaurant_id, menu.version, menu).await
}

/// Keeps promo codes, if they are newer. Answers whether they were.
pub async fn put_promos(
    tx: &mut Tx,
    restaurant: RestaurantId,
    version: u64,
    promos: &[Promo],
) -> Result<bool, DatabaseError> {
    put(tx, Part::Promos, restaurant, version, promos).await
}

#[derive(Clone, Copy)]
enum Part {
    Restaurant,
    Menu,
    Promos,
}

async fn put<T: Serialize + ?Sized>(
    tx: &mut Tx,
    part: Part,
    restaurant: RestaurantId,
    version: u64,
    document: &T,
) -> Result<bool, DatabaseError> {
    let sql = match part {
        Part::Restaurant => {
            "UPDATE orders.price_books SET restaurant = @P1, restaurant_version = @P2 \
             WHERE restaurant_id = @P3 AND restaurant_version < @P4"
        }
        Part::Menu => {
            "UPDATE orders.price_books SET menu = @P1, menu_version = @P2 \
             WHERE restaurant_id = @P3 AND menu_version < @P4"
        }
        Part::Promos => {
            "UPDATE orders.price_books SET promos = @P1, promos_version = @P2 \
             WHERE restaurant_id = @P3 AND promos_version < @P4"
        }
    };
    let json = serde_json::to_string(document).map_err(broken)?;
    tx.upsert(
        "orders.price_books",
        &[("restaurant_id", restaurant.uuid().into())],
        &[],
    )
    .await?;
    let rows = tx
        .execute(sql, params![json, version, restaurant.uuid(), version])
        .await?;
    Ok(rows > 0)
}
