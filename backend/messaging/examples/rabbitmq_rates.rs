#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::allow_attributes,
    clippy::disallowed_methods
)]
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use foodwala_clock::SystemClock;
use foodwala_contract::events::Event;
use foodwala_database::{Database, Tx};
use foodwala_messaging::*;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use lapin::options::*;
use lapin::types::{AMQPValue, FieldTable};
use lapin::*;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Clone)]
struct Rang {
    bell: String,
    text: String,
}
impl Event for Rang {
    const TYPE: &'static str = "foodwala.rates.rang.v1";
    fn subject(&self) -> String {
        self.bell.clone()
    }
}
fn rang(n: u32) -> Rang {
    Rang {
        bell: format!("bell {}", n % 500),
        text: "x".repeat(300),
    }
}
struct Count(Arc<AtomicU32>);
#[async_trait]
impl Handler for Count {
    async fn handle(&self, m: &foodwala_messaging::Message, _: &mut Tx) -> Result<(), ConsumeError> {
        let _: Rang = m.decode()?;
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
fn rate(what: &str, n: u32, began: Instant) {
    let s = began.elapsed().as_secs_f64();
    println!("{what}: {:.0}/s ({n} in {s:.2} s)", f64::from(n) / s);
}

#[tokio::main]
async fn main() {
    let n: u32 = std::env::args().nth(2).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let url = std::env::args().nth(1).unwrap();
    let own = uuid::Uuid::now_v7().simple().to_string();
    let config = RabbitMqConfig {
        url: url.as_str().into(),
        exchange: format!("{own}.events"),
        queue_prefix: format!("{own}."),
        ..Default::default()
    };
    let clock: SharedClock = Arc::new(SystemClock);
    let bus = Arc::new(RabbitMqBus::builder(config.clone(), clock.clone()).start().unwrap());
    bus.connected().await;
    let connection = Connection::connect(&url, ConnectionProperties::default())
        .await
        .unwrap();
    let channel = connection.create_channel().await.unwrap();
    let mut args = FieldTable::default();
    args.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    let q: String = format!("{own}.plain");
    channel
        .queue_declare(
            q.as_str().into(),
            QueueDeclareOptions {
                durable: true,
                ..Default::default()
            },
            args,
        )
        .await
        .unwrap();
    channel
        .queue_bind(
            q.as_str().into(),
            config.exchange.as_str().into(),
            Rang::TYPE.into(),
            Default::default(),
            Default::default(),
        )
        .await
        .unwrap();
    channel.confirm_select(Default::default()).await.unwrap();
    let message = |i| {
        foodwala_messaging::Message::of(uuid::Uuid::now_v7(), "rates", &rang(i), jiff::Timestamp::now(), None).unwrap()
    };

    for _ in 0..3 {
        let body = message(1).to_json().unwrap();
        let began = Instant::now();
        let mut confirms = FuturesUnordered::new();
        for _ in 0..n {
            let c = channel
                .basic_publish(
                    config.exchange.as_str().into(),
                    Rang::TYPE.into(),
                    BasicPublishOptions {
                        mandatory: true,
                        immediate: false,
                    },
                    &body,
                    BasicProperties::default().with_delivery_mode(2),
                )
                .await
                .unwrap();
            confirms.push(c);
            while confirms.len() >= 1024 {
                assert!(confirms.next().await.unwrap().unwrap().is_ack());
            }
        }
        while let Some(c) = confirms.next().await {
            assert!(c.unwrap().is_ack());
        }
        rate("raw lapin, 1024 in flight", n, began);
        channel
            .queue_purge(q.as_str().into(), Default::default())
            .await
            .unwrap();

        let began = Instant::now();
        let mut confirms = FuturesUnordered::new();
        for i in 0..n {
            confirms.push(bus.send(message(i)).await.unwrap());
            while confirms.len() >= 1024 {
                confirms.next().await.unwrap().unwrap();
            }
        }
        while let Some(c) = confirms.next().await {
            c.unwrap();
        }
        rate("bus.send, 1024 in flight", n, began);
        channel
            .queue_purge(q.as_str().into(), Default::default())
            .await
            .unwrap();

        let orders = Database::sqlite_temporary("orders").await.unwrap();
        let mut tx = orders.begin().await.unwrap();
        for i in 0..n {
            outbox::append(&mut tx, &rang(i), jiff::Timestamp::now()).await.unwrap();
        }
        tx.commit().await.unwrap();
        let began = Instant::now();
        let stop = tokio_util::sync::CancellationToken::new();
        let relay = tokio::spawn(Relay::new(orders.clone(), bus.clone(), clock.clone()).run(stop.clone()));
        while outbox::backlog(&orders).await.unwrap().unsent > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        rate("relay, outbox to broker and marked", n, began);
        stop.cancel();
        relay.await.unwrap();
        channel
            .queue_purge(q.as_str().into(), Default::default())
            .await
            .unwrap();
    }
    for _ in 0..2 {
        let restaurants = Database::sqlite_temporary("restaurants").await.unwrap();
        let count = Arc::new(AtomicU32::new(0));
        let own = uuid::Uuid::now_v7().simple().to_string();
        let config = RabbitMqConfig {
            queue_prefix: format!("{own}."),
            ..config.clone()
        };
        let consumers = RabbitMqBus::builder(config, clock.clone())
            .subscribe(Consumer::new(
                "board",
                &[Rang::TYPE],
                restaurants.clone(),
                Count(count.clone()),
            ))
            .start()
            .unwrap();
        consumers.connected().await;
        let began = Instant::now();
        let mut confirms = FuturesUnordered::new();
        for i in 0..n {
            confirms.push(bus.send(message(i)).await.unwrap());
            while confirms.len() >= 1024 {
                confirms.next().await.unwrap().unwrap();
            }
        }
        while let Some(c) = confirms.next().await {
            c.unwrap();
        }
        let sent = count.load(Ordering::Relaxed);
        let began2 = Instant::now();
        while count.load(Ordering::Relaxed) < n {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        rate("published and through the inbox", n, began);
        rate("of these after the last publish", n - sent, began2);
        consumers.stop().await;
    }
    bus.stop().await;
}
