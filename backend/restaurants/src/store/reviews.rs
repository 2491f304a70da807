//! The table `reviews`.

use foodwala_contract::{AccountId, OrderId, RestaurantId, restaurants::RestaurantReview};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};

/// A review as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReview {
    /// The order that was reviewed.
    pub order_id: OrderId,
    /// Whose guest.
    pub restaurant_id: RestaurantId,
    /// Grows when the guest is forgotten.
    pub version: u64,
    /// As everybody may read it.
    pub review: RestaurantReview,
}

/// Adds the review of an order.
pub async fn put(
    tx: &mut Tx,
    order: OrderId,
    restaurant: RestaurantId,
    customer: AccountId,
    review: &RestaurantReview,
) -> Result<(), DatabaseError> {
    let keys = [("order_id", Value::from(order.uuid()))];
    let values = [
        ("restaurant_id", Value::from(restaurant.uuid())),
        ("customer_id", Value::from(customer.uuid())),
        ("version", Value::from(1_i64)),
        ("author", Value::from(review.author.as_str())),
        ("stars", Value::from(i64::from(review.stars))),
        ("comment", Value::from(review.comment.clone())),
        ("reviewed_at", Value::from(review.at)),
    ];
    tx.upsert("restaurants.reviews", &keys, &values).await
}

/// Takes a guest's name and words off their reviews; the stars stay. Answers which reviews.
pub async fn forget_guest(tx: &mut Tx, customer: AccountId) -> Result<Vec<OrderId>, DatabaseError> {
    let sql = "SELECT order_id FROM restaurants.reviews WHERE customer_id = @P1";
    let rows = tx.query(sql, params![customer.uuid()]).await?;
    let sql = "UPDATE restaurants.reviews SET author = @P2, comment = NULL, version = version + 1 \
               WHERE customer_id = @P1";
    tx.execute(sql, params![customer.uuid(), ""]).await?;
    rows.iter().map(|row| row.get("order_id").map(OrderId)).collect()
}

const COLUMNS: &str = "order_id, restaurant_id, version, author, stars, comment, reviewed_at";

/// The committed review of an order.
pub async fn read(database: &Database, order: OrderId) -> Result<Option<StoredReview>, DatabaseError> {
    let sql = format!("SELECT {COLUMNS} FROM restaurants.reviews WHERE order_id = @P1");
    let row = database.query_opt(&sql, params![order.uuid()]).await?;
    row.as_ref().map(stored).transpose()
}

/// The committed reviews of a restaurant.
pub async fn read_all(database: &Database, restaurant: RestaurantId) -> Result<Vec<StoredReview>, DatabaseError> {
    let sql = format!("SELECT {COLUMNS} FROM restaurants.reviews WHERE restaurant_id = @P1");
    let rows = database.query(&sql, params![restaurant.uuid()]).await?;
    rows.iter().map(stored).collect()
}

fn stored(row: &Row) -> Result<StoredReview, DatabaseError> {
    let stars: u32 = row.get("stars")?;
    Ok(StoredReview {
        order_id: OrderId(row.get("order_id")?),
        restaurant_id: RestaurantId(row.get("restaurant_id")?),
        version: row.get("version")?,
        review: RestaurantReview {
            author: row.get("author")?,
            stars: u8::try_from(stars).unwrap_or(u8::MAX),
            comment: row.get("comment")?,
            at: row.get("reviewed_at")?,
        },
    })
}
