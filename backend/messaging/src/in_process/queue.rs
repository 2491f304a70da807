//! One consumer's queue: lanes, chosen by subject.

use std::future::Future;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::num::NonZeroUsize;
use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::SharedClock;
use crate::bus::PublishError;
use crate::consumer::Consumer;
use crate::dead_letters::DeadLetters;
use crate::message::Message;
use crate::retry::RetryPolicy;

use super::lane::Lane;

/// What all lanes of a bus share.
pub(super) struct Workshop {
    pub dead_letters: DeadLetters,
    pub clock: SharedClock,
    pub retry: RetryPolicy,
    pub stop: CancellationToken,
}

/// How a queue is done with a message, durably.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// The consumer has handled it.
    Handled,
    /// It is a dead letter.
    SetAside,
}

/// A message on its way to one consumer.
pub(super) struct Delivery {
    pub message: Arc<Message>,
    /// Rounds that failed.
    pub rounds: usize,
    /// Tries in all rounds.
    pub tries: u32,
    settle: oneshot::Sender<Result<Settled, PublishError>>,
}

impl Delivery {
    /// Tells whoever waits. Nobody may: a relay that is gone sends the message again after its restart.
    pub fn settle(self, result: Result<Settled, PublishError>) {
        let _ = self.settle.send(result);
    }
}

/// The sending end of a queue.
pub(super) struct Queue {
    lanes: Vec<mpsc::UnboundedSender<Delivery>>,
}

impl Queue {
    pub fn start(consumer: &Consumer, lanes: NonZeroUsize, workshop: &Arc<Workshop>, tasks: &mut JoinSet<()>) -> Self {
        let lanes = (0..lanes.get()).map(|_| {
            // What the relays keep in flight bounds these.
            let (lane, deliveries) = mpsc::unbounded_channel();
            tasks.spawn(Lane::new(consumer.clone(), workshop.clone(), deliveries).run());
            lane
        });
        Self { lanes: lanes.collect() }
    }

    /// Puts a message at the end of its subject's lane, at once; the future resolves when it is settled.
    pub fn deliver(&self, message: Arc<Message>) -> impl Future<Output = Result<Settled, PublishError>> + Send + use<> {
        let (settle, settled) = oneshot::channel();
        let mut hasher = DefaultHasher::new();
        message.subject.hash(&mut hasher);
        let hash = usize::try_from(hasher.finish() >> 32).unwrap_or(0);
        if let Some(lane) = self.lanes.get(hash % self.lanes.len().max(1)) {
            // A lane that has stopped drops the delivery, which is what `settled` then reports.
            let _ = lane.send(Delivery {
                message,
                rounds: 0,
                tries: 0,
                settle,
            });
        }
        async { settled.await.unwrap_or(Err(PublishError::Stopped)) }
    }
}
