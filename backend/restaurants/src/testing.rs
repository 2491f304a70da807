//! A service's insides for tests: a database, a read model, a clock, and a restaurant in a known state.

use crate::{
    commands::{create::create, publish_menu::publish_menu},
    consumers::{Effect, orders::follow},
    projection::Projection,
    queries::Reader,
    samples,
    store::{
        people::{self, Person},
        staff,
    },
};
use foodwala_clock::{Clock, ManualClock};
use foodwala_contract::{access::StaffRole, events::Event, orders::Order, restaurants::CreateRestaurantRequest};
use foodwala_database::{Database, Tx, params};
use foodwala_messaging::{ConsumeError, Message};
use foodwala_readmodel::ReadModel;
use jiff::SignedDuration;
use std::sync::Arc;

pub struct Fixture {
    pub database: Database,
    pub read_model: ReadModel,
    pub manual: ManualClock,
    pub projection: Projection,
}

impl Fixture {
    /// Nothing yet.
    pub async fn new() -> Self {
        Self::on(Database::temporary("restaurants").await.unwrap())
    }

    fn on(database: Database) -> Self {
        let read_model = ReadModel::in_process();
        let manual = ManualClock::new(samples::now());
        let clock: Arc<dyn Clock> = Arc::new(manual.clone());
        let kept = SignedDuration::from_hours(24 * 30);
        let projection = Projection::new(database.clone(), read_model.clone(), clock, kept);
        Self {
            database,
            read_model,
            manual,
            projection,
        }
    }

    /// Restaurant 1, which is always open and belongs to account 1.
    pub async fn with_restaurant() -> Self {
        let fixture = Self::new().await;
        fixture.restaurant(1, "Da Mario").await;
        fixture
    }

    /// The same with the sample menu published as version 1.
    pub async fn with_menu() -> Self {
        let fixture = Self::with_restaurant().await;
        fixture.menu().await;
        fixture
    }

    /// As [`with_menu`](Self::with_menu), on the embedded engine in any case: a clock that stands still would not wait for
    /// a server.
    pub async fn embedded_with_menu() -> Self {
        let fixture = Self::on(Database::sqlite_temporary("restaurants").await.unwrap());
        fixture.restaurant(1, "Da Mario").await;
        fixture.menu().await;
        fixture
    }

    async fn menu(&self) {
        let mut tx = self.tx().await;
        publish_menu(
            &mut tx,
            samples::restaurant_id(1),
            0,
            samples::menu_sections(),
            samples::now(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn restaurant(&self, number: u128, name: &str) {
        let request = CreateRestaurantRequest {
            profile: samples::profile(name),
            hours: samples::always_open(),
        };
        let mut tx = self.tx().await;
        create(
            &mut tx,
            samples::restaurant_id(number),
            samples::account(1),
            request,
            samples::now(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.manual.clone())
    }

    pub fn reader(&self) -> Reader {
        Reader {
            read_model: self.read_model.clone(),
            projection: self.projection.clone(),
        }
    }

    pub async fn tx(&self) -> Tx {
        self.database.begin().await.unwrap()
    }

    /// Makes account `number` known as `Person <number>`.
    pub async fn person(&self, number: u128, email: &str) {
        let person = Person {
            account_id: samples::account(number),
            name: format!("Person {number}"),
        };
        let mut tx = self.tx().await;
        people::put(&mut tx, &person, email, 1).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Puts account `number` on the staff of restaurant 1.
    pub async fn staff(&self, number: u128, role: StaffRole) {
        self.person(number, &format!("person{number}@example.com")).await;
        let mut tx = self.tx().await;
        let restaurant = samples::restaurant_id(1);
        staff::touch(&mut tx, restaurant).await.unwrap();
        staff::set(
            &mut tx,
            restaurant,
            samples::account(number),
            Some(role),
            samples::now(),
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
    }

    /// Tells the board of an order.
    pub async fn order(&self, order: Order) {
        let mut tx = self.tx().await;
        let changed = follow(&mut tx, order, self.manual.now()).await.unwrap();
        tx.commit().await.unwrap();
        self.projection.refresh(&changed).await;
    }

    /// Lets an event have its effect, and commits if it succeeds.
    pub async fn deliver<E: Event>(&self, effect: &impl Effect, event: &E) -> Result<(), ConsumeError> {
        let message = Message::of(samples::id(1), "elsewhere", event, samples::now(), None).unwrap();
        let mut tx = self.tx().await;
        effect.apply(&message, &mut tx, self.manual.now()).await?;
        tx.commit().await.map_err(ConsumeError::from)
    }

    /// The types of the events told so far.
    pub async fn emitted(&self) -> Vec<String> {
        let rows = self
            .database
            .query("SELECT type FROM restaurants.outbox ORDER BY id", &[])
            .await
            .unwrap();
        rows.iter().map(|row| row.get("type").unwrap()).collect()
    }

    /// The events of one kind told so far.
    pub async fn events<E: Event>(&self) -> Vec<E> {
        let sql = "SELECT payload FROM restaurants.outbox WHERE type = @P1 ORDER BY id";
        let rows = self.database.query(sql, params![E::TYPE]).await.unwrap();
        rows.iter()
            .map(|row| serde_json::from_str(&row.get::<String>("payload").unwrap()).unwrap())
            .collect()
    }
}
