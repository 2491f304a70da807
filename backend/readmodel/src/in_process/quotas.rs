//! Quotas counted in the memory of this process.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::{Partition, Quota, Spent};

/// Enough that two of many callers seldom wait for each other.
const SHARDS: usize = 64;
/// Who is remembered in one shard; some 20 MB in all. Beyond it, newcomers of a shard share a place until others are
/// forgotten.
const MOST: usize = 4_096;

/// Quotas counted in the memory of this process.
///
/// They run on the machine's monotonic clock: nobody is locked out by a wall clock that is set back.
#[derive(Debug)]
pub struct LocalQuotas {
    shards: Box<[Mutex<Shard>]>,
    hasher: RandomState,
    begun: Instant,
}

/// When the burst of each is whole again, in microseconds since the beginning.
#[derive(Debug, Default)]
struct Shard {
    full_at: HashMap<Partition, u64>,
    shared: u64,
}

impl Default for LocalQuotas {
    fn default() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            hasher: RandomState::new(),
            begun: Instant::now(),
        }
    }
}

impl LocalQuotas {
    /// Spends once what `partition` has of `quota`.
    pub fn spend(&self, partition: &Partition, quota: Quota) -> Spent {
        let slot = usize::try_from(self.hasher.hash_one(partition) % self.shards.len() as u64).unwrap_or_default();
        let now = self.now();
        let mut shard = held(&self.shards[slot]);
        if let Some(full_at) = shard.full_at.get_mut(partition) {
            return quota.spend(full_at, now);
        }
        if shard.full_at.len() >= MOST {
            return quota.spend(&mut shard.shared, now);
        }
        quota.spend(shard.full_at.entry(partition.clone()).or_default(), now)
    }

    /// Drops whoever has the whole burst again.
    pub fn forget_whole(&self) {
        let now = self.now();
        for shard in &self.shards {
            held(shard).full_at.retain(|_, full_at| *full_at > now);
        }
    }

    /// Drops everybody.
    pub(super) fn wipe(&self) {
        for shard in &self.shards {
            *held(shard) = Shard::default();
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.begun.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}

/// A panic leaves a count as right as it was.
fn held(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{num::NonZeroU32, time::Duration};

    #[test]
    fn beyond_the_most_newcomers_share_and_the_known_keep_their_own() {
        let (quotas, quota) = (
            LocalQuotas::default(),
            Quota {
                burst: NonZeroU32::MIN,
                every: Duration::from_secs(3600),
            },
        );
        let spend = |id: usize| quotas.spend(&Partition::of("test", id), quota);
        let everybody = SHARDS * MOST * 2;
        let allowed = (0..everybody)
            .filter(|id| matches!(spend(*id), Spent::Allowed { .. }))
            .count();
        assert_eq!(allowed, SHARDS * (MOST + 1));
        assert!(matches!(spend(0), Spent::Refused { .. }));
    }

    #[test]
    fn who_has_the_whole_burst_again_is_forgotten() {
        let quotas = LocalQuotas::default();
        let brief = Quota {
            burst: NonZeroU32::MIN,
            every: Duration::from_micros(1),
        };
        let long = Quota {
            every: Duration::from_secs(3600),
            ..brief
        };
        quotas.spend(&Partition::of("test", 1), brief);
        quotas.spend(&Partition::of("test", 2), long);
        let known = || {
            quotas
                .shards
                .iter()
                .map(|shard| held(shard).full_at.len())
                .sum::<usize>()
        };
        while known() > 1 {
            quotas.forget_whole();
        }
        assert!(matches!(
            quotas.spend(&Partition::of("test", 2), long),
            Spent::Refused { .. }
        ));
    }
}
