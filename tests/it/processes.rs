//! The platform as separate processes on private engines: the road of an order, and what happens while an engine, a
//! service or a database is away.

use anyhow::{Context, Result};
use foodwala_database::{Database, SqliteConfig, Tx};
use foodwala_sdk::{
    Error, ErrorCode, FoodWala, RetryPolicy, StreamExt,
    contract::{
        access::StaffRole,
        auth::RegisterRequest,
        board::{AcceptRequest, BoardQuery, DispatchRequest},
        geo::GeoPoint,
        orders::{CourierPosition, Fulfilment, Order, OrderStatus, TrackingEvent},
        page::PageQuery,
        restaurants::{AddStaffRequest, SearchQuery},
    },
};
use foodwala_tests::{
    Engines, Fleet, Kitchen, Plan,
    chaos::{Line, Proxy},
    door, eventually,
    load::{Arrivals, Crowd, Load, Town},
    reaches,
};
use std::{sync::Arc, time::Duration};
use tokio::task::block_in_place;

/// Singles and pairs, so that both are seen.
const LAYOUT: &[(&str, &[&str])] = &[
    ("gateway", &["gateway"]),
    ("identity", &["identity", "identity-query"]),
    ("customers", &["customers", "customers-query"]),
    ("restaurants", &["restaurants"]),
    ("restaurants-query", &["restaurants-query"]),
    ("orders", &["orders"]),
    ("orders-query", &["orders-query"]),
    ("notifications", &["notifications", "notifications-query"]),
    ("reporting", &["reporting", "reporting-query"]),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_processes_are_one_platform_whatever_is_away() -> Result<()> {
    let Some(mut engines) = Engines::start().await? else {
        return Ok(());
    };
    let sqlserver = match &engines.sqlserver {
        Some(server) => Some(Proxy::to(&server.address()?).await?),
        None => None,
    };
    let named = |(name, roles): &(&str, &[&str])| {
        let roles = roles.iter().copied().map(str::to_owned).collect();
        ((*name).to_owned(), roles)
    };
    let plan = Plan {
        processes: LAYOUT.iter().map(named).collect(),
        sqlserver: sqlserver.as_ref().map(Proxy::address),
        ..Plan::default()
    };
    let mut fleet = Fleet::prepare(&engines, plan)?;
    let result = tour(&mut engines, &mut fleet, sqlserver.as_ref()).await;
    if result.is_err() {
        eprintln!("data and logs are kept in {}", fleet.keep().display());
    }
    result
}

async fn tour(engines: &mut Engines, fleet: &mut Fleet, sqlserver: Option<&Proxy>) -> Result<()> {
    starts_in_any_order(fleet).await.context("starting")?;
    let load = Load::new(fleet.url(), fleet.database().clone());
    let crowd = Crowd {
        guests: 1,
        kitchens: 1,
        cooks: 0,
        busy: Duration::ZERO,
        arrivals: Arrivals::AsServed,
        newcomers: Duration::from_millis(100),
    };
    let town = Town::populate(&load, &crowd).await.context("populating")?;
    let guest = town.guests.first().context("nobody is there")?.clone();
    let kitchen = Arc::clone(town.kitchens.first().context("no kitchen is there")?);
    let order = road(&kitchen, &guest).await.context("the road")?;
    let courier = courier(fleet, &kitchen).await.context("a courier")?;
    let delivery = delivery(&kitchen, &guest, &courier).await.context("a delivery")?;
    without_broker(engines, fleet, &kitchen, &guest)
        .await
        .context("without the broker")?;
    without_read_model(engines, fleet, &kitchen, &guest, &order, (&courier, &delivery))
        .await
        .context("without the read model")?;
    without_sql(fleet, sqlserver, &kitchen, &guest)
        .await
        .context("without SQL")?;
    if let Some(proxy) = sqlserver {
        before_sql(fleet, proxy).await.context("before SQL Server is there")?;
    }
    fleet.restart("orders").await?;
    fleet.restart("orders-query").await?;
    fleet.ready().await?;
    road(&kitchen, &guest).await.context("the road after restarts")?;
    fleet.stop_all().await.context("stopping")
}

/// Services come up before the identity service and say what they wait for; so does the gateway.
async fn starts_in_any_order(fleet: &mut Fleet) -> Result<()> {
    for name in fleet.names().iter().filter(|name| *name != "identity") {
        fleet.launch(name)?;
    }
    for name in ["orders", "gateway"] {
        let waits = |said: &foodwala_tests::Readyz| said.code == 503 && said.down.contains(&"keys".to_owned());
        fleet.until_readyz(name, waits).await?;
    }
    fleet.launch("identity")?;
    fleet.ready().await
}

/// An order from the door to the counter, each step seen by both.
async fn road(kitchen: &Kitchen, guest: &FoodWala) -> Result<Order> {
    let order = kitchen.ordered(guest, Fulfilment::Pickup).await?;
    kitchen.accepted(guest, order.id).await?;
    let board = kitchen.owner.board(kitchen.id());
    board.start(order.id).await?;
    reaches(guest, order.id, OrderStatus::Preparing).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    reaches(guest, order.id, OrderStatus::Ready).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    board.collect(order.id).await?;
    reaches(guest, order.id, OrderStatus::Collected).await
}

fn position(order: &Order, step: u8) -> CourierPosition {
    CourierPosition {
        location: GeoPoint {
            latitude: 52.53 + f64::from(step) / 1000.0,
            longitude: 13.4,
        },
        heading_degrees: None,
        measured_at: order.updated_at + jiff::SignedDuration::from_secs(step.into()),
    }
}

/// Somebody new who works for the kitchen.
async fn courier(fleet: &Fleet, kitchen: &Kitchen) -> Result<FoodWala> {
    let courier = FoodWala::builder()
        .base_url(fleet.url())
        .retries(RetryPolicy::NEVER)
        .build()?;
    let registration = RegisterRequest {
        email: "courier@town.example".to_owned(),
        password: "correct horse battery".to_owned(),
        display_name: "Courier".to_owned(),
        locale: None,
    };
    courier.auth().register(&registration).await?;
    let request = AddStaffRequest {
        email: registration.email,
        role: StaffRole::Courier,
    };
    let (restaurants, id) = (kitchen.owner.restaurants(), kitchen.id());
    // The restaurant service learns of the account by event.
    eventually(|| async { restaurants.add_staff(id, &request).await }).await?;
    Ok(courier)
}

/// An order on its way. Its courier tells one process where they are, and its guest sees it from another.
async fn delivery(kitchen: &Kitchen, guest: &FoodWala, courier: &FoodWala) -> Result<Order> {
    let order = kitchen.ordered(guest, door()).await?;
    kitchen.accepted(guest, order.id).await?;
    let board = kitchen.owner.board(kitchen.id());
    board.start(order.id).await?;
    reaches(guest, order.id, OrderStatus::Preparing).await?;
    kitchen.shows(order.id, OrderStatus::Preparing).await?;
    board.ready(order.id).await?;
    reaches(guest, order.id, OrderStatus::Ready).await?;
    kitchen.shows(order.id, OrderStatus::Ready).await?;
    let courier_id = courier.auth().account().map(|account| account.id);
    board.dispatch(order.id, &DispatchRequest { courier_id }).await?;
    let order = reaches(guest, order.id, OrderStatus::OutForDelivery).await?;
    kitchen.shows(order.id, OrderStatus::OutForDelivery).await?;
    told_and_seen(courier, guest, &order, 1).await?;
    Ok(order)
}

async fn told_and_seen(courier: &FoodWala, guest: &FoodWala, order: &Order, step: u8) -> Result<()> {
    let position = position(order, step);
    let deliveries = courier.deliveries();
    eventually(|| async { deliveries.report_position(order.id, &position).await }).await?;
    // Who comes later sees it too.
    let mut events = guest.orders().follow(order.id);
    let seen = async {
        while let Some(event) = events.next().await {
            if let TrackingEvent::Position { position } = event? {
                return Ok(position);
            }
        }
        anyhow::bail!("the events ended")
    };
    assert_eq!(tokio::time::timeout(Duration::from_secs(30), seen).await??, position);
    Ok(())
}

async fn place(kitchen: &Kitchen, guest: &FoodWala) -> Result<Order, Error> {
    let request = kitchen.order_of(guest, kitchen.basket(1, Fulfilment::Pickup)).await?;
    guest.orders().place(&request).await
}

/// Orders are accepted while the broker is away, and arrive when it is back.
async fn without_broker(engines: &mut Engines, fleet: &mut Fleet, kitchen: &Kitchen, guest: &FoodWala) -> Result<()> {
    engines.rabbitmq.kill()?;
    let degraded =
        |said: &foodwala_tests::Readyz| said.code == 200 && said.status == "degraded" && said.down == ["bus"];
    fleet.until_readyz("orders", degraded).await?;
    let mut placed = Vec::new();
    for _ in 0..5 {
        placed.push(place(kitchen, guest).await?);
    }
    // What is accepted is seen by who ordered it, at once.
    assert_eq!(guest.orders().get(placed[0].id).await?.id, placed[0].id);
    block_in_place(|| engines.rabbitmq.restart())?;
    fleet.ready().await?;
    for order in &placed {
        kitchen.shows(order.id, OrderStatus::Placed).await?;
    }
    Ok(())
}

/// Every read is answered from SQL while the read model is away, and orders are accepted.
#[expect(clippy::expect_used, reason = "a part of the test")]
async fn without_read_model(
    engines: &mut Engines,
    fleet: &mut Fleet,
    kitchen: &Kitchen,
    guest: &FoodWala,
    old: &Order,
    (courier, delivery): (&FoodWala, &Order),
) -> Result<()> {
    engines.redis.kill()?;
    for name in ["orders-query", "restaurants-query", "customers", "notifications"] {
        let degraded = |said: &foodwala_tests::Readyz| said.code == 200 && said.down.contains(&"read-model".to_owned());
        fleet.until_readyz(name, degraded).await?;
    }
    let new = place(kitchen, guest).await?;
    let id = kitchen.id();
    for order in [old.id, new.id] {
        assert_eq!(guest.orders().get(order).await?.id, order);
    }
    let listed = guest.orders().list(&PageQuery::default()).await?.items;
    assert_eq!(listed.first().map(|order| order.id), Some(new.id));
    assert_eq!(guest.restaurants().get(id).await?.value.restaurant.id, id);
    assert_eq!(guest.menus().get(id).await?.value.restaurant_id, id);
    let found = guest.restaurants().search(&SearchQuery::default()).await?.items;
    assert_eq!(found.len(), 1);
    guest.me().get().await?;
    assert!(
        !guest
            .notifications()
            .list(&PageQuery::default())
            .await?
            .items
            .is_empty()
    );
    assert_eq!(guest.me().workplaces().await?.items.len(), 0);
    assert_eq!(kitchen.owner.me().workplaces().await?.items.len(), 1);
    assert!(guest.deliveries().list().await?.items.is_empty());
    // Where the courier is, nobody can be told meanwhile; the courier hears so, and when to try again.
    let refused = courier
        .deliveries()
        .report_position(delivery.id, &position(delivery, 2))
        .await;
    let refused = refused.expect_err("there is no place for it");
    assert_eq!(refused.code(), Some(&ErrorCode::Unavailable), "{refused}");
    assert!(refused.retry_after().is_some());
    let board = kitchen.owner.board(id);
    // The bus is there: the order arrives, and staff can move it.
    kitchen.shows(new.id, OrderStatus::Placed).await?;
    assert!(!board.list(&BoardQuery::default()).await?.items.is_empty());
    board.accept(new.id, &AcceptRequest { ready_in_minutes: 20 }).await?;
    eventually(|| async {
        let order = guest.orders().get(new.id).await?;
        anyhow::ensure!(order.status == OrderStatus::Accepted, "it is {}", order.status.as_str());
        Ok(())
    })
    .await?;
    engines.redis.restart()?;
    fleet.ready().await?;
    // Empty, and yet nothing is missing; live again.
    reaches(guest, new.id, OrderStatus::Accepted).await?;
    kitchen.shows(new.id, OrderStatus::Accepted).await?;
    told_and_seen(courier, guest, delivery, 3).await
}

/// A command whose database cannot be written is told to come back, and nothing else suffers.
#[expect(clippy::expect_used, reason = "a part of the test")]
async fn without_sql(fleet: &Fleet, sqlserver: Option<&Proxy>, kitchen: &Kitchen, guest: &FoodWala) -> Result<()> {
    let request = kitchen.order_of(guest, kitchen.basket(1, Fulfilment::Pickup)).await?;
    let hasty = FoodWala::builder()
        .base_url(fleet.url())
        .retries(RetryPolicy::NEVER)
        .build()?;
    hasty
        .auth()
        .login(&foodwala_sdk::contract::auth::LoginRequest {
            email: "guest-0@town.example".to_owned(),
            password: "correct horse battery".to_owned(),
        })
        .await?;
    // The read model has been empty: what it lacks is made from SQL.
    hasty.me().get().await?;
    hasty.orders().list(&PageQuery::default()).await?;
    let outage = Outage::begin(fleet, sqlserver).await?;
    let refused = hasty
        .orders()
        .place(&request)
        .await
        .expect_err("nobody can write it down");
    assert_eq!(refused.code(), Some(&ErrorCode::Unavailable), "{refused}");
    assert!(refused.retry_after().is_some());
    // Other services, and reads, go on.
    hasty.me().get().await?;
    hasty.orders().list(&PageQuery::default()).await?;
    outage.end().await;
    eventually(|| async { guest.orders().place(&request).await }).await?;
    Ok(())
}

/// A process that starts while SQL Server is away waits for it.
async fn before_sql(fleet: &mut Fleet, sqlserver: &Proxy) -> Result<()> {
    let log = fleet.log("reporting");
    let waits = || async {
        let said = std::fs::read_to_string(&log)?;
        anyhow::ensure!(said.contains("the start waits for it"), "{said}");
        Ok(())
    };
    sqlserver.set(Line::Cut);
    fleet.restart("reporting").await?;
    eventually(waits).await?;
    sqlserver.set(Line::Open);
    fleet.until_readyz("reporting", |said| said.status == "ready").await
}

/// Orders cannot be written down.
enum Outage<'a> {
    /// SQL Server cannot be reached, by any service.
    Unreachable(&'a Proxy),
    /// Another process holds the only writer's place of the orders' file.
    Taken(Database, Tx),
}

impl<'a> Outage<'a> {
    async fn begin(fleet: &Fleet, sqlserver: Option<&'a Proxy>) -> Result<Self> {
        if let Some(proxy) = sqlserver {
            proxy.set(Line::Cut);
            return Ok(Self::Unreachable(proxy));
        }
        let directory = fleet.database().directory.clone();
        let orders = Database::sqlite(SqliteConfig { directory }, "orders").await?;
        let writer = orders.begin().await?;
        Ok(Self::Taken(orders, writer))
    }

    async fn end(self) {
        match self {
            Self::Unreachable(proxy) => proxy.set(Line::Open),
            Self::Taken(orders, writer) => {
                drop(writer);
                orders.close().await;
            }
        }
    }
}
