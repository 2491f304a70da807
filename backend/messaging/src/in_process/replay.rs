//! Brings dead letters back that somebody asked for, in this process or in another.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, StreamExt as _};
use tokio::sync::Notify;
use tokio::time::{MissedTickBehavior, interval};
use uuid::Uuid;

use crate::bus::PublishError;
use crate::delivery::with_causes;

use super::queue::{Queue, Settled, Workshop};

/// Replays per look.
const BATCH: u32 = 100;

pub(super) struct Replayer {
    workshop: Arc<Workshop>,
    queues: HashMap<Arc<str>, Arc<Queue>>,
    requested: Arc<Notify>,
    poll: Duration,
    /// Dead letters on their way to their queue.
    running: HashSet<Uuid>,
    settlements: FuturesUnordered<BoxFuture<'static, (Uuid, Result<Settled, PublishError>)>>,
    /// The store could not be read at the last look.
    blind: bool,
}

impl Replayer {
    pub fn new(
        workshop: Arc<Workshop>,
        queues: HashMap<Arc<str>, Arc<Queue>>,
        requested: Arc<Notify>,
        poll: Duration,
    ) -> Self {
        let (running, settlements) = (HashSet::new(), FuturesUnordered::new());
        Self {
            workshop,
            queues,
            requested,
            poll,
            running,
            settlements,
            blind: false,
        }
    }

    pub async fn run(mut self) {
        let workshop = self.workshop.clone();
        let requested = self.requested.clone();
        let mut poll = interval(self.poll.max(Duration::from_millis(1)));
        poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = workshop.stop.cancelled() => return,
                Some((id, settled)) = self.settlements.next(), if !self.settlements.is_empty() => {
                    self.finish(id, settled).await;
                }
                () = requested.notified() => self.look().await,
                _ = poll.tick() => self.look().await,
            }
        }
    }

    async fn look(&mut self) {
        let names: Vec<&str> = self.queues.keys().map(AsRef::as_ref).collect();
        let letters = match self.workshop.dead_letters.requested(&names, BATCH).await {
            Ok(letters) => letters,
            Err(error) => {
                if !self.blind {
                    tracing::warn!(error = with_causes(&error), "cannot look for dead letters to replay");
                }
                self.blind = true;
                return;
            }
        };
        self.blind = false;
        for letter in letters {
            let Some(queue) = self.queues.get(letter.queue.as_str()) else {
                continue;
            };
            if self.running.insert(letter.id) {
                let settled = queue.deliver(Arc::new(letter.message));
                self.settlements
                    .push(settled.map(move |settled| (letter.id, settled)).boxed());
            }
        }
    }

    async fn finish(&mut self, id: Uuid, settled: Result<Settled, PublishError>) {
        // One that failed again has been stored again and waits for the next request; one that could not be stored is
        // still requested, and so is one that is not forgotten here: it comes again, to an inbox that knows it.
        if let Ok(Settled::Handled) = settled {
            match self.workshop.dead_letters.settle(id).await {
                Ok(()) => tracing::info!(dead_letter.id = %id, "a dead letter was replayed"),
                Err(error) => {
                    tracing::warn!(dead_letter.id = %id, error = with_causes(&error), "a replayed dead letter stays");
                }
            }
        }
        self.running.remove(&id);
    }
}
