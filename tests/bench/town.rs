//! Who orders what in a benchmark: a kitchen that never closes and a crowd of customers.

use crate::wire::Connection;
use anyhow::Context;
use foodwala_contract::{
    Currency, ItemId, OrderId, RestaurantId, SectionId,
    auth::{RegisterRequest, Session},
    geo::{GeoPoint, PostalAddress},
    hours::{DayHours, Interval, OpeningHours, Weekday},
    menu::{Menu, MenuItem, MenuSection, PublishMenuRequest},
    orders::{Basket, BasketLine, Contact, Fulfilment, Order, PaymentMethod, PlaceOrderRequest, Quote},
    restaurants::{CreateRestaurantRequest, Restaurant, RestaurantProfile, TaxTerms},
};
use jiff::civil::time;
use serde::{Serialize, de::DeserializeOwned};
use std::net::SocketAddr;
use uuid::Uuid;

/// Customers who order at once.
const CUSTOMERS: usize = 32;

/// A kitchen, its owner, and its customers.
#[derive(Clone)]
pub struct Town {
    pub address: SocketAddr,
    pub restaurant: RestaurantId,
    pub owner: String,
    pub customers: Vec<String>,
    /// The body of an order that is accepted at its price.
    pub order: String,
}

impl Town {
    /// Opens the kitchen, publishes its menu, and registers the customers.
    pub async fn visit(address: SocketAddr) -> anyhow::Result<Self> {
        let mut connection = Connection::open(address).await?;
        let owner = register(&mut connection).await?;
        let restaurant: Restaurant = send(&mut connection, "/v1/restaurants", &owner, &kitchen()).await?;
        let item = ItemId(Uuid::new_v4());
        publish(address, restaurant.id, &owner, item).await?;
        let mut customers = Vec::with_capacity(CUSTOMERS);
        for _ in 0..CUSTOMERS {
            customers.push(register(&mut connection).await?);
        }
        let order = loop {
            // The order service learns of the menu by event.
            match order(&mut connection, &customers[0], restaurant.id, item).await {
                Ok(order) => break order,
                Err(_) => tokio::task::yield_now().await,
            }
        };
        Ok(Self {
            address,
            restaurant: restaurant.id,
            owner,
            customers,
            order,
        })
    }

    /// Places one order and answers it.
    pub async fn place(&self, connection: &mut Connection, customer: &str) -> anyhow::Result<Order> {
        let key = Uuid::new_v4().to_string();
        let answer = connection.post("/v1/orders", customer, &key, &self.order).await?;
        anyhow::ensure!(answer.status == 201, "{}", String::from_utf8_lossy(connection.body()));
        Ok(serde_json::from_slice(connection.body())?)
    }

    /// The address of a staff action.
    pub fn action(&self, order: OrderId, action: &str) -> String {
        format!("/v1/restaurants/{}/orders/{order}/{action}", self.restaurant)
    }
}

async fn register(connection: &mut Connection) -> anyhow::Result<String> {
    let request = RegisterRequest {
        email: format!("{}@bench.example", Uuid::new_v4()),
        password: "a password for a benchmark".to_owned(),
        display_name: "Bench".to_owned(),
        locale: None,
    };
    let session: Session = send(connection, "/v1/auth/register", "", &request).await?;
    Ok(session.access_token)
}

async fn order(
    connection: &mut Connection,
    customer: &str,
    restaurant_id: RestaurantId,
    item_id: ItemId,
) -> anyhow::Result<String> {
    let lines = vec![BasketLine {
        item_id,
        quantity: 2,
        options: Vec::new(),
        note: None,
    }];
    let fulfilment = Fulfilment::Pickup;
    let basket = Basket {
        restaurant_id,
        lines,
        fulfilment,
        scheduled_for: None,
        tip_minor: 0,
        promo_code: None,
    };
    let quote: Quote = send(connection, "/v1/quotes", customer, &basket).await?;
    let contact = Contact {
        name: "Bench".to_owned(),
        phone: String::new(),
    };
    let expected_total = quote.price.total;
    Ok(serde_json::to_string(&PlaceOrderRequest {
        basket,
        expected_total,
        payment: PaymentMethod::Cash,
        contact,
        note: None,
    })?)
}

async fn send<T: DeserializeOwned>(
    connection: &mut Connection,
    path: &str,
    token: &str,
    body: &impl Serialize,
) -> anyhow::Result<T> {
    let key = Uuid::new_v4().to_string();
    let body = serde_json::to_string(body)?;
    let token = (!token.is_empty()).then_some(token);
    let answer = connection.send("POST", path, token, Some(&key), &body).await?;
    anyhow::ensure!(
        answer.status < 300,
        "{path}: {}",
        String::from_utf8_lossy(connection.body())
    );
    serde_json::from_slice(connection.body()).context("an unexpected body")
}

async fn publish(address: SocketAddr, id: RestaurantId, owner: &str, item: ItemId) -> anyhow::Result<Menu> {
    let dish = MenuItem {
        id: item,
        name: "Dal".to_owned(),
        description: String::new(),
        price_minor: 900,
        packaging_minor: 0,
        image: None,
        dietary: Vec::new(),
        option_groups: Vec::new(),
        station: None,
    };
    let section = MenuSection {
        id: SectionId(Uuid::new_v4()),
        name: "Mains".to_owned(),
        description: None,
        items: vec![dish],
    };
    let body = serde_json::to_string(&PublishMenuRequest {
        sections: vec![section],
    })?;
    let mut connection = Connection::open(address).await?;
    let answer = connection
        .put(&format!("/v1/restaurants/{id}/menu"), owner, "\"0\"", &body)
        .await?;
    anyhow::ensure!(
        answer.status == 200,
        "menu: {}",
        String::from_utf8_lossy(connection.body())
    );
    Ok(serde_json::from_slice(connection.body())?)
}

fn kitchen() -> CreateRestaurantRequest {
    let always = Interval {
        opens: time(0, 0, 0, 0),
        closes: time(0, 0, 0, 0),
    };
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let weekly = days
        .map(|day| DayHours {
            day,
            intervals: vec![always],
        })
        .to_vec();
    CreateRestaurantRequest {
        profile: RestaurantProfile {
            name: "Bench kitchen".to_owned(),
            description: String::new(),
            cuisines: vec!["indian".to_owned()],
            image: None,
            phone: String::new(),
            address: PostalAddress {
                street: "Torstraße 1".to_owned(),
                city: "Berlin".to_owned(),
                postal_code: "10119".to_owned(),
                country: "DE".to_owned(),
            },
            location: GeoPoint {
                latitude: 52.53,
                longitude: 13.4,
            },
            currency: Currency::EUR,
            lead_time_minutes: 20,
            delivery: None,
            pickup: true,
            tax: TaxTerms {
                rate_basis_points: 700,
                included: true,
            },
            payment_methods: vec![PaymentMethod::Cash],
        },
        hours: OpeningHours {
            time_zone: "Europe/Berlin".to_owned(),
            weekly,
            exceptions: Vec::new(),
        },
    }
}
