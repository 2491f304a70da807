//! What the schemas keep, read whole.

use anyhow::Context;
use foodwala_database::{Database, DatabaseError, Row, SqliteConfig, params};
use foodwala_messaging::{DeadLetterQuery, DeadLetters, outbox};
use foodwala_sdk::{
    AccountId, ItemId, OrderId, RestaurantId,
    contract::{board::BoardOrder, notifications::NotificationKind, orders::Order, restaurants::Restaurant},
};
use foodwala_server::{
    config::{DatabaseConfig, DatabaseEngine},
    engines::BUS_SCHEMA,
};
use serde::de::DeserializeOwned;
use std::{path::Path, time::Duration};
use uuid::Uuid;

/// What the schemas keep.
#[derive(Debug, Clone)]
pub struct Books {
    pub(super) orders: Vec<OrderRow>,
    pub(super) answers: Vec<AnswerRow>,
    pub(super) reservations: Vec<(OrderId, ItemId, i64)>,
    pub(super) portions: Vec<(RestaurantId, ItemId, Option<i64>)>,
    pub(super) availability: Vec<(RestaurantId, ItemId, Option<i64>)>,
    pub(super) price_books: Vec<(RestaurantId, u64, u64)>,
    pub(super) restaurants: Vec<RestaurantRow>,
    pub(super) cards: Vec<CardRow>,
    pub(super) figures: Vec<(RestaurantId, (i64, i64))>,
    pub(super) feed: Vec<(AccountId, Uuid, NotificationKind)>,
    pub(super) mails: Vec<(AccountId, String)>,
    pub(super) accounts: Vec<(AccountId, u64)>,
    pub(super) profiles: Vec<(AccountId, u64)>,
    pub(super) board_people: Vec<(AccountId, u64)>,
    pub(super) mail_people: Vec<(AccountId, u64)>,
    pub(super) messages: Vec<MessageRow>,
    pub(super) inbox: Vec<(String, Uuid)>,
    pub(super) dead: Vec<(String, String)>,
    pub(super) unprojected: i64,
}

/// An order, and what its columns say.
#[derive(Debug, Clone)]
pub(super) struct OrderRow {
    pub order: Order,
    pub status: String,
    pub version: u64,
    pub hidden: bool,
}

/// The kept answer to an attempt to order.
#[derive(Debug, Clone)]
pub(super) struct AnswerRow {
    pub caller: String,
    pub key: String,
    pub order: OrderId,
}

/// A card, and what its columns say.
#[derive(Debug, Clone)]
pub(super) struct CardRow {
    pub card: BoardOrder,
    pub status: String,
    pub order_version: u64,
    pub version: u64,
    pub ended: bool,
}

#[derive(Debug, Clone)]
pub(super) struct RestaurantRow {
    pub restaurant: Restaurant,
    pub version: u64,
    pub menu_version: u64,
}

/// A message in an outbox.
#[derive(Debug, Clone)]
pub(super) struct MessageRow {
    pub schema: &'static str,
    pub id: Uuid,
    pub kind: String,
    pub payload: String,
    pub sent: bool,
}

