//! The table `reviews`.

use super::one_row;
use foodwala_contract::{
    AccountId, OrderId, RestaurantId, Timestamp,
    restaurants::{RestaurantReview, ReviewReply},
};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};

/// A review as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredReview {
    /// The order that was reviewed.
    pub order_id: OrderId,
    /// Whose guest.
    pub restaurant_id: RestaurantId,
    /// Grows with every reply, and when the guest is forgotten.
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

/// A review, in a transaction that may change it.
pub async fn load(tx: &mut Tx, order: OrderId) -> Result<Option<StoredReview>, DatabaseError> {
    let row = tx.query_opt(&select_one(), params![order.uuid()]).await?;
    row.as_ref().map(stored).transpose()
}

/// Writes the reply of a review whose version has grown by one since it was loaded.
pub async fn save_reply(tx: &mut Tx, review: &StoredReview) -> Result<(), DatabaseError> {
    let sql = "UPDATE restaurants.reviews SET reply = @P2, replied_at = @P3, version = @P4 \
               WHERE order_id = @P1 AND version = @P5";
    let reply = review.review.reply.as_ref();
    let values = params![
        review.order_id.uuid(),
        reply.map(|reply| reply.text.clone()),
        reply.map(|reply| reply.at),
        review.version,
        review.version.saturating_sub(1)
    ];
    one_row(tx.execute(sql, values).await?)
}

/// Takes a guest's name and words off their reviews, and what was said to those words; the stars stay. Answers which
/// reviews.
pub async fn forget_guest(tx: &mut Tx, customer: AccountId) -> Result<Vec<OrderId>, DatabaseError> {
    let sql = "SELECT order_id FROM restaurants.reviews WHERE customer_id = @P1";
    let rows = tx.query(sql, params![customer.uuid()]).await?;
    let sql = "UPDATE restaurants.reviews SET author = @P2, comment = NULL, reply = NULL, replied_at = NULL, version = version + 1 \
               WHERE customer_id = @P1";
    tx.execute(sql, params![customer.uuid(), ""]).await?;
    rows.iter().map(|row| row.get("order_id").map(OrderId)).collect()
}

const COLUMNS: &str = "order_id, restaurant_id, version, author, stars, comment, reviewed_at, reply, replied_at";

fn select_one() -> String {
    format!("SELECT {COLUMNS} FROM restaurants.reviews WHERE order_id = @P1")
}

/// The committed review of an order.
pub async fn read(database: &Database, order: OrderId) -> Result<Option<StoredReview>, DatabaseError> {
    let row = database.query_opt(&select_one(), params![order.uuid()]).await?;
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
    let order_id = OrderId(row.get("order_id")?);
    let (text, replied_at): (Option<String>, Option<Timestamp>) = (row.get("reply")?, row.get("replied_at")?);
    Ok(StoredReview {
        order_id,
        restaurant_id: RestaurantId(row.get("restaurant_id")?),
        version: row.get("version")?,
        review: RestaurantReview {
            order_id,
            author: row.get("author")?,
            stars: u8::try_from(stars).unwrap_or(u8::MAX),
            comment: row.get("comment")?,
            at: row.get("reviewed_at")?,
            reply: text.zip(replied_at).map(|(text, at)| ReviewReply { text, at }),
        },
    })
}
