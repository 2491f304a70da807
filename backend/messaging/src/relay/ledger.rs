//! Writes down what became of the claimed rows, many in one transaction.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use foodwala_database::DatabaseError;
use jiff::Timestamp;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::SharedClock;
use crate::delivery::with_causes;
use crate::retry::Backoff;

use super::claims::Claims;

/// Entries per transaction.
const BATCH: usize = 1024;

/// From the begin of one transaction to that of the next, unless a whole batch is there. Nobody waits for an entry, while each
/// transaction keeps those who place orders from the writer, and costs a flush of the disk.
const PACE: Duration = Duration::from_millis(20);

/// What is to be entered of a row.
pub(super) enum Entry {
    /// The bus has confirmed it.
    Sent(Uuid),
    /// Nobody is to claim it before the given time; `None`: anybody may.
    Claimed { id: Uuid, until: Option<Timestamp> },
}

impl Entry {
    pub const fn id(&self) -> Uuid {
        match self {
            Self::Sent(id) | Self::Claimed { id, .. } => *id,
        }
    }
}

pub(super) struct Ledger {
    claims: Claims,
    clock: SharedClock,
    backoff: Backoff,
}

impl Ledger {
    pub fn new(claims: Claims, clock: SharedClock, backoff: Backoff) -> Self {
        Self { claims, clock, backoff }
    }

    /// Enters what comes until the other end is gone, and says what it has entered. What comes first after a while is
    /// entered at once; what follows gathers.
    pub async fn run(
        self,
        mut to_enter: mpsc::UnboundedReceiver<Entry>,
        entered: mpsc::UnboundedSender<Vec<Uuid>>,
        shutdown: CancellationToken,
    ) {
        let mut batch = Vec::with_capacity(BATCH);
        let mut next = Instant::now();
        while to_enter.recv_many(&mut batch, BATCH).await > 0 {
            if batch.len() < BATCH && shutdown.run_until_cancelled(sleep_until(next)).await.is_some() {
                while batch.len() < BATCH
                    && let Ok(entry) = to_enter.try_recv()
                {
                    batch.push(entry);
                }
            }
            next = Instant::now() + PACE;
            let mut failures = 0_u32;
            while let Err(error) = self.enter(&batch).await {
                failures = failures.saturating_add(1);
                if failures == 1 {
                    tracing::warn!(
                        schema = self.claims.schema(),
                        rows = batch.len(),
                        error = with_causes(&error),
                        "cannot mark messages as sent; they may be sent twice"
                    );
                }
                if shutdown.is_cancelled() {
                    // What is not entered is sent again at the next start, which does no harm.
                    return;
                }
                tokio::select! {
                    biased;
                    () = tokio::time::sleep(self.backoff.after(failures)) => {}
                    () = shutdown.cancelled() => {}
                }
            }
            // The publisher leaves first when it is told to stop.
            let _ = entered.send(batch.drain(..).map(|entry| entry.id()).collect());
        }
    }

    async fn enter(&self, batch: &[Entry]) -> Result<(), DatabaseError> {
        let mut sent = Vec::new();
        // A row may have been renewed and then freed: the later entry counts.
        let mut claimed = HashMap::new();
        for entry in batch {
            match entry {
                Entry::Sent(id) => sent.push(*id),
                Entry::Claimed { id, until } => drop(claimed.insert(*id, *until)),
            }
        }
        let mut by_time: BTreeMap<Option<Timestamp>, Vec<Uuid>> = BTreeMap::new();
        for (id, until) in claimed {
            by_time.entry(until).or_default().push(id);
        }
        let mut tx = self.claims.begin().await?;
        self.claims.mark_sent(&mut tx, self.clock.now(), &sent).await?;
        for (until, ids) in by_time {
            self.claims.claim_until(&mut tx, until, &ids).await?;
        }
        tx.commit().await
    }
}
