//! A broker that is killed, and a line that is cut, under a relay at work.

use std::sync::Arc;
use std::time::Duration;

use foodwala_database::Database;
use foodwala_messaging::conformance::{Rang, Script, soon};
use foodwala_messaging::retry::Backoff;
use foodwala_messaging::{Bus, RabbitMqBus, RabbitMqConfig, Relay, RelayConfig, outbox};
use foodwala_test_engines::RabbitMq;
use tokio::sync::watch;
use tokio::task::{JoinHandle, block_in_place};
use tokio_util::sync::CancellationToken;

use super::proxy::Proxy;
use super::{OnRabbitMq, config, started};
use crate::support::{NOW, clock, database, unsent};

/// A broker takes its time to come back.
const LIMIT: Duration = Duration::from_secs(240);
const BELLS: u32 = 20;
/// Messages appended in one transaction.
const BATCH: usize = 20;
/// Messages appended and not yet tried.
const AHEAD: usize = 150;

/// A relay from one service's outbox over a broker to another service's handler.
struct Road {
    orders: Database,
    restaurants: Database,
    bus: Arc<RabbitMqBus>,
    tries: watch::Receiver<usize>,
    shutdown: CancellationToken,
    relay: JoinHandle<()>,
    feeding: JoinHandle<()>,
}

/// Appends to the outbox, never so far ahead of the handler that the relay could be done before the next failure.
async fn feed(orders: Database, messages: u32, mut tries: watch::Receiver<usize>) {
    let numbers: Vec<_> = (0..messages).collect();
    for (batch, numbers) in numbers.chunks(BATCH).enumerate() {
        let near = |tries: &usize| tries + AHEAD >= batch * BATCH;
        tries.wait_for(near).await.unwrap();
        let mut tx = orders.begin().await.unwrap();
        for number in numbers.iter().copied() {
            let bell = format!("bell {}", number % BELLS);
            outbox::append(&mut tx, &Rang { bell, number }, NOW).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

impl Road {
    async fn open(config: RabbitMqConfig, messages: u32) -> Self {
        let (orders, restaurants) = (database("orders").await, database("restaurants").await);
        let (tried, tries) = watch::channel(0);
        let feeding = tokio::spawn(feed(orders.clone(), messages, tries.clone()));
        let script = Script::new(move |_, before| {
            tried.send_replace(before + 1);
            Ok(())
        });
        let builder = RabbitMqBus::builder(config, clock()).retry(soon());
        let bus = started(builder.subscribe(script.consumer("restaurants.board", &restaurants))).await;
        let shutdown = CancellationToken::new();
        let backoff = Backoff {
            first: Duration::from_millis(20),
            longest: Duration::from_millis(500),
        };
        let relay = Relay::new(orders.clone(), bus.clone(), clock()).with(RelayConfig {
            poll: Duration::from_millis(50),
            in_flight: 200,
            backoff,
            ..RelayConfig::default()
        });
        Self {
            relay: tokio::spawn(relay.run(shutdown.clone())),
            feeding,
            orders,
            restaurants,
            bus,
            tries,
            shutdown,
        }
    }

    async fn tried(&mut self, count: usize) {
        let enough = self.tries.wait_for(|tries| *tries >= count);
        tokio::time::timeout(LIMIT, enough).await.unwrap().unwrap();
    }

    async fn effects(&self) -> u32 {
        let mut effects = 0;
        for bell in 0..BELLS {
            effects += Script::effects(&self.restaurants, &format!("bell {bell}")).await;
        }
        effects
    }

    /// Waits for every effect, and sees that each is there once.
    async fn close(self, messages: u32) {
        let all = async {
            while self.effects().await < messages || unsent(&self.orders).await > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let in_time = tokio::time::timeout(LIMIT, all).await.is_ok();
        let (effects, unsent) = (self.effects().await, unsent(&self.orders).await);
        assert!(in_time, "{effects} effects of {messages}, {unsent} unsent");
        self.feeding.await.unwrap();
        self.shutdown.cancel();
        self.relay.await.unwrap();
        self.bus.stop().await;
        for bell in 0..BELLS {
            let effects = Script::effects(&self.restaurants, &format!("bell {bell}")).await;
            assert_eq!(effects, messages / BELLS);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_broker_loses_and_doubles_nothing() {
    const MESSAGES: u32 = 2_000;
    let Some(mut broker) = block_in_place(RabbitMq::start).unwrap() else {
        return;
    };
    let mut road = Road::open(config(&broker.url()), MESSAGES).await;
    for killed_at in [200, 900] {
        road.tried(killed_at).await;
        broker.kill().unwrap();
        block_in_place(|| broker.restart()).unwrap();
    }
    road.close(MESSAGES).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cut_line_loses_and_doubles_nothing() {
    const MESSAGES: u32 = 1_000;
    let Some(OnRabbitMq { url }) = OnRabbitMq::shared().await else {
        return;
    };
    let (before, after) = url.split_once('@').unwrap();
    let (host, vhost) = after.split_once('/').unwrap();
    let proxy = Proxy::to(host.to_owned()).await;
    let mut road = Road::open(config(&format!("{before}@{}/{vhost}", proxy.address())), MESSAGES).await;
    for cut_at in [50, 300, 600] {
        road.tried(cut_at).await;
        assert!(proxy.cut() > 0);
    }
    road.close(MESSAGES).await;
}
