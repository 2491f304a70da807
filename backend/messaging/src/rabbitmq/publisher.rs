//! Messages on their way to the broker.
//!
//! Invariant: nothing is published before every consumer of the platform has its queues, on this connection's broker,
//! whether it runs in this process or has ever run: no message can go by its subscribers.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use futures_util::future::maybe_done;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{Channel, Confirmation as Answer};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::bus::{Confirmation, PublishError};
use crate::consumer::Subscription;
use crate::delivery::with_causes;
use crate::message::Message;
use crate::retry::Backoff;
use crate::telemetry;

use super::envelope::{self, Envelope};
use super::link::{Link, LinkError, put};
use super::topology::Topology;

/// How often to look whether the connection is still there, when nobody publishes.
const LOOK: Duration = Duration::from_millis(500);
/// A confirmation that takes longer will not come: a broker that lost a queue's leader may forget whom it owes one.
const CONFIRMATION: Duration = Duration::from_secs(30);

/// The channels of one connection, both in confirm mode.
struct Line {
    /// To the exchange. Who publishes holds the lock until the library has queued the message, since it numbers a message
    /// before it queues it: two at a time could get each other's confirmation.
    events: Mutex<Channel>,
    /// To queues by name, one message at a time.
    direct: tokio::sync::Mutex<Channel>,
    /// A confirmation did not come: nothing more is waited for on this connection.
    stalled: AtomicBool,
}

/// The publishing side of the bus.
pub(super) struct Publisher {
    link: Link,
    topology: Arc<Topology>,
    subscriptions: Vec<Subscription>,
    backoff: Backoff,
    line: watch::Sender<Option<Arc<Line>>>,
    /// Something failed: look whether the connection is still there.
    failed: Notify,
    /// Types of which a message had no queue, each logged once.
    unroutable: Mutex<HashSet<String>>,
    stop: CancellationToken,
}

impl Publisher {
    pub fn new(link: Link, topology: Arc<Topology>, subscriptions: Vec<Subscription>, backoff: Backoff) -> Self {
        Self {
            link,
            topology,
            subscriptions,
            backoff,
            line: watch::Sender::new(None),
            failed: Notify::new(),
            unroutable: Mutex::default(),
            stop: CancellationToken::new(),
        }
    }

    /// Keeps a connection until the publisher is stopped.
    pub async fn run(self: Arc<Self>) {
        let mut failures = 0;
        while let Some(opened) = self.stop.run_until_cancelled(self.open()).await {
            match opened {
                Ok(line) => {
                    if failures > 0 {
                        tracing::info!("connected to the broker again");
                        failures = 0;
                    }
                    self.line.send_replace(Some(line.clone()));
                    self.until_lost(&line).await;
                    self.line.send_replace(None);
                    if line.stalled.load(Ordering::Relaxed) {
                        // Whoever waits for a confirmation hears that none will come.
                        self.link.close().await;
                    }
                }
                Err(error) => {
                    if failures == 0 {
                        tracing::warn!(error = with_causes(&error), "cannot connect to the broker");
                    }
                }
            }
            failures = u32::saturating_add(failures, 1);
            let pause = tokio::time::sleep(self.backoff.after(failures));
            let _ = self.stop.run_until_cancelled(pause).await;
        }
        self.link.close().await;
    }

    /// Ends [`run`](Self::run). What is not confirmed by then stays so.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    /// Waits for a connection.
    pub async fn connected(&self) {
        // The sender is `self`, so the channel cannot be closed.
        let _ = self.line.subscribe().wait_for(Option::is_some).await;
    }

    /// Whether there is a connection.
    pub fn is_connected(&self) -> bool {
        self.line.borrow().is_some()
    }

