//! Messages through a private RabbitMQ: the relay from outbox to broker beside plain publishing, and the inbox.

use crate::report::Report;
use anyhow::{Context, ensure};
use async_trait::async_trait;
use foodwala_clock::{Clock, SystemClock};
use foodwala_contract::events::Event;
use foodwala_database::{Database, Tx};
use foodwala_messaging::{
    Bus, ConsumeError, Consumer, Handler, Message, RabbitMqBus, RabbitMqConfig, Relay, SharedClock, Subscription,
    outbox,
};
use foodwala_test_engines::RabbitMq;
use futures_util::{StreamExt, stream::FuturesUnordered};
use lapin::{
    BasicProperties, Channel, Connection, ConnectionProperties,
    options::{BasicPublishOptions, ConfirmSelectOptions, QueuePurgeOptions},
};
use serde::{Deserialize, Serialize};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::block_in_place;
use tokio_util::sync::CancellationToken;

/// Messages of each run.
const MESSAGES: u32 = 20_000;
/// Runs of each kind, in turns; the middle one counts.
const RUNS: usize = 5;
/// Published and not yet confirmed, as many as a relay has.
const IN_FLIGHT: usize = 1024;
const POLL: Duration = Duration::from_millis(5);
/// The consumer whose queue everything goes to.
const QUEUE: &str = "bench.bells";

/// An event of the size of an order's.
#[derive(Serialize, Deserialize)]
struct Rang {
    bell: u32,
    text: String,
}

impl Event for Rang {
    const TYPE: &'static str = "foodwala.bench.rang.v1";

    fn subject(&self) -> String {
        self.bell.to_string()
    }
}

impl Rang {
    fn number(number: u32) -> Self {
        Self {
            bell: number % 500,
            text: "x".repeat(1000),
        }
    }
}

struct Count(Arc<AtomicU32>);

#[async_trait]
impl Handler for Count {
    async fn handle(&self, message: &Message, _tx: &mut Tx) -> Result<(), ConsumeError> {
        message.decode::<Rang>()?;
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Measures, if RabbitMQ is installed.
pub async fn measure(report: &mut Report) -> anyhow::Result<()> {
    let Some(broker) = block_in_place(RabbitMq::start)? else {
        return Ok(());
    };
    let clock: SharedClock = Arc::new(SystemClock);
    let config = RabbitMqConfig {
        url: broker.url().into(),
        ..RabbitMqConfig::default()
    };
    RabbitMqBus::declare(&config, [Subscription::new(QUEUE, &[Rang::TYPE])]).await?;
    let connection = Connection::connect(&broker.url(), ConnectionProperties::default()).await?;
    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let bus = Arc::new(RabbitMqBus::builder(config.clone(), Arc::clone(&clock)).start()?);
    bus.connected().await;

    let (mut plain, mut relayed) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        plain.push(publish(&channel, &config).await?);
        empty(&channel).await?;
        relayed.push(relay(Arc::clone(&bus) as Arc<dyn Bus>, &clock).await?);
        empty(&channel).await?;
    }
    let (plain, relayed) = (middle(plain), middle(relayed));
    report.row("plain publishing with confirms (lapin)", format!("{plain:.0}/s"), "");
    report.row(
        "relay: outbox → RabbitMQ, confirmed and marked",
        format!("{relayed:.0}/s, {:.0} % of plain", 100.0 * relayed / plain),
        "≥ 80 % of plain",
    );

    let mut handled = Vec::new();
    for _ in 0..RUNS {
        publish(&channel, &config).await?;
        handled.push(handle(&config, &clock).await?);
    }
    let handled = middle(handled);
    report.row(
        "inbox: RabbitMQ → effect and inbox row committed",
        format!("{handled:.0}/s"),
        "≥ 5000/s",
    );
    bus.stop().await;
    Ok(())
}

/// Publishes without a platform around it.
async fn publish(channel: &Channel, config: &RabbitMqConfig) -> anyhow::Result<f64> {
    let now = SystemClock.now();
    let mut bodies = Vec::new();
    for number in 0..MESSAGES {
        let id = foodwala_clock::new_id(now);
        bodies.push((
            id,
            Message::of(id, "bench", &Rang::number(number), now, None)?.to_json()?,
        ));
    }
    let begun = Instant::now();
    let mut confirmations = FuturesUnordered::new();
    for (id, body) in &bodies {
        let sent = channel.basic_publish(
            config.exchange.as_str().into(),
            Rang::TYPE.into(),
            BasicPublishOptions {
                mandatory: true,
                immediate: false,
            },
            body,
            BasicProperties::default()
                .with_delivery_mode(2)
                .with_content_type("application/cloudevents+json".into())
                .with_message_id(id.to_string().into())
                .with_type(Rang::TYPE.into()),
        );
        confirmations.push(sent.await?);
        while confirmations.len() >= IN_FLIGHT {
            let confirmed = confirmations.next().await.context("one is in flight")??;
            ensure!(confirmed.is_ack(), "the broker did not take a message");
        }
    }
    while let Some(confirmed) = confirmations.next().await {
        ensure!(confirmed?.is_ack(), "the broker did not take a message");
    }
    Ok(rate(begun))
}

/// Lets a relay empty an outbox.
async fn relay(bus: Arc<dyn Bus>, clock: &SharedClock) -> anyhow::Result<f64> {
    let orders = Database::sqlite_temporary("orders").await?;
    let mut tx = orders.begin().await?;
    for number in 0..MESSAGES {
        outbox::append(&mut tx, &Rang::number(number), clock.now()).await?;
    }
    tx.commit().await?;
    let stop = CancellationToken::new();
    let begun = Instant::now();
    let relay = Relay::new(orders.clone(), bus, Arc::clone(clock)).run(stop.clone());
    let relay = tokio::spawn(relay);
    while outbox::backlog(&orders).await?.unsent > 0 {
        tokio::time::sleep(POLL).await;
    }
    let rate = rate(begun);
    stop.cancel();
    relay.await?;
    Ok(rate)
}

/// Handles what is in the queue.
async fn handle(config: &RabbitMqConfig, clock: &SharedClock) -> anyhow::Result<f64> {
    let restaurants = Database::sqlite_temporary("restaurants").await?;
    let count = Arc::new(AtomicU32::new(0));
    let consumer = Consumer::new(QUEUE, &[Rang::TYPE], restaurants, Count(Arc::clone(&count)));
    let begun = Instant::now();
    let bus = RabbitMqBus::builder(config.clone(), Arc::clone(clock))
        .subscribe(consumer)
        .start()?;
    while count.load(Ordering::Relaxed) < MESSAGES {
        tokio::time::sleep(POLL).await;
    }
    let rate = rate(begun);
    bus.stop().await;
    Ok(rate)
}

async fn empty(channel: &Channel) -> anyhow::Result<()> {
    let left = channel.queue_purge(QUEUE.into(), QueuePurgeOptions::default()).await?;
    ensure!(left == MESSAGES, "{left} of {MESSAGES} messages reached the queue");
    Ok(())
}

fn rate(begun: Instant) -> f64 {
    f64::from(MESSAGES) / begun.elapsed().as_secs_f64()
}

fn middle(mut rates: Vec<f64>) -> f64 {
    rates.sort_by(f64::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or_default()
}
