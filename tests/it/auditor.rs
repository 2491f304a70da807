//! The auditor finds what is broken on purpose, and nothing in a healthy platform.

use anyhow::{Context, Result};
use foodwala_database::{Database, SqliteConfig};
use foodwala_sdk::{
    FoodWala, IdempotencyKey, OrderId,
    contract::{
        orders::{CancelOrderRequest, Fulfilment, OrderAction, OrderStatus, ReviewRequest},
        restaurants::Rating,
    },
};
use foodwala_server::config::DatabaseEngine;
use foodwala_tests::{
    Kitchen, Town,
    audit::{Attempt, Books, Finding, Limit, Part, Shown, Witness, audit},
    reaches,
};
use std::path::Path;
use tempfile::TempDir;

/// A platform's data after a day with a collected order, a cancelled one, and one that waits.
struct Day {
    folder: TempDir,
    witness: Witness,
    shown: Shown,
    collected: OrderId,
    cancelled: OrderId,
    waiting: OrderId,
}

impl Day {
    async fn spend() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let town = Town::start_with(|config| {
            config.gateway.unlimited = true;
            config.database.directory = folder.path().to_owned();
            // Its files are copied.
            config.database.engine = DatabaseEngine::Sqlite;
            config.notifications.mail.directory = folder.path().join("mails");
        })
        .await?;
        let kitchen = town.kitchen().await?;
        let guest = town.person("asha").await?;
        kitchen.portions(9).await?;
        town.settled().await?;
        let mut witness = Witness::default();
        witness.limits.push(Limit {
            restaurant: kitchen.id(),
            item: kitchen.dal,
            portions: 9,
        });

        let collected = place(&kitchen, &guest, &mut witness).await?;
        let cancelled = place(&kitchen, &guest, &mut witness).await?;
        let waiting = place(&kitchen, &guest, &mut witness).await?;
        guest.orders().cancel(cancelled, &CancelOrderRequest::default()).await?;
        town.settled().await?;
        let board = kitchen.owner.board(kitchen.id());
        kitchen.accepted(&guest, collected).await?;
        board.start(collected).await?;
        reaches(&guest, collected, OrderStatus::Preparing).await?;
        kitchen.shows(collected, OrderStatus::Preparing).await?;
        board.ready(collected).await?;
        reaches(&guest, collected, OrderStatus::Ready).await?;
        kitchen.shows(collected, OrderStatus::Ready).await?;
        board.collect(collected).await?;
        witness.acknowledged.insert((collected, OrderAction::Collect), 1);
        reaches(&guest, collected, OrderStatus::Collected).await?;
        let order = guest
            .orders()
            .review(
                collected,
                &ReviewRequest {
                    stars: 4,
                    comment: None,
                },
            )
            .await?;
        assert!(!witness.told(&order));
        town.settled().await?;
        town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;
        town.settled().await?;
        let shown = Shown::ask(&[guest], &[(kitchen.id(), kitchen.owner.clone())]).await?;
        town.platform.stop().await;
        Ok(Self {
            folder,
            witness,
            shown,
            collected,
            cancelled,
            waiting,
        })
    }

    /// What is found after one statement has been run on a copy of one schema.
    async fn broken(&self, schema: &'static str, sql: &str) -> Result<Vec<Finding>> {
        let copy = tempfile::tempdir()?;
        copy_schemas(self.folder.path(), copy.path(), "")?;
        run(copy.path(), schema, sql).await?;
        let books = Books::read(copy.path()).await?;
        let mut findings = audit(&books, &self.witness);
        findings.extend(self.shown.compare(&books));
        Ok(findings)
    }
}

