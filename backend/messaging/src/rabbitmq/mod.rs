//! The bus on RabbitMQ: one topic exchange, a quorum queue per consumer, retries by time-to-live, error queues.
//!
//! A confirmation means that the broker has the message on disk in every queue that subscribes to its type; from then
//! on the queues are what keeps it, and no longer the outbox. A message whose type no queue is bound to is confirmed,
//! counted, and its type logged once. So a process declares the queues of every consumer of the platform, its own and
//! those that it is told of ([`RabbitMqBusBuilder::expect`]), before it publishes: an event waits in its queue even if
//! its consumer has never run.
//!
//! A message that fails for a passing reason waits in a retry queue. Meanwhile the later ones of its subject are
//! handled: a subject's order holds for first deliveries.
//!
//! | file | holds |
//! |---|---|
//! | `topology` | names and arguments of the exchange and the queues |
//! | `link` | a connection that is made again when it is lost |
//! | `publisher` | messages on their way out, and their confirmations |
//! | `intake` | deliveries, and what becomes of them |
//! | `envelope` | properties and headers |
//! | `dead_letters` | the error queues |
//!
//! The library reports a lost connection as an error of its own, and a returned message with its body. Logs hold no
//! bodies: the process that sets up logging adds [`LOG_DIRECTIVE`].

mod config;
mod dead_letters;
mod envelope;
mod intake;
mod link;
mod publisher;
mod topology;

use std::collections::HashSet;
use std::num::NonZeroUsize;
use std::sync::Arc;

use async_trait::async_trait;
use tokio::sync::Mutex;
use tokio::task::JoinSet;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::bus::{Bus, Confirmation, PublishError, StartError};
use crate::consumer::{Consumer, Subscription};
use crate::dead_letters::{DeadLetter, DeadLetterError, DeadLetterQuery};
use crate::message::Message;
use crate::retry::RetryPolicy;
use crate::{SharedClock, lanes, telemetry};

pub use config::RabbitMqConfig;
pub use dead_letters::RabbitMqDeadLetters;

use self::intake::{Intake, Workshop};
use self::link::{Link, LinkError};
use self::publisher::Publisher;
use self::topology::Topology;

/// The name of this engine in OpenTelemetry's conventions.
const SYSTEM: &str = "rabbitmq";

/// The `tracing` filter directive that keeps message bodies, and what is logged here anyway, out of the log.
pub const LOG_DIRECTIVE: &str = "lapin=off";

/// Prepares a [`RabbitMqBus`]: all consumers of this process are known before its first message.
pub struct RabbitMqBusBuilder {
    config: RabbitMqConfig,
    clock: SharedClock,
    retry: RetryPolicy,
    consumers: Vec<Consumer>,
    elsewhere: Vec<Subscription>,
}

impl RabbitMqBusBuilder {
    /// When failed messages are tried again. Its delays become queues.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Adds a consumer.
    #[must_use]
    pub fn subscribe(mut self, consumer: Consumer) -> Self {
        self.consumers.push(consumer);
        self
    }

    /// Adds consumers.
    #[must_use]
    pub fn subscribe_all(mut self, consumers: impl IntoIterator<Item = Consumer>) -> Self {
        self.consumers.extend(consumers);
        self
    }

    /// Declares the queues of consumers that run in other processes too, so that no message goes by one that has not been
    /// started yet.
    #[must_use]
    pub fn expect(mut self, subscriptions: impl IntoIterator<Item = Subscription>) -> Self {
        self.elsewhere.extend(subscriptions);
        self
    }

