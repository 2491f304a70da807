//! The embedded engine: everything in the memory of this process.
//!
//! Partitions are spread over shards, each behind its own lock; readers of one shard share it, and nothing is locked
//! across shards. No lock is held across an await.
//!
//! - `shard`: documents, versions and ends
//! - `index`: the ordered indexes of one partition
//! - `channels`: who listens to what
//! - `quotas`: how often something has happened

mod channels;
mod index;
mod quotas;
mod shard;

use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use tokio::time::{Instant, MissedTickBehavior};

use self::channels::Channels;
pub use self::quotas::LocalQuotas;
use self::shard::Shard;
use crate::{
    Channel, Document, Engine, Entry, Partition, Put, PutOutcome, Quota, RangeQuery, ReadModelError, Spent,
    Subscription,
};

/// Enough that two of the busiest partitions seldom share a lock.
const SHARDS: usize = 64;
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// The most that one sweep removes from one shard, so that readers wait microseconds at most.
const SWEEP_AT_MOST: usize = 512;

/// The embedded engine.
pub struct InProcess {
    shards: Box<[Locked]>,
    quotas: LocalQuotas,
    hasher: RandomState,
}

#[derive(Default)]
struct Locked {
    documents: RwLock<Shard>,
    channels: Arc<Channels>,
}

impl Locked {
    // A panic cannot leave a shard half-changed in a way that matters: what is in it is a copy, and every access checks
    // versions. So a poisoned lock is used on.
    fn read(&self) -> RwLockReadGuard<'_, Shard> {
        self.documents.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Shard> {
        self.documents.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl InProcess {
    /// A fresh, empty engine, and the task that removes what has ended for as long as the engine lives.
    ///
    /// Must be called within a Tokio runtime.
    pub fn start() -> Arc<Self> {
        let shards = (0..SHARDS).map(|_| Locked::default()).collect();
        let engine = Arc::new(Self {
            shards,
            quotas: LocalQuotas::default(),
            hasher: RandomState::new(),
        });
        tokio::spawn(sweep(Arc::downgrade(&engine)));
        engine
    }

    fn shard(&self, partition: &Partition) -> &Locked {
        let hash = self.hasher.hash_one(partition);
        let slot = usize::try_from(hash % self.shards.len() as u64).unwrap_or_default();
        &self.shards[slot]
    }
}

async fn sweep(engine: Weak<InProcess>) {
    let mut ticks = tokio::time::interval(SWEEP_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let Some(engine) = engine.upgrade() else { return };
        engine.quotas.forget_whole();
        for shard in &engine.shards {
            let now = Instant::now();
            // Most shards have nothing to remove, and looking does not hold up readers.
            let due = shard.read().has_ended(now);
            if due {
                shard.write().sweep(now, SWEEP_AT_MOST);
                tokio::task::yield_now().await;
            }
        }
    }
}

#[async_trait]
impl Engine for InProcess {
    fn system(&self) -> &'static str {
        "in_process"
    }

    async fn put(&self, put: Put) -> Result<PutOutcome, ReadModelError> {
        let shard = self.shard(&put.partition);
        let announcement = put
            .announce
            .as_deref()
            .map(|topic| (put.partition.channel(topic), put.body.clone()));
        let mut documents = shard.write();
        let outcome = documents.put(put, Instant::now());
        if let (PutOutcome::Written, Some((channel, body))) = (outcome, announcement) {
            // While the lock is held: announcements go out in the order of their versions.
            shard.channels.publish(&channel, body);
        }
        Ok(outcome)
    }

    async fn get(&self, partition: &Partition, key: &str) -> Result<Option<Document>, ReadModelError> {
        Ok(self.shard(partition).read().get(partition, key, Instant::now()))
    }

    async fn get_many(&self, partition: &Partition, keys: &[&str]) -> Result<Vec<Option<Document>>, ReadModelError> {
        let now = Instant::now();
        let documents = self.shard(partition).read();
        Ok(keys.iter().map(|key| documents.get(partition, key, now)).collect())
    }

    async fn remove(&self, partition: &Partition, key: &str, version: u64) -> Result<PutOutcome, ReadModelError> {
        Ok(self
            .shard(partition)
            .write()
            .remove(partition, key, version, Instant::now()))
    }

    async fn range(&self, query: RangeQuery) -> Result<Vec<Entry>, ReadModelError> {
        Ok(self.shard(&query.partition).read().range(&query, Instant::now()))
    }

    async fn count(&self, partition: &Partition, index: &str) -> Result<u64, ReadModelError> {
        Ok(self.shard(partition).read().count(partition, index, Instant::now()))
    }

    async fn publish(&self, channel: &Channel, message: Bytes) -> Result<(), ReadModelError> {
        self.shard(channel.partition()).channels.publish(channel, message);
        Ok(())
    }

    async fn subscribe(&self, channel: &Channel) -> Result<Subscription, ReadModelError> {
        Ok(self.shard(channel.partition()).channels.subscribe(channel))
    }

    async fn spend(&self, partition: &Partition, quota: Quota) -> Result<Spent, ReadModelError> {
        Ok(self.quotas.spend(partition, quota))
    }

    async fn wipe(&self) -> Result<(), ReadModelError> {
        self.quotas.wipe();
        for shard in &self.shards {
            *shard.write() = Shard::default();
        }
        Ok(())
    }

    async fn ping(&self) -> Result<(), ReadModelError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_has_ended_is_swept_until_the_engine_goes() {
        let engine = InProcess::start();
        let partition = Partition::of("test", 1);
        let put = Put::new(&partition, "a", 1, "").ttl(Duration::from_millis(1));
        engine.put(put).await.unwrap();
        while !engine.shard(&partition).read().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let weak = Arc::downgrade(&engine);
        drop(engine);
        // The task holds the engine only while it sweeps.
        while weak.upgrade().is_some() {
            tokio::task::yield_now().await;
        }
    }
}
