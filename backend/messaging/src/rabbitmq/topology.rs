//! The exchange and the queues, and how they hang together. Declaring is idempotent.
//!
//! For a consumer of the queue `q`:
//!
//! | queue | holds | goes on to |
//! |---|---|---|
//! | `q` | what the consumer has yet to handle; bound to the exchange by type | |
//! | `q.retry.<ms>` | what failed for a passing reason, for that many milliseconds | `q` |
//! | `q.error` | dead letters | `q`, when replayed |
//!
//! All are quorum queues: what is confirmed survives the loss of a node, and what moves from queue to queue inside the
//! broker does so with confirmations (`at-least-once`). A queue's arguments cannot be changed, so its delay is part of
//! a retry queue's name: under another policy other queues are made, and the old ones run empty by themselves.

use std::time::Duration;

use lapin::options::{ExchangeDeclareOptions, QueueBindOptions, QueueDeclareOptions};
use lapin::types::{AMQPValue, FieldTable, ShortString};
use lapin::{Channel, ExchangeKind};

use crate::consumer::Subscription;

/// Deliveries of a message that end without an answer, that is with the loss of the consumer, before the broker itself
/// sets it aside: a message that kills every process that takes it must not do so forever. Newer brokers have a limit
/// of 20 unless told.
const DELIVERIES: i64 = 100;
/// Looking at dead letters counts as a delivery too.
const NO_LIMIT: i64 = 2_000_000_000;

/// Names, and what is declared under them.
pub(super) struct Topology {
    exchange: ShortString,
    prefix: String,
    delays: Vec<Duration>,
}

impl Topology {
    /// `delays` are those of the retry policy.
    pub fn new(exchange: &str, prefix: &str, delays: &[Duration]) -> Self {
        let mut delays = delays.to_vec();
        delays.sort_unstable();
        delays.dedup();
        Self {
            exchange: exchange.into(),
            prefix: prefix.to_owned(),
            delays,
        }
    }

    pub fn exchange(&self) -> ShortString {
        self.exchange.clone()
    }

    pub fn queue(&self, consumer: &str) -> String {
        format!("{}{consumer}", self.prefix)
    }

    pub fn error_queue(&self, consumer: &str) -> String {
        format!("{}{consumer}.error", self.prefix)
    }

    pub fn retry_queue(&self, consumer: &str, delay: Duration) -> String {
        format!("{}{consumer}.retry.{}", self.prefix, delay.as_millis())
    }

    pub async fn declare_exchange(&self, channel: &Channel) -> Result<(), lapin::Error> {
        let options = ExchangeDeclareOptions {
            durable: true,
            ..ExchangeDeclareOptions::default()
        };
        channel
            .exchange_declare(self.exchange(), ExchangeKind::Topic, options, FieldTable::default())
            .await
    }

    /// The queues of a consumer, bound to its types.
    pub async fn declare(&self, channel: &Channel, subscription: &Subscription) -> Result<(), lapin::Error> {
        let name = subscription.queue();
        let queue = self.queue(name);
        declare(
            channel,
            &self.error_queue(name),
            [("x-delivery-limit", NO_LIMIT.into())],
        )
        .await?;
        let arguments = [
            ("x-single-active-consumer", true.into()),
            ("x-delivery-limit", DELIVERIES.into()),
        ];
        let to_error = on_to(&self.error_queue(name));
        declare(channel, &queue, arguments.into_iter().chain(to_error)).await?;
        for delay in &self.delays {
            let millis = i64::try_from(delay.as_millis()).unwrap_or(i64::MAX);
            let arguments = [("x-message-ttl", millis.into())].into_iter().chain(on_to(&queue));
            declare(channel, &self.retry_queue(name, *delay), arguments).await?;
        }
        for kind in subscription.types() {
            channel
                .queue_bind(
                    queue.as_str().into(),
                    self.exchange(),
                    (*kind).into(),
                    QueueBindOptions::default(),
                    FieldTable::default(),
                )
                .await?;
        }
        Ok(())
    }
}

/// The arguments that make a queue pass on what it gives up, without loss.
fn on_to(queue: &str) -> [(&'static str, AMQPValue); 4] {
    let text = |text: &str| AMQPValue::LongString(text.into());
    [
        ("x-dead-letter-exchange", text("")),
        ("x-dead-letter-routing-key", text(queue)),
        ("x-dead-letter-strategy", text("at-least-once")),
        ("x-overflow", text("reject-publish")),
    ]
}

async fn declare(
    channel: &Channel,
    queue: &str,
    arguments: impl IntoIterator<Item = (&'static str, AMQPValue)>,
) -> Result<(), lapin::Error> {
    let mut table = FieldTable::default();
    table.insert("x-queue-type".into(), AMQPValue::LongString("quorum".into()));
    for (name, value) in arguments {
        table.insert(name.into(), value);
    }
    let options = QueueDeclareOptions {
        durable: true,
        ..QueueDeclareOptions::default()
    };
    channel.queue_declare(queue.into(), options, table).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_queue_is_for() {
        let second = Duration::from_secs(1);
        let topology = Topology::new("events", "town.", &[second, second]);
        assert_eq!(topology.queue("orders.projection"), "town.orders.projection");
        assert_eq!(
            topology.error_queue("orders.projection"),
            "town.orders.projection.error"
        );
        assert_eq!(topology.retry_queue("a", second), "town.a.retry.1000");
        assert_eq!(topology.delays, [second]);
    }
}