    /// Starts connecting, on the current Tokio runtime. The broker need not be there yet; until it is, messages stay in
    /// their outboxes.
    pub fn start(self) -> Result<RabbitMqBus, StartError> {
        let Self {
            config,
            clock,
            retry,
            consumers,
            elsewhere,
        } = self;
        let mut names = HashSet::new();
        for consumer in &consumers {
            if !names.insert(consumer.queue().clone()) {
                return Err(StartError::DuplicateQueue(consumer.queue().clone()));
            }
            telemetry::expect(consumer.queue(), consumer.types());
        }
        let backoff = config.reconnect();
        let topology = Arc::new(Topology::new(&config.exchange, &config.queue_prefix, &retry.delays));
        let queues = consumers.iter().map(|consumer| consumer.queue().clone());
        let dead_letters = RabbitMqDeadLetters::new(&config, queues);
        let link = Link::new(&config, "foodwala publisher");
        let mut subscriptions: Vec<_> = consumers.iter().map(Consumer::subscription).collect();
        subscriptions.extend(
            elsewhere
                .into_iter()
                .filter(|elsewhere| !names.contains(elsewhere.queue())),
        );
        let publisher = Arc::new(Publisher::new(link, topology.clone(), subscriptions, backoff));
        let stop = CancellationToken::new();
        let workshop = Arc::new(Workshop {
            link: Link::new(&config, "foodwala consumers"),
            topology,
            publisher: publisher.clone(),
            clock,
            retry,
            prefetch: config.prefetch.get(),
            lanes: NonZeroUsize::from(config.lanes),
            backoff,
            stop: stop.clone(),
        });
        let mut publishing = JoinSet::new();
        publishing.spawn(publisher.clone().run());
        let mut intakes = JoinSet::new();
        for consumer in consumers {
            intakes.spawn(Intake::new(consumer, workshop.clone()).run());
        }
        Ok(RabbitMqBus {
            publisher,
            workshop,
            dead_letters,
            running: Mutex::new(Running { intakes, publishing }),
            _stop_on_drop: stop.drop_guard(),
        })
    }
}

/// The bus on RabbitMQ.
pub struct RabbitMqBus {
    publisher: Arc<Publisher>,
    workshop: Arc<Workshop>,
    dead_letters: RabbitMqDeadLetters,
    running: Mutex<Running>,
    _stop_on_drop: DropGuard,
}

struct Running {
    intakes: JoinSet<()>,
    publishing: JoinSet<()>,
}

impl RabbitMqBus {
    /// A bus on the broker that `config` names; `config` has no [faults](RabbitMqConfig::faults).
    pub fn builder(config: RabbitMqConfig, clock: SharedClock) -> RabbitMqBusBuilder {
        RabbitMqBusBuilder {
            config,
            clock,
            retry: RetryPolicy::default(),
            consumers: Vec::new(),
            elsewhere: Vec::new(),
        }
    }

    /// Declares the exchange and the queues of these consumers, once, now.
    ///
    /// # Errors
    /// When the broker cannot be reached or does not agree.
    pub async fn declare(
        config: &RabbitMqConfig,
        subscriptions: impl IntoIterator<Item = Subscription>,
    ) -> Result<(), PublishError> {
        let link = Link::new(config, "foodwala set-up");
        let topology = Topology::new(&config.exchange, &config.queue_prefix, &RetryPolicy::default().delays);
        let declared = async {
            let channel = link.channel().await?;
            topology.declare_exchange(&channel).await?;
            for subscription in subscriptions {
                topology.declare(&channel, &subscription).await?;
            }
            Ok::<_, LinkError>(())
        };
        let declared = declared.await;
        link.close().await;
        declared.map_err(|error| PublishError::Unavailable(error.boxed()))
    }

    /// Waits until the broker is there and has the queues of all consumers: from then on messages can be sent.
    pub async fn connected(&self) {
        self.publisher.connected().await;
    }
}

#[async_trait]
impl Bus for RabbitMqBus {
    fn system(&self) -> &'static str {
        SYSTEM
    }

    async fn send(&self, message: Message) -> Result<Confirmation, PublishError> {
        if self.workshop.stop.is_cancelled() {
            return Err(PublishError::Stopped);
        }
        self.publisher.send(&message)
    }

    async fn ping(&self) -> Result<(), PublishError> {
        if self.publisher.is_connected() {
            Ok(())
        } else {
            Err(PublishError::Unavailable(LinkError::NotConnected.boxed()))
        }
    }

    async fn dead_letters(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.dead_letters.list(query).await
    }

    async fn dead_letter(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        self.dead_letters.show(id).await
    }

    async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError> {
        self.dead_letters.replay(id).await
    }

    async fn stop(&self) {
        self.workshop.stop.cancel();
        let mut running = self.running.lock().await;
        // Each ends its handlers within a bound of its own. They may still have messages to set aside, so the publisher
        // stays until they are done.
        while running.intakes.join_next().await.is_some() {}
        self.workshop.link.close().await;
        self.publisher.stop();
        lanes::finish(&mut running.publishing).await;
        self.dead_letters.close().await;
    }
}