/// Copies the files of the schemas whose names begin so over those that are there.
fn copy_schemas(from: &Path, to: &Path, named: &str) -> Result<()> {
    let is_of = |entry: &std::fs::DirEntry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with(named) && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    for entry in std::fs::read_dir(to)?
        .collect::<Result<Vec<_>, _>>()?
        .iter()
        .filter(|entry| is_of(entry))
    {
        std::fs::remove_file(entry.path())?;
    }
    for entry in std::fs::read_dir(from)?
        .collect::<Result<Vec<_>, _>>()?
        .iter()
        .filter(|entry| is_of(entry))
    {
        std::fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

async fn place(kitchen: &Kitchen, guest: &FoodWala, witness: &mut Witness) -> Result<OrderId> {
    let key = IdempotencyKey::fresh();
    let request = kitchen.order_of(guest, kitchen.basket(2, Fulfilment::Pickup)).await?;
    let order = guest.orders().place_with_key(&key, &request).await?;
    witness
        .attempts
        .insert((order.customer_id, key.as_str().to_owned()), Attempt::Placed(order.id));
    assert!(!witness.told(&order));
    Ok(order.id)
}

async fn run(folder: &Path, schema: &'static str, sql: &str) -> Result<()> {
    let database = Database::sqlite(
        SqliteConfig {
            directory: folder.to_owned(),
        },
        schema,
    )
    .await?;
    let mut tx = database.begin().await?;
    let rows = tx.execute(sql, &[]).await?;
    tx.commit().await?;
    anyhow::ensure!(rows > 0, "nothing is broken by {sql}");
    Ok(())
}

/// An id as SQLite writes it.
fn blob(order: OrderId) -> String {
    format!("x'{}'", order.uuid().simple())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_broken_is_found() -> Result<()> {
    let day = Day::spend().await?;
    let books = Books::read(day.folder.path()).await?;
    assert_eq!(audit(&books, &day.witness), []);
    assert_eq!(day.shown.compare(&books), []);

    let (collected, cancelled, waiting) = (day.collected, day.cancelled, day.waiting);
    let of = |order| format!("WHERE order_id = {}", blob(order));
    let order_row = |order| format!("WHERE id = {}", blob(order));
    let any_feed = |order: OrderId| format!("(SELECT id FROM notifications.feed WHERE kind LIKE '%{order}%' LIMIT 1)");
    type Found = Box<dyn Fn(&Finding) -> bool>;
    let cases: Vec<(&'static str, String, Found)> = vec![
        ("orders", format!("DELETE FROM orders.orders {}", order_row(waiting)), Box::new(move |f| *f == Finding::OrderLost { order: waiting })),
        ("orders", "DELETE FROM orders.idempotency WHERE endpoint = 'orders.place'".to_owned(), Box::new(move |f| *f == Finding::OrderWithoutAnswer { order: waiting })),
        ("orders", "DELETE FROM orders.idempotency WHERE endpoint = 'orders.place'".to_owned(), Box::new(move |f| matches!(f, Finding::AnswerDiffers { told, .. } if *told == waiting))),
        ("orders", "UPDATE orders.idempotency SET key_text = 'another' WHERE endpoint = 'orders.place' AND key_text IN (SELECT MAX(key_text) FROM orders.idempotency WHERE endpoint = 'orders.place')".to_owned(), Box::new(|f| matches!(f, Finding::OrderUnasked { .. }))),
        ("orders", format!("UPDATE orders.orders SET version = 9 {}", order_row(waiting)), Box::new(move |f| *f == Finding::ColumnsDiffer { part: Part::Order, order: waiting })),
        ("orders", format!("UPDATE orders.orders SET document = REPLACE(document, '\"stars\":4', '\"stars\":5') {}", order_row(collected)), Box::new(move |f| matches!(f, Finding::ToldOtherwise { order, .. } if *order == collected))),
        ("orders", "DELETE FROM orders.outbox WHERE type = 'foodwala.order.ready.v1'".to_owned(), Box::new(move |f| matches!(f, Finding::EventsDiffer { order, .. } if *order == collected))),
        ("orders", "DELETE FROM orders.outbox WHERE type = 'foodwala.order.ready.v1'".to_owned(), Box::new(|f| matches!(f, Finding::Unfounded { .. }))),
        ("restaurants", "DELETE FROM restaurants.outbox WHERE type = 'foodwala.restaurant.staff_action_taken.v1'".to_owned(), Box::new(move |f| matches!(f, Finding::ActionsDiffer { order, action: OrderAction::Collect, taken: 0, done: 1, .. } if *order == collected))),
        ("orders", "UPDATE orders.outbox SET sent_at = NULL WHERE type = 'foodwala.order.ready.v1'".to_owned(), Box::new(|f| matches!(f, Finding::Unsent { schema: "orders", .. }))),
        ("restaurants", format!("DELETE FROM restaurants.board_orders {}", of(waiting)), Box::new(move |f| *f == Finding::Missing { part: Part::Card, order: waiting })),
        ("orders", format!("DELETE FROM orders.orders {}", order_row(cancelled)), Box::new(move |f| *f == Finding::Stray { part: Part::Card, order: cancelled })),
        ("restaurants", format!("UPDATE restaurants.board_orders SET document = REPLACE(document, '\"status\":\"cancelled\"', '\"status\":\"placed\"') {}", of(cancelled)), Box::new(move |f| matches!(f, Finding::Differs { part: Part::Card, order, .. } if *order == cancelled))),
        ("restaurants", format!("UPDATE restaurants.board_orders SET order_version = 9 {}", of(waiting)), Box::new(move |f| *f == Finding::ColumnsDiffer { part: Part::Card, order: waiting })),
        ("restaurants", format!("UPDATE restaurants.board_orders SET document = REPLACE(document, '{{\"order\":', '{{\"pending\":{{\"action\":\"accept\",\"at\":\"2030-01-01T00:00:00Z\"}},\"order\":') {}", of(waiting)), Box::new(move |f| *f == Finding::StillPending { order: waiting, action: OrderAction::Accept })),
        ("notifications", format!("INSERT INTO notifications.feed SELECT randomblob(16), account_id, occurred_at + 1000000000, kind, title, body, seen FROM notifications.feed WHERE id = {}", any_feed(waiting)), Box::new(move |f| *f == Finding::FeedDiffers { order: waiting, expected: vec![OrderStatus::Placed], told: vec![OrderStatus::Placed; 2] })),
        ("notifications", format!("DELETE FROM notifications.feed WHERE id = {}", any_feed(waiting)), Box::new(move |f| *f == Finding::FeedDiffers { order: waiting, expected: vec![OrderStatus::Placed], told: Vec::new() })),
        ("notifications", format!("DELETE FROM notifications.feed WHERE id = {}", any_feed(waiting)), Box::new(|f| matches!(f, Finding::AccountDiffers { part: Part::ListFeed, .. }))),
        ("notifications", "DELETE FROM notifications.mails".to_owned(), Box::new(move |f| *f == Finding::ReceiptsDiffer { order: waiting, expected: 1, written: 0 })),
        ("orders", "UPDATE orders.portions SET portions_left = portions_left + 1".to_owned(), Box::new(|f| matches!(f, Finding::PortionsDiffer { expected: 5, part: Part::Portions, left: Some(6), .. }))),
        ("restaurants", "UPDATE restaurants.availability SET portions_left = 9".to_owned(), Box::new(|f| matches!(f, Finding::PortionsDiffer { part: Part::Availability, .. }))),
        ("restaurants", "UPDATE restaurants.availability SET portions_left = 9".to_owned(), Box::new(|f| matches!(f, Finding::PortionsDiffer { part: Part::Menu, .. }))),
        ("orders", format!("DELETE FROM orders.reservations {}", of(waiting)), Box::new(move |f| matches!(f, Finding::ReservationDiffers { order, expected: 2, held: 0, .. } if *order == waiting))),
        ("restaurants", "UPDATE restaurants.restaurants SET document = REPLACE(document, '\"stars\":4', '\"stars\":8')".to_owned(), Box::new(|f| matches!(f, Finding::RatingDiffers { part: Part::Restaurant, kept: Rating { stars: 8, .. }, .. }))),
        ("orders", "UPDATE orders.price_books SET menu_version = 7".to_owned(), Box::new(|f| matches!(f, Finding::PriceBookDiffers { .. }))),
        ("reporting", "UPDATE reporting.quarters SET received = received + 1".to_owned(), Box::new(|f| matches!(f, Finding::FiguresDiffer { .. }))),
        ("customers", "DELETE FROM customers.customers".to_owned(), Box::new(|f| matches!(f, Finding::AccountDiffers { part: Part::Profile, .. }))),
        ("restaurants", "DELETE FROM restaurants.people".to_owned(), Box::new(|f| matches!(f, Finding::AccountDiffers { part: Part::BoardPeople, .. }))),
        ("notifications", "UPDATE notifications.people SET version = 7".to_owned(), Box::new(|f| matches!(f, Finding::AccountDiffers { part: Part::MailPeople, .. }))),
        ("notifications", "DELETE FROM notifications.feed WHERE kind LIKE '%welcome%'".to_owned(), Box::new(|f| matches!(f, Finding::AccountDiffers { part: Part::Greeting, .. }))),
        ("notifications", "DELETE FROM notifications.inbox WHERE message_id IN (SELECT MIN(message_id) FROM notifications.inbox WHERE consumer = 'notifications.orders')".to_owned(), Box::new(|f| matches!(f, Finding::Unhandled { .. }))),
        ("bus", "INSERT INTO bus.dead_letters VALUES (randomblob(16), 'orders.price-book', randomblob(16), 't', 's', 'x', 0, NULL, '{}', 'broken', 1, 0, NULL)".to_owned(), Box::new(|f| matches!(f, Finding::Dead { .. }))),
        ("restaurants", "INSERT INTO restaurants.unprojected VALUES ('card', randomblob(16), 0)".to_owned(), Box::new(|f| *f == Finding::Unprojected { documents: 1 })),
        ("restaurants", format!("DELETE FROM restaurants.board_orders {}", of(waiting)), Box::new(move |f| *f == Finding::Stray { part: Part::ListBoard, order: waiting })),
        ("orders", format!("DELETE FROM orders.orders {}", order_row(waiting)), Box::new(move |f| *f == Finding::Stray { part: Part::GetOrder, order: waiting })),
    ];
    for (schema, sql, found) in cases {
        let findings = day.broken(schema, &sql).await.with_context(|| sql.clone())?;
        assert!(findings.iter().any(found), "{sql}: {findings:#?}");
    }
    Ok(())
}

/// A crash takes from a careless platform what these put back: a consumer that acknowledges before its commit has
/// neither the effect nor the note of a message that nobody delivers again; a relay that marks a row before the broker
/// has confirmed it leaves every consumer so.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_careless_platform_loses_is_found() -> Result<()> {
    let (folder, before) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let town = Town::start_with(|config| {
        config.gateway.unlimited = true;
        config.database.directory = folder.path().to_owned();
        config.database.engine = DatabaseEngine::Sqlite;
        config.notifications.mail.directory = folder.path().join("mails");
    })
    .await?;
    let (kitchen, guest) = (town.kitchen().await?, town.person("asha").await?);
    let mut witness = Witness::default();
    let early = place(&kitchen, &guest, &mut witness).await?;
    town.settled().await?;
    town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;
    town.settled().await?;
    // Nobody writes meanwhile.
    copy_schemas(folder.path(), before.path(), "")?;
    let late = place(&kitchen, &guest, &mut witness).await?;
    town.settled().await?;
    town.platform.run_jobs().await.map_err(anyhow::Error::from_boxed)?;
    town.settled().await?;
    let shown = Shown::ask(&[guest], &[(kitchen.id(), kitchen.owner.clone())]).await?;
    town.platform.stop().await;

    let found = async |forgotten: &[&str]| -> Result<Vec<Finding>> {
        let copy = tempfile::tempdir()?;
        copy_schemas(folder.path(), copy.path(), "")?;
        for schema in forgotten {
            copy_schemas(before.path(), copy.path(), schema)?;
        }
        let books = Books::read(copy.path()).await?;
        let mut findings = audit(&books, &witness);
        findings.extend(shown.compare(&books));
        Ok(findings)
    };
    let unhandled = |findings: &[Finding], by: &str| {
        let of = |finding: &Finding| matches!(finding, Finding::Unhandled { consumer, .. } if consumer.starts_with(by));
        findings.iter().any(of)
    };
    let missing = Finding::Missing {
        part: Part::Card,
        order: late,
    };
    assert_eq!(found(&[]).await?, []);

    let acknowledged_before_commit = found(&["restaurants"]).await?;
    assert!(
        acknowledged_before_commit.contains(&missing),
        "{acknowledged_before_commit:#?}"
    );
    assert!(unhandled(&acknowledged_before_commit, "restaurants."));
    assert!(!unhandled(&acknowledged_before_commit, "notifications."));

    let marked_before_confirmation = found(&["restaurants", "notifications"]).await?;
    assert!(
        marked_before_confirmation.contains(&missing),
        "{marked_before_confirmation:#?}"
    );
    for consumer in ["restaurants.", "notifications."] {
        assert!(unhandled(&marked_before_confirmation, consumer), "{consumer}");
    }
    let early_is_fine = |finding: &Finding| !matches!(finding, Finding::Missing { order, .. } if *order == early);
    assert!(marked_before_confirmation.iter().all(early_is_fine));
    Ok(())
}
