//! What comes from a consumer's queue, and what becomes of it.
//!
//! A session is one subscription on one channel with its lanes. Invariant: a message is acknowledged only after its
//! effect is committed, or after it is safe in a retry or error queue. A lane that can do neither ends the session;
//! whatever is not acknowledged then comes back, in order, to the next session, which begins when the last handler of
//! this one has finished.
//!
//! The queue has a single active consumer: of several processes one gets the messages and the others stand by. Lanes
//! keep the order of a subject within a process, and between two that take turns nothing could. A process that is gone
//! is replaced at once.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Instant;

use futures_util::StreamExt as _;
use lapin::message::Delivery;
use lapin::options::{BasicConsumeOptions, BasicQosOptions};
use lapin::types::{FieldTable, ShortString};
use lapin::{Channel, Consumer as Deliveries};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::SharedClock;
use crate::consumer::Consumer;
use crate::delivery::{self, Round, with_causes};
use crate::lanes::{self, Lanes};
use crate::message::Message;
use crate::retry::{Backoff, RetryPolicy};
use crate::telemetry;

use super::SYSTEM;
use super::envelope::{self, Envelope, Fault};
use super::link::{Link, LinkError, acknowledge};
use super::publisher::Publisher;
use super::topology::Topology;

/// What all consumers of a bus share.
pub(super) struct Workshop {
    pub link: Link,
    pub topology: Arc<Topology>,
    pub publisher: Arc<Publisher>,
    pub clock: SharedClock,
    pub retry: RetryPolicy,
    pub prefetch: u16,
    pub lanes: NonZeroUsize,
    pub backoff: Backoff,
    pub stop: CancellationToken,
}

/// The consuming side of one queue. Cheap to clone.
#[derive(Clone)]
pub(super) struct Intake {
    consumer: Consumer,
    workshop: Arc<Workshop>,
}

/// A delivery with its message, or with the reason why it is none for this consumer.
struct Job {
    delivery: Delivery,
    message: Result<Message, String>,
}

impl Intake {
    pub fn new(consumer: Consumer, workshop: Arc<Workshop>) -> Self {
        Self { consumer, workshop }
    }

    /// One session after the other, until the bus stops.
    pub async fn run(self) {
        let Workshop { stop, backoff, .. } = &*self.workshop;
        let mut failures: u32 = 0;
        while !stop.is_cancelled() {
            let began = Instant::now();
            let Err(error) = self.session().await else { return };
            if began.elapsed() > backoff.longest {
                failures = 0;
            }
            failures = failures.saturating_add(1);
            // The lane has told of what it could not settle.
            if failures == 1 && !matches!(error, LinkError::Unsettled) {
                tracing::warn!(queue = %self.consumer.queue(), error = with_causes(&error), "lost the subscription");
            }
            let _ = stop
                .run_until_cancelled(tokio::time::sleep(backoff.after(failures)))
                .await;
        }
    }

    /// `Ok` when the bus stops.
    async fn session(&self) -> Result<(), LinkError> {
        let Some(channel) = self.workshop.stop.run_until_cancelled(self.channel()).await else {
            return Ok(());
        };
        let channel = channel?;
        let queue = ShortString::from(self.workshop.topology.queue(self.consumer.queue()));
        let options = BasicConsumeOptions::default();
        // Letting go of the deliveries would cancel the subscription, so they are kept to the end.
        let consume = channel.basic_consume(queue, ShortString::default(), options, FieldTable::default());
        let mut deliveries = self.workshop.link.in_time(consume).await?;
        let over = self.workshop.stop.child_token();
        let (lanes, receivers) = Lanes::open(self.workshop.lanes);
        let mut tasks = JoinSet::new();
        for jobs in receivers {
            tasks.spawn(self.clone().lane(jobs, over.clone()));
        }
        let ended = self.receive(&channel, &mut deliveries, &lanes, &over).await;
        over.cancel();
        lanes::finish(&mut tasks).await;
        // What is not acknowledged goes back with the channel, and only now: the process that takes over must not begin
        // with what is still being handled here. A channel that is gone already has done so.
        let _ = channel.close(200, "the consumer stops".into()).await;
        ended
    }

