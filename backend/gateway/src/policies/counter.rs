//! Where rate limits are counted: where all gateways count together, and in this process alone while that is away.

use foodwala_readmodel::{LocalQuotas, Partition, Quota, ReadModel, Spent};
use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

/// A limit is not worth more of a request's time.
const PATIENCE: Duration = Duration::from_millis(100);
/// How long nobody asks again for what did not answer.
const AWAY: Duration = Duration::from_secs(1);
/// How many requests go by between two looks at whom the process remembers.
const FORGET_EVERY: u64 = 4096;

/// Counts requests.
#[derive(Debug)]
pub(crate) struct Counter {
    shared: ReadModel,
    own: LocalQuotas,
    begun: Instant,
    /// When to ask the others again, in milliseconds since the beginning; 0 while they answer.
    again_at: AtomicU64,
    counted: AtomicU64,
}

impl Counter {
    pub(crate) fn new(shared: ReadModel) -> Self {
        Self {
            shared,
            own: LocalQuotas::default(),
            begun: Instant::now(),
            again_at: AtomicU64::new(0),
            counted: AtomicU64::new(0),
        }
    }

    /// Counts one request of somebody who has `quota`.
    pub(crate) async fn spend(&self, who: &Partition, quota: Quota) -> Spent {
        if self.may_ask() {
            match tokio::time::timeout(PATIENCE, self.shared.spend(who, quota)).await {
                Ok(Ok(spent)) => {
                    if self.again_at.swap(0, Ordering::Relaxed) != 0 {
                        tracing::info!("rate limits are counted together again");
                    }
                    return spent;
                }
                Ok(Err(error)) => self.alone(&error),
                Err(late) => self.alone(&late),
            }
        }
        if self
            .counted
            .fetch_add(1, Ordering::Relaxed)
            .is_multiple_of(FORGET_EVERY)
        {
            self.own.forget_whole();
        }
        self.own.spend(who, quota)
    }

    /// While the others are away, one request in a while asks whether they are back.
    fn may_ask(&self) -> bool {
        let again_at = self.again_at.load(Ordering::Relaxed);
        if again_at == 0 {
            return true;
        }
        let now = self.now();
        let later = now.saturating_add(as_millis(AWAY));
        again_at <= now
            && self
                .again_at
                .compare_exchange(again_at, later, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    fn alone(&self, error: &dyn std::error::Error) {
        let later = self.now().saturating_add(as_millis(AWAY)).max(1);
        if self.again_at.swap(later, Ordering::Relaxed) == 0 {
            tracing::warn!(error = %error, "rate limits are counted by this process alone");
        }
    }

    fn now(&self) -> u64 {
        as_millis(self.begun.elapsed())
    }
}

fn as_millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
