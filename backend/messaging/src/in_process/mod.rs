//! The embedded bus: queues are lanes of tasks in this process. It keeps nothing of its own but dead letters; until
//! every consumer has handled a message durably, the message is safe in the outbox it came from, and only there.

mod lane;
mod queue;
mod replay;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use foodwala_database::Database;
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinSet;
use tokio_util::sync::{CancellationToken, DropGuard};
use uuid::Uuid;

use crate::bus::{Bus, Confirmation, PublishError, StartError};
use crate::consumer::Consumer;
use crate::dead_letters::{DeadLetter, DeadLetterError, DeadLetterQuery, DeadLetters};
use crate::message::Message;
use crate::retry::RetryPolicy;
use crate::{SharedClock, lanes, telemetry};

use self::queue::{Queue, Settled, Workshop};
use self::replay::Replayer;

/// The name of this engine in OpenTelemetry's conventions.
const SYSTEM: &str = "in_process";

/// Prepares an [`InProcessBus`]: all consumers are known before the first message.
pub struct InProcessBusBuilder {
    dead_letters: DeadLetters,
    clock: SharedClock,
    retry: RetryPolicy,
    lanes: NonZeroUsize,
    replay_poll: Duration,
    consumers: Vec<Consumer>,
}

impl InProcessBusBuilder {
    /// When failed messages are tried again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many messages of different subjects each consumer handles at a time; 16 unless told.
    #[must_use]
    pub fn lanes(mut self, lanes: NonZeroUsize) -> Self {
        self.lanes = lanes;
        self
    }

    /// How often to look for replays that another process asks for; every second unless told.
    #[must_use]
    pub fn replay_poll(mut self, every: Duration) -> Self {
        self.replay_poll = every;
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

    /// Starts the lanes, on the current Tokio runtime.
    pub fn start(self) -> Result<InProcessBus, StartError> {
        let stop = CancellationToken::new();
        let mut tasks = JoinSet::new();
        let workshop = Arc::new(Workshop {
            dead_letters: self.dead_letters.clone(),
            clock: self.clock.clone(),
            retry: self.retry,
            stop: stop.clone(),
        });
        let mut by_name = HashMap::new();
        let mut by_type: HashMap<&'static str, Vec<Arc<Queue>>> = HashMap::new();
        for consumer in self.consumers {
            let Entry::Vacant(vacant) = by_name.entry(consumer.queue().clone()) else {
                return Err(StartError::DuplicateQueue(consumer.queue().clone()));
            };
            telemetry::expect(consumer.queue(), consumer.types());
            let queue = Arc::new(Queue::start(&consumer, self.lanes, &workshop, &mut tasks));
            for kind in consumer.types() {
                by_type.entry(kind).or_default().push(queue.clone());
            }
            vacant.insert(queue);
        }
        let replay_requested = Arc::new(Notify::new());
        let replayer = Replayer::new(workshop, by_name, replay_requested.clone(), self.replay_poll);
        tasks.spawn(replayer.run());
        Ok(InProcessBus {
            by_type,
            dead_letters: self.dead_letters,
            clock: self.clock,
            replay_requested,
            tasks: Mutex::new(tasks),
            _stop_on_drop: stop.clone().drop_guard(),
            stop,
        })
    }
}

/// The embedded bus. A confirmation resolves once every subscribed consumer has handled the message durably, or the bus
/// has stored it as a dead letter of that consumer. A message that waits for a redelivery holds back the later ones of
/// its subject in that queue, and no others; as long as it waits it takes a place among those that its relay has in flight.
pub struct InProcessBus {
    by_type: HashMap<&'static str, Vec<Arc<Queue>>>,
    dead_letters: DeadLetters,
    clock: SharedClock,
    replay_requested: Arc<Notify>,
    tasks: Mutex<JoinSet<()>>,
    stop: CancellationToken,
    _stop_on_drop: DropGuard,
}

impl InProcessBus {
    /// A bus that keeps its dead letters in `database` (schema `bus`, migrated).
    pub fn builder(database: Database, clock: SharedClock) -> InProcessBusBuilder {
        InProcessBusBuilder {
            dead_letters: DeadLetters::new(database),
            clock,
            retry: RetryPolicy::default(),
            lanes: NonZeroUsize::MIN.saturating_add(15),
            replay_poll: Duration::from_secs(1),
            consumers: Vec::new(),
        }
    }
}

#[async_trait]
impl Bus for InProcessBus {
    fn system(&self) -> &'static str {
        SYSTEM
    }

    async fn send(&self, message: Message) -> Result<Confirmation, PublishError> {
        if self.stop.is_cancelled() {
            return Err(PublishError::Stopped);
        }
        let Some(queues) = self.by_type.get(message.kind.as_str()) else {
            telemetry::unroutable(&message.kind);
            return Ok(Confirmation::new(std::future::ready(Ok(()))));
        };
        let message = Arc::new(message);
        let settlements: Vec<_> = queues.iter().map(|queue| queue.deliver(message.clone())).collect();
        Ok(Confirmation::new(async move {
            // All are awaited even after a failure: the message is sent again only when nobody is at it any more.
            let mut outcome = Ok(());
            for settlement in settlements {
                match settlement.await {
                    Ok(Settled::Handled | Settled::SetAside) => {}
                    Err(error) => outcome = Err(error),
                }
            }
            outcome
        }))
    }

    async fn dead_letters(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        self.dead_letters.list(query).await
    }

    async fn dead_letter(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        self.dead_letters.show(id).await
    }

    async fn replay(&self, id: Uuid) -> Result<(), DeadLetterError> {
        self.dead_letters.replay(id, self.clock.now()).await?;
        self.replay_requested.notify_one();
        Ok(())
    }

    async fn stop(&self) {
        self.stop.cancel();
        lanes::finish(&mut *self.tasks.lock().await).await;
    }
}
