//! A service's insides and values for tests.

use crate::{
    consumers::orders::count,
    domain::{facts::DishFacts, sums::Sums},
    store::{restaurants, sums},
};
use foodwala_contract::{
    AccountId, Currency, ItemId, Money, OrderId, RestaurantId, Timestamp,
    events::Event,
    orders::{
        Actor, Charge, ChargeBasis, ChargeKind, Contact, Fulfilment, Order, OrderAction, OrderStatus, OrderStep,
        PaymentMethod, Price, PricedLine,
    },
};
use foodwala_database::{Database, params};
use foodwala_messaging::{Handler, Message};
use jiff::SignedDuration;
use uuid::Uuid;

pub struct Fixture {
    pub database: Database,
}

/// So many seconds after Wednesday, 12:00 UTC.
pub fn at(seconds: i64) -> Timestamp {
    let noon: Timestamp = "2030-01-02T12:00:00Z".parse().unwrap();
    noon + SignedDuration::from_secs(seconds)
}

pub fn account(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(0xa000 + number))
}

pub fn restaurant_id(number: u128) -> RestaurantId {
    RestaurantId(Uuid::from_u128(0x4000 + number))
}

/// An order of two portions for 20.00 and a tip of 2.00, just placed.
pub fn order(number: u128, restaurant: u128) -> Order {
    let charge = |kind, amount_minor, basis| Charge {
        kind,
        amount_minor,
        included: false,
        basis,
    };
    Order {
        id: OrderId(Uuid::from_u128(0x0e00 + number)),
        number: "K7Q2M".into(),
        version: 1,
        status: OrderStatus::Placed,
        customer_id: account(9),
        entry: None,
        restaurant_id: restaurant_id(restaurant),
        restaurant_name: "Da Mario".into(),
        restaurant: None,
        fulfilment: Fulfilment::Pickup,
        price: Price {
            lines: vec![PricedLine {
                item_id: ItemId(Uuid::from_u128(0xd001)),
                name: "Pizza".into(),
                quantity: 2,
                unit_minor: 1_000,
                total_minor: 2_000,
                options: Vec::new(),
                note: None,
                station: None,
            }],
            charges: vec![
                charge(ChargeKind::Items, 2_000, ChargeBasis::Lines),
                charge(ChargeKind::Tip, 200, ChargeBasis::Chosen),
            ],
            total: Money::new(2_200, Currency::INR),
        },
        payment: PaymentMethod::Cash,
        paid_at: None,
        card_payment: None,
        contact: Contact {
            name: "Gesine Gast".into(),
            phone: String::new(),
        },
        note: None,
        ordered_at: at(0),
        scheduled_for: None,
        promised_at: at(1_800),
        accept_by: Some(at(600)),
        courier: None,
        history: vec![OrderStep {
            status: OrderStatus::Placed,
            action: None,
            at: at(0),
            by: Actor::Customer,
            reason: None,
        }],
        review: None,
        updated_at: at(0),
    }
}

/// The order one step on.
pub fn stepped(mut order: Order, action: OrderAction, status: OrderStatus, at: Timestamp) -> Order {
    order.version += 1;
    order.status = status;
    order.history.push(OrderStep {
        status,
        action: Some(action),
        at,
        by: Actor::Restaurant,
        reason: None,
    });
    order
}

impl Fixture {
    /// Restaurants 1 and 2, in India, without orders.
    pub async fn new() -> Self {
        let database = Database::temporary("reporting").await.unwrap();
        let mut tx = database.begin().await.unwrap();
        for number in [1, 2] {
            let sql = "INSERT INTO reporting.restaurants (id, version, name, time_zone, currency) \
                       VALUES (@P1, @P2, @P3, @P4, @P5)";
            let id = restaurant_id(number).uuid();
            tx.execute(sql, params![id, 1, "Da Mario", "Asia/Kolkata", "INR"])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        assert!(restaurants::read(&database, restaurant_id(1)).await.unwrap().is_some());
        Self { database }
    }

    pub async fn count(&self, order: &Order) {
        let mut tx = self.database.begin().await.unwrap();
        count(&mut tx, order).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn hear<E: Event>(&self, handler: &impl Handler, event: &E) {
        let message = Message::of(Uuid::from_u128(1), "elsewhere", event, at(0), None).unwrap();
        let mut tx = self.database.begin().await.unwrap();
        handler.handle(&message, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// All sums of restaurant 1 together, and the portions of each dish by quarter.
    pub async fn all(&self) -> (Sums, Vec<i64>) {
        let quarters = sums::read(&self.database, restaurant_id(1), 0..i64::MAX).await.unwrap();
        let dishes = sums::read_dishes(&self.database, restaurant_id(1), 0..i64::MAX)
            .await
            .unwrap();
        let total = quarters
            .into_iter()
            .fold(Sums::default(), |total, (_, sums)| total + sums);
        (
            total,
            dishes
                .into_iter()
                .map(|(_, DishFacts { quantity, .. })| quantity)
                .collect(),
        )
    }
}