impl Books {
    /// Reads the schemas in a folder of files.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn read(folder: &Path) -> anyhow::Result<Self> {
        let place = DatabaseConfig {
            directory: folder.to_owned(),
            ..DatabaseConfig::default()
        };
        Self::kept_in(&place).await
    }

    /// Reads the schemas of a platform with these settings.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn kept_in(place: &DatabaseConfig) -> anyhow::Result<Self> {
        let bus = open(place, BUS_SCHEMA).await?;
        let dead = dead_letters(&bus).await;
        bus.close().await;
        Self::of_schemas(place, dead?).await
    }

    /// The same of a platform whose bus keeps its dead letters elsewhere: queue and fault of each.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn beside(place: &DatabaseConfig, dead: Vec<(String, String)>) -> anyhow::Result<Self> {
        Self::of_schemas(place, dead).await
    }

    async fn of_schemas(place: &DatabaseConfig, dead: Vec<(String, String)>) -> anyhow::Result<Self> {
        let schemas = Schemas::open(place).await?;
        let books = Self::of(&schemas, dead).await;
        schemas.close().await;
        books
    }

    async fn of(schemas: &Schemas, dead: Vec<(String, String)>) -> anyhow::Result<Self> {
        let Schemas {
            identity,
            customers,
            restaurants,
            orders,
            notifications,
            reporting,
        } = schemas;
        let (mut messages, mut inbox) = (Vec::new(), Vec::new());
        for database in schemas.services() {
            messages.extend(outbox_rows(database).await?);
            let sql = format!("SELECT consumer, message_id FROM {}.inbox", database.schema());
            inbox.extend(all(database, &sql, |row| Ok((row.get("consumer")?, row.get("message_id")?))).await?);
        }
        Ok(Self {
            orders: all(
                orders,
                "SELECT status, version, hidden, document FROM orders.orders",
                order_row,
            )
            .await?,
            answers: all(
                orders,
                "SELECT caller, key_text, response FROM orders.idempotency WHERE endpoint IN ('orders.place', 'orders.enter')",
                answer_row,
            )
            .await?,
            reservations: all(
                orders,
                "SELECT order_id, item_id, quantity FROM orders.reservations",
                |row| {
                    Ok((
                        OrderId(row.get("order_id")?),
                        ItemId(row.get("item_id")?),
                        row.get("quantity")?,
                    ))
                },
            )
            .await?,
            portions: all(
                orders,
                "SELECT restaurant_id, item_id, portions_left FROM orders.portions",
                portions_row,
            )
            .await?,
            availability: all(
                restaurants,
                "SELECT restaurant_id, item_id, portions_left FROM restaurants.availability",
                portions_row,
            )
            .await?,
            price_books: all(
                orders,
                "SELECT restaurant_id, restaurant_version, menu_version FROM orders.price_books",
                |row| {
                    let restaurant = RestaurantId(row.get("restaurant_id")?);
                    Ok((restaurant, row.get("restaurant_version")?, row.get("menu_version")?))
                },
            )
            .await?,
            restaurants: all(
                restaurants,
                "SELECT r.version, r.document, COALESCE(m.version, 0) AS menu_version FROM restaurants.restaurants r \
                 LEFT JOIN restaurants.menus m ON m.restaurant_id = r.id",
                restaurant_row,
            )
            .await?,
            cards: all(
                restaurants,
                "SELECT status, order_version, version, ended, document FROM restaurants.board_orders",
                card_row,
            )
            .await?,
            feed: all(
                notifications,
                "SELECT id, account_id, kind FROM notifications.feed ORDER BY account_id, occurred_at, id",
                |row| Ok((AccountId(row.get("account_id")?), row.get("id")?, json(row, "kind")?)),
            )
            .await?,
            mails: all(
                notifications,
                "SELECT account_id, subject FROM notifications.mails",
                |row| Ok((AccountId(row.get("account_id")?), row.get("subject")?)),
            )
            .await?,
            accounts: all(
                identity,
                "SELECT id, profile_version AS version FROM identity.accounts",
                person_row,
            )
            .await?,
            profiles: all(customers, "SELECT id, version FROM customers.customers", person_row).await?,
            board_people: all(
                restaurants,
                "SELECT account_id AS id, version FROM restaurants.people",
                person_row,
            )
            .await?,
            mail_people: all(
                notifications,
                "SELECT account_id AS id, version FROM notifications.people",
                person_row,
            )
            .await?,
            figures: all(
                reporting,
                "SELECT restaurant_id, SUM(received) AS received, SUM(sales_minor) AS sales FROM reporting.quarters \
                 GROUP BY restaurant_id",
                |row| {
                    let sums = (row.get("received")?, row.get("sales")?);
                    Ok((RestaurantId(row.get("restaurant_id")?), sums))
                },
            )
            .await?,
            messages,
            inbox,
            dead,
            unprojected: unprojected(restaurants).await?,
        })
    }
}

/// Waits until a platform, which may run in another process, has nothing left to do: every outbox is empty and no read
/// document is behind. Nobody may ask it for anything meanwhile.
///
/// # Errors
/// When that takes longer than `patience`, or its schemas cannot be read.
pub async fn settled(place: &DatabaseConfig, patience: Duration) -> anyhow::Result<()> {
    const POLL: Duration = Duration::from_millis(10);
    let schemas = Schemas::open(place).await?;
    let waiting = async {
        let mut quiet = 0;
        while quiet < 2 {
            let mut left = unprojected(&schemas.restaurants).await?;
            for database in schemas.services() {
                left += i64::try_from(outbox::backlog(database).await?.unsent)?;
            }
            // What an effect adds to an outbox is there before its cause is marked sent: two quiet looks are enough.
            quiet = if left == 0 { quiet + 1 } else { 0 };
            if quiet < 2 {
                tokio::time::sleep(POLL).await;
            }
        }
        anyhow::Ok(())
    };
    let settled = tokio::time::timeout(patience, waiting).await;
    schemas.close().await;
    settled.context("the platform does not settle")?
}