    /// Hands a message to the exchange.
    pub fn send(self: &Arc<Self>, message: &Message) -> Result<Confirmation, PublishError> {
        if self.stop.is_cancelled() {
            return Err(PublishError::Stopped);
        }
        let key = envelope::routing_key(message)?;
        let Envelope { properties, body } = Envelope::of(message)?;
        let Some(line) = self.line.borrow().clone() else {
            return Err(PublishError::Unavailable(LinkError::NotConnected.boxed()));
        };
        let options = BasicPublishOptions {
            mandatory: true,
            immediate: false,
        };
        let exchange = self.topology.exchange();
        let channel = line.events.lock().unwrap_or_else(PoisonError::into_inner);
        let publishing = channel.clone();
        let mut answer = Box::pin(maybe_done(async move {
            let confirm = publishing.basic_publish(exchange, key, options, &body, properties);
            confirm.await?.await
        }));
        // The first poll queues the message, so messages keep the order of these calls; the rest is waiting.
        let _ = answer.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        drop(channel);
        let publisher = self.clone();
        Ok(Confirmation::new(async move {
            if tokio::time::timeout(CONFIRMATION, answer.as_mut()).await.is_err() {
                return Err(PublishError::Unavailable(publisher.stalled(&line).boxed()));
            }
            publisher.confirmed(answer.as_mut().take_output())
        }))
    }

    fn confirmed(&self, answer: Option<lapin::Result<Answer>>) -> Result<(), PublishError> {
        match answer {
            Some(Ok(Answer::Ack(returned))) => {
                // Perhaps that of a neighbour: the library does not say which message a return belongs to.
                if let Some(returned) = returned {
                    self.returned(returned.routing_key.as_str());
                }
                Ok(())
            }
            Some(Ok(Answer::Nack(_) | Answer::NotRequested)) | None => {
                Err(PublishError::Unavailable(LinkError::NotTaken.boxed()))
            }
            Some(Err(error)) => {
                self.failed.notify_one();
                Err(PublishError::Unavailable(Box::new(error)))
            }
        }
    }

    /// Gives up a connection on which an answer is overdue.
    fn stalled(&self, line: &Line) -> LinkError {
        line.stalled.store(true, Ordering::Relaxed);
        self.failed.notify_one();
        LinkError::Timeout
    }

    fn returned(&self, kind: &str) {
        telemetry::unroutable(kind);
        let mut known = self.unroutable.lock().unwrap_or_else(PoisonError::into_inner);
        if known.insert(kind.to_owned()) {
            tracing::warn!("message.type" = kind, "no queue subscribes to a message");
        }
    }

    /// Puts a message into a queue by name; waits for a connection if there is none.
    pub async fn put(&self, queue: &str, envelope: Envelope) -> Result<(), LinkError> {
        let mut lines = self.line.subscribe();
        let connected = self
            .stop
            .run_until_cancelled(lines.wait_for(Option::is_some))
            .await
            .ok_or(LinkError::Stopping)?;
        let line = connected.ok().and_then(|line| line.clone());
        let line = line.ok_or(LinkError::NotConnected)?;
        let channel = line.direct.lock().await;
        match tokio::time::timeout(CONFIRMATION, put(&channel, queue, envelope)).await {
            Ok(done) => done.inspect_err(|_| self.failed.notify_one()),
            Err(_) => Err(self.stalled(&line)),
        }
    }

    async fn open(&self) -> Result<Arc<Line>, LinkError> {
        let (link, options) = (&self.link, ConfirmSelectOptions::default());
        let events = link.channel().await?;
        link.in_time(self.topology.declare_exchange(&events)).await?;
        for subscription in &self.subscriptions {
            link.in_time(self.topology.declare(&events, subscription)).await?;
        }
        link.in_time(events.confirm_select(options)).await?;
        let direct = link.channel().await?;
        link.in_time(direct.confirm_select(options)).await?;
        Ok(Arc::new(Line {
            events: Mutex::new(events),
            direct: tokio::sync::Mutex::new(direct),
            stalled: AtomicBool::new(false),
        }))
    }

    async fn until_lost(&self, line: &Line) {
        let (events, direct) = {
            let events = line.events.lock().unwrap_or_else(PoisonError::into_inner).clone();
            (events, line.direct.lock().await.clone())
        };
        while events.status().connected() && direct.status().connected() && !line.stalled.load(Ordering::Relaxed) {
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = self.failed.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
        tracing::warn!("lost the connection to the broker");
    }
}
