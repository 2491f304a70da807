//! One consumer's queue: lanes, chosen by subject.

use std::future::Future;
use std::num::NonZeroUsize;
use std::sync::Arc;

use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::SharedClock;
use crate::bus::PublishError;
use crate::consumer::Consumer;
use crate::dead_letters::DeadLetters;
use crate::delivery::History;
use crate::lanes::Lanes;
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
    pub history: History,
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
    lanes: Lanes<Delivery>,
}

impl Queue {
    pub fn start(consumer: &Consumer, lanes: NonZeroUsize, workshop: &Arc<Workshop>, tasks: &mut JoinSet<()>) -> Self {
        // What the relays keep in flight bounds what waits in the lanes.
        let (lanes, receivers) = Lanes::open(lanes);
        for deliveries in receivers {
            tasks.spawn(Lane::new(consumer.clone(), workshop.clone(), deliveries).run());
        }
        Self { lanes }
    }

    /// Puts a message at the end of its subject's lane, at once; the future resolves when it is settled.
    pub fn deliver(&self, message: Arc<Message>) -> impl Future<Output = Result<Settled, PublishError>> + Send + use<> {
        let (settle, settled) = oneshot::channel();
        let delivery = Delivery {
            message: message.clone(),
            history: History::default(),
            settle,
        };
        // A lane that has stopped drops the delivery, which is what `settled` then reports.
        self.lanes.send(&message.subject, delivery);
        async { settled.await.unwrap_or(Err(PublishError::Stopped)) }
    }
}
