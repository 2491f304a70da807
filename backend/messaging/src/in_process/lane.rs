//! One ordered loop of a queue.
//!
//! Invariant: of one subject, no message is tried before an earlier one is settled. A message that waits for its
//! redelivery is held together with those of its subject that came after it; the lane goes on with other subjects.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use tokio::sync::mpsc;

use crate::bus::PublishError;
use crate::consumer::Consumer;
use crate::dead_letters::Verdict;
use crate::delivery::{self, Round, with_causes};
use crate::retry;

use super::SYSTEM;
use super::queue::{Delivery, Settled, Workshop};

pub(super) struct Lane {
    worker: Worker,
    deliveries: mpsc::UnboundedReceiver<Delivery>,
    /// Per subject, the delivery that waits for its time and those behind it.
    held: HashMap<String, VecDeque<Delivery>>,
    /// The subjects in `held`, each when its time has come.
    due: FuturesUnordered<BoxFuture<'static, String>>,
}

/// Handles one message at a time.
struct Worker {
    consumer: Consumer,
    workshop: Arc<Workshop>,
}

/// A delivery that waits for another round.
struct Again {
    delivery: Delivery,
    after: Duration,
}

impl Lane {
    pub fn new(consumer: Consumer, workshop: Arc<Workshop>, deliveries: mpsc::UnboundedReceiver<Delivery>) -> Self {
        Self {
            worker: Worker { consumer, workshop },
            deliveries,
            held: HashMap::new(),
            due: FuturesUnordered::new(),
        }
    }

    /// Runs until the bus stops. What is then unsettled is dropped, which its sender hears.
    pub async fn run(mut self) {
        let workshop = self.worker.workshop.clone();
        loop {
            tokio::select! {
                biased;
                () = workshop.stop.cancelled() => return,
                Some(subject) = self.due.next(), if !self.due.is_empty() => self.resume(subject).await,
                Some(delivery) = self.deliveries.recv() => self.accept(delivery).await,
            }
        }
    }

    async fn accept(&mut self, delivery: Delivery) {
        if let Some(waiting) = self.held.get_mut(&delivery.message.subject) {
            waiting.push_back(delivery);
            return;
        }
        if let Some(Again { delivery, after }) = self.worker.round(delivery).await {
            self.hold(VecDeque::from([delivery]), after);
        }
    }

    async fn resume(&mut self, subject: String) {
        let mut waiting = self.held.remove(&subject).unwrap_or_default();
        while let Some(delivery) = waiting.pop_front() {
            if self.worker.workshop.stop.is_cancelled() {
                return;
            }
            if let Some(Again { delivery, after }) = self.worker.round(delivery).await {
                waiting.push_front(delivery);
                return self.hold(waiting, after);
            }
        }
    }

    fn hold(&mut self, waiting: VecDeque<Delivery>, after: Duration) {
        let Some(subject) = waiting.front().map(|delivery| delivery.message.subject.clone()) else {
            return;
        };
        self.held.insert(subject.clone(), waiting);
        self.due.push(tokio::time::sleep(after).map(|()| subject).boxed());
    }
}

impl Worker {
    async fn round(&self, mut delivery: Delivery) -> Option<Again> {
        let Workshop { clock, retry, stop, .. } = &*self.workshop;
        let round = delivery::round(
            SYSTEM,
            &self.consumer,
            &delivery.message,
            &mut delivery.history,
            clock,
            retry,
            stop,
        );
        match round.await {
            Round::Handled => delivery.settle(Ok(Settled::Handled)),
            Round::Again { after } => {
                return Some(Again {
                    delivery,
                    after: retry::jittered(after),
                });
            }
            // Unsettled, which its sender hears.
            Round::Left => drop(delivery),
            Round::GivenUp { fault } => {
                let outcome = self.set_aside(&delivery, &fault).await;
                delivery.settle(outcome);
            }
        }
        None
    }

    async fn set_aside(&self, delivery: &Delivery, fault: &str) -> Result<Settled, PublishError> {
        let queue = self.consumer.queue();
        let tries = delivery.history.tries;
        let verdict = Verdict {
            queue,
            message: &delivery.message,
            fault,
            attempts: tries,
        };
        match self
            .workshop
            .dead_letters
            .store(verdict, self.workshop.clock.now())
            .await
        {
            Ok(()) => {
                delivery::became_dead_letter(&self.consumer, &delivery.message, tries, fault);
                Ok(Settled::SetAside)
            }
            Err(source) => {
                tracing::error!(%queue, message.id = %delivery.message.id, "message.type" = %delivery.message.kind,
                    error = with_causes(&source), fault, "a dead letter could not be stored");
                Err(PublishError::NotSetAside {
                    queue: queue.to_string(),
                    source,
                })
            }
        }
    }
}