/// A schema as it is: nothing is migrated.
async fn open(place: &DatabaseConfig, schema: &'static str) -> Result<Database, DatabaseError> {
    match place.engine {
        DatabaseEngine::Sqlite => {
            let directory = place.directory.clone();
            Database::sqlite(SqliteConfig { directory }, schema).await
        }
        DatabaseEngine::SqlServer => Database::sqlserver(&place.sqlserver, schema),
    }
}

/// The schemas of all services, opened.
struct Schemas {
    identity: Database,
    customers: Database,
    restaurants: Database,
    orders: Database,
    notifications: Database,
    reporting: Database,
}

impl Schemas {
    async fn open(place: &DatabaseConfig) -> Result<Self, DatabaseError> {
        let open = async |schema| open(place, schema).await;
        Ok(Self {
            identity: open("identity").await?,
            customers: open("customers").await?,
            restaurants: open("restaurants").await?,
            orders: open("orders").await?,
            notifications: open("notifications").await?,
            reporting: open("reporting").await?,
        })
    }

    fn services(&self) -> [&Database; 6] {
        [
            &self.identity,
            &self.customers,
            &self.restaurants,
            &self.orders,
            &self.notifications,
            &self.reporting,
        ]
    }

    /// The caller may copy the files next.
    async fn close(&self) {
        for database in self.services() {
            database.close().await;
        }
    }
}

async fn all<T>(database: &Database, sql: &str, read: impl Fn(&Row) -> anyhow::Result<T>) -> anyhow::Result<Vec<T>> {
    database.query(sql, &[]).await?.iter().map(read).collect()
}

async fn outbox_rows(database: &Database) -> anyhow::Result<Vec<MessageRow>> {
    let schema = database.schema();
    let sql = format!(
        "SELECT id, type, payload, CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END AS sent FROM {schema}.outbox ORDER BY id"
    );
    all(database, &sql, |row| {
        let (id, kind, payload) = (row.get("id")?, row.get("type")?, row.get("payload")?);
        Ok(MessageRow {
            schema,
            id,
            kind,
            payload,
            sent: row.get("sent")?,
        })
    })
    .await
}

async fn unprojected(restaurants: &Database) -> anyhow::Result<i64> {
    let sql = "SELECT COUNT(*) AS documents FROM restaurants.unprojected";
    let row = restaurants
        .query_opt(sql, params![])
        .await?
        .context("a count has a row")?;
    Ok(row.get("documents")?)
}

async fn dead_letters(bus: &Database) -> anyhow::Result<Vec<(String, String)>> {
    let letters = DeadLetters::new(bus.clone()).list(&DeadLetterQuery::default()).await?;
    Ok(letters.into_iter().map(|letter| (letter.queue, letter.fault)).collect())
}

fn order_row(row: &Row) -> anyhow::Result<OrderRow> {
    let (status, version, hidden) = (row.get("status")?, row.get("version")?, row.get("hidden")?);
    Ok(OrderRow {
        order: json(row, "document")?,
        status,
        version,
        hidden,
    })
}

fn answer_row(row: &Row) -> anyhow::Result<AnswerRow> {
    let order: Order = serde_json::from_slice(&row.get::<Vec<u8>>("response")?)?;
    Ok(AnswerRow {
        caller: row.get("caller")?,
        key: row.get("key_text")?,
        order: order.id,
    })
}

fn portions_row(row: &Row) -> anyhow::Result<(RestaurantId, ItemId, Option<i64>)> {
    let (restaurant, item) = (RestaurantId(row.get("restaurant_id")?), ItemId(row.get("item_id")?));
    Ok((restaurant, item, row.get("portions_left")?))
}

fn restaurant_row(row: &Row) -> anyhow::Result<RestaurantRow> {
    let (version, menu_version) = (row.get("version")?, row.get("menu_version")?);
    Ok(RestaurantRow {
        restaurant: json(row, "document")?,
        version,
        menu_version,
    })
}

fn card_row(row: &Row) -> anyhow::Result<CardRow> {
    Ok(CardRow {
        card: json(row, "document")?,
        status: row.get("status")?,
        order_version: row.get("order_version")?,
        version: row.get("version")?,
        ended: row.get("ended")?,
    })
}

fn person_row(row: &Row) -> anyhow::Result<(AccountId, u64)> {
    Ok((AccountId(row.get("id")?), row.get("version")?))
}

fn json<T: DeserializeOwned>(row: &Row, column: &str) -> anyhow::Result<T> {
    Ok(serde_json::from_str(&row.get::<String>(column)?)?)
}