    /// A channel on a broker that has the consumer's queues.
    async fn channel(&self) -> Result<Channel, LinkError> {
        let Workshop { link, topology, .. } = &*self.workshop;
        let channel = link.channel().await?;
        link.in_time(topology.declare_exchange(&channel)).await?;
        link.in_time(topology.declare(&channel, &self.consumer.subscription()))
            .await?;
        let prefetch = self.workshop.prefetch;
        link.in_time(channel.basic_qos(prefetch, BasicQosOptions::default()))
            .await?;
        Ok(channel)
    }

    async fn receive(
        &self,
        channel: &Channel,
        deliveries: &mut Deliveries,
        lanes: &Lanes<Job>,
        over: &CancellationToken,
    ) -> Result<(), LinkError> {
        loop {
            let delivery = tokio::select! {
                () = over.cancelled() => break,
                delivery = deliveries.next() => delivery.ok_or(LinkError::Cancelled)??,
            };
            let message = match Message::from_json(&delivery.data) {
                Ok(message) if self.consumer.types().contains(&message.kind.as_str()) => Ok(message),
                Ok(Message { kind, .. }) => {
                    // Bound by an earlier version of the consumer.
                    let (exchange, key) = (self.workshop.topology.exchange(), ShortString::try_new(kind.as_str()));
                    if let Ok(key) = key {
                        channel
                            .queue_unbind(deliveries.queue(), exchange, key, FieldTable::default())
                            .await?;
                    }
                    Err(format!("the consumer does not subscribe to {kind}"))
                }
                Err(error) => Err(with_causes(&error)),
            };
            let subject = message
                .as_ref()
                .map_or_else(|_| String::new(), |message| message.subject.clone());
            lanes.send(&subject, Job { delivery, message });
        }
        if self.workshop.stop.is_cancelled() {
            Ok(())
        } else {
            Err(LinkError::Unsettled)
        }
    }

    /// Handles one message at a time, until the session is over. What is then left was not acknowledged.
    async fn lane(self, mut jobs: mpsc::UnboundedReceiver<Job>, over: CancellationToken) {
        while let Some(Some(job)) = over.run_until_cancelled(jobs.recv()).await {
            if let Err(error) = self.settle(job, &over).await {
                if !over.is_cancelled() {
                    tracing::warn!(queue = %self.consumer.queue(), error = with_causes(&error), "a message will come back");
                }
                return over.cancel();
            }
        }
    }

    async fn settle(&self, Job { mut delivery, message }: Job, over: &CancellationToken) -> Result<(), LinkError> {
        let Workshop {
            topology,
            publisher,
            clock,
            retry,
            ..
        } = &*self.workshop;
        let queue = self.consumer.queue();
        let mut history = envelope::history(&delivery.properties);
        let message = match message {
            Ok(message) => message,
            Err(reason) => return self.refuse(delivery, &reason).await,
        };
        match delivery::round(SYSTEM, &self.consumer, &message, &mut history, clock, retry, over).await {
            Round::Handled => {}
            Round::Again { after } => {
                let again = Envelope::again(&delivery.properties, std::mem::take(&mut delivery.data), history);
                publisher.put(&topology.retry_queue(queue, after), again).await?;
            }
            Round::Left => return Err(LinkError::Stopping),
            Round::GivenUp { fault } => {
                let reason = Fault {
                    queue,
                    kind: &message.kind,
                    reason: &fault,
                    clock: &**clock,
                };
                let body = std::mem::take(&mut delivery.data);
                let dead = Envelope::dead(&delivery.properties, body, history, &reason);
                publisher.put(&topology.error_queue(queue), dead).await?;
                delivery::became_dead_letter(&self.consumer, &message, history.tries, &fault);
            }
        }
        acknowledge(&delivery).await
    }

    /// Sets aside what is no message for this consumer.
    async fn refuse(&self, mut delivery: Delivery, reason: &str) -> Result<(), LinkError> {
        let queue = self.consumer.queue();
        let kind = envelope::kind(&delivery);
        let mut history = envelope::history(&delivery.properties);
        history.tries = history.tries.saturating_add(1);
        let fault = Fault {
            queue,
            kind: &kind,
            reason,
            clock: &*self.workshop.clock,
        };
        let body = std::mem::take(&mut delivery.data);
        let dead = Envelope::dead(&delivery.properties, body, history, &fault);
        let error_queue = self.workshop.topology.error_queue(queue);
        self.workshop.publisher.put(&error_queue, dead).await?;
        tracing::error!(%queue, "message.type" = kind, error = reason, "a message became a dead letter");
        telemetry::dead(queue, &kind);
        acknowledge(&delivery).await
    }
}
