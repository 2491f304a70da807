//! The engine on Redis 7 or later: one server, one behind sentinels, or a cluster.
//!
//! Every write is one script on one hash slot, so it is atomic and announces in the order of versions. A document is a
//! hash that Redis itself lets end; its entries in sorted sets are taken out by the next calls that touch the partition.
//! What a partition needs besides its documents ends with the last of them, unless one of them never ends.
//!
//! - `config`: where Redis is
//! - `connect`: reaching it
//! - `link`: one connection, kept up, and the time limit of every call
//! - `announcements`: the connection that listens
//! - `keys`, `scripts`, `reply`: names, what is sent, what comes back
//! - `fault`: what goes wrong

mod announcements;
mod config;
mod connect;
mod fault;
mod keys;
mod link;
mod reply;
mod scripts;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use redis::{Cmd, ErrorKind, RedisResult, ServerErrorKind, Value};
use tokio::task::JoinSet;

use self::announcements::Announcements;
pub use self::config::{RedisConfig, RedisMode};
use self::connect::Target;
pub use self::fault::RedisFault;
use self::link::Link;
use self::reply::version_text;
use self::scripts::{Call, Scripts, Stored};
use crate::{
    Channel, Direction, Document, Engine, Entry, Partition, Put, PutOutcome, Quota, RangeQuery, ReadModelError, Spent,
    Subscription, TOMBSTONE_LIFETIME,
};

/// The most entries that one script looks at or takes out, so that it holds up other callers for milliseconds at most.
const PER_SCRIPT: usize = 500;
/// A life longer than three centuries has no end: later moments would not be exact in a script.
const LONGEST_LIFE_MS: u128 = 10_000_000_000_000;
/// Beyond every score, and exact as a double, which the number before it is not.
const BEYOND: i64 = (1 << 53) + 2;

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{setting}: {reason}")]
pub struct RedisConfigError {
    /// The setting.
    pub setting: &'static str,
    /// What is wrong with it.
    pub reason: String,
}

/// The engine on Redis.
pub struct Redis {
    link: Link,
    announcements: Arc<Announcements>,
    scripts: Scripts,
    publish: &'static str,
    /// Ends with the engine.
    _tasks: JoinSet<()>,
}

impl Redis {
    /// Starts to connect. Redis need not be there yet: calls fail until it is.
    ///
    /// Must be called within a Tokio runtime.
    ///
    /// # Errors
    /// The first of [`RedisConfig::faults`].
    pub fn start(config: &RedisConfig) -> Result<Arc<Self>, RedisConfigError> {
        let target = Target::new(config).map_err(|(setting, reason)| RedisConfigError { setting, reason })?;
        let target = Arc::new(target);
        let mut tasks = JoinSet::new();
        Ok(Arc::new(Self {
            link: Link::start(Arc::clone(&target), "documents", |_| {}, &mut tasks),
            announcements: Announcements::start(Arc::clone(&target), &mut tasks),
            scripts: Scripts::new(),
            publish: if target.is_cluster() { "SPUBLISH" } else { "PUBLISH" },
            _tasks: tasks,
        }))
    }

    async fn command(&self, command: Cmd) -> Result<Value, RedisFault> {
        self.link
            .run(async |mut connection| command.query_async(&mut connection).await)
            .await
    }

    async fn script(&self, script: &Stored, call: Call<'_>) -> Result<Value, RedisFault> {
        self.link
            .run(async |mut connection| {
                let answer: RedisResult<Value> = script.by_hash(&call).query_async(&mut connection).await;
                match answer {
                    // Nothing was done: the server was restarted or replaced.
                    Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                        script.by_text(&call).query_async(&mut connection).await
                    }
                    answer => answer,
                }
            })
            .await
    }
}

impl fmt::Debug for Redis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redis").finish_non_exhaustive()
    }
}

fn read(partition: &Partition, key: &str) -> Cmd {
    let mut command = redis::cmd("HMGET");
    command.arg(keys::document(partition, key)).arg("v").arg("b");
    command
}

/// The keys that most scripts start with.
fn housekeeping(first: String, partition: &Partition) -> Call<'static> {
    Call::default()
        .key(first)
        .key(keys::places(partition))
        .key(keys::ends(partition))
}

fn outcome(answer: &Value) -> Result<PutOutcome, RedisFault> {
    match reply::integer(answer)? {
        0 => Ok(PutOutcome::Stale),
        _ => Ok(PutOutcome::Written),
    }
}

/// Milliseconds, rounded up: what ends does not end early.
fn milliseconds(life: Duration) -> Option<u128> {
    let life = life.as_nanos().div_ceil(1_000_000);
    (life <= LONGEST_LIFE_MS).then_some(life)
}

/// A bound as Redis reads it, which is as a double: those beyond every score stay beyond.
fn bound(score: Option<i64>, otherwise: &str) -> String {
    let Some(score) = score else {
        return otherwise.to_owned();
    };
    let is_exact = score.unsigned_abs() < BEYOND.unsigned_abs() - 1;
    if is_exact { score } else { BEYOND * score.signum() }.to_string()
}

#[async_trait]
impl Engine for Redis {
    fn system(&self) -> &'static str {
        "redis"
    }

    async fn put(&self, put: Put) -> Result<PutOutcome, ReadModelError> {
        let partition = &put.partition;
        let mut call = Call::default()
            .key(keys::document(partition, &put.key))
            .key(keys::places(partition))
            .key(keys::ends(partition))
            .text(&put.key)
            .owned(version_text(put.version))
            .bytes(&put.body);
        call = match put.ttl.and_then(milliseconds) {
            Some(life) => call.owned(life),
            None => call.text(""),
        };
        call = match &put.announce {
            Some(topic) => call.text(self.publish).owned(keys::channel(&partition.channel(topic))),
            None => call.text("").text(""),
        };
        call = call.owned(keys::index(partition, ""));
        for entry in &put.entries {
            call = call
                .key(keys::index(partition, &entry.index))
                .text(&entry.index)
                .owned(entry.score);
        }
        Ok(outcome(&self.script(&self.scripts.put, call).await?)?)
    }

    async fn get(&self, partition: &Partition, key: &str) -> Result<Option<Document>, ReadModelError> {
        Ok(reply::document(self.command(read(partition, key)).await?)?)
    }

    async fn get_many(&self, partition: &Partition, keys: &[&str]) -> Result<Vec<Option<Document>>, ReadModelError> {
        let mut documents = Vec::with_capacity(keys.len());
        for keys in keys.chunks(PER_SCRIPT) {
            let mut pipeline = redis::pipe();
            for key in keys {
                pipeline.add_command(read(partition, key));
            }
            let values: Vec<Value> = self
                .link
                .run(async |mut connection| pipeline.query_async(&mut connection).await)
                .await?;
            for value in values {
                documents.push(reply::document(value)?);
            }
        }
        Ok(documents)
    }

    async fn remove(&self, partition: &Partition, key: &str, version: u64) -> Result<PutOutcome, ReadModelError> {
        let call = housekeeping(keys::document(partition, key), partition)
            .text(key)
            .owned(version_text(version))
            .owned(TOMBSTONE_LIFETIME.as_millis())
            .owned(keys::index(partition, ""));
        Ok(outcome(&self.script(&self.scripts.remove, call).await?)?)
    }

    async fn range(&self, query: RangeQuery) -> Result<Vec<Entry>, ReadModelError> {
        let partition = &query.partition;
        let mut entries = Vec::new();
        let mut after = query.after.clone();
        while entries.len() < query.limit {
            let call = housekeeping(keys::index(partition, &query.index), partition)
                .text(match query.direction {
                    Direction::Ascending => "up",
                    Direction::Descending => "down",
                })
                .owned(bound(query.min, "-inf"))
                .owned(bound(query.max, "+inf"))
                .owned(bound(after.as_ref().map(|(score, _)| *score), ""))
                .text(after.as_ref().map_or("", |(_, key)| key.as_str()))
                .owned(query.limit - entries.len())
                .owned(PER_SCRIPT)
                .owned(keys::index(partition, ""))
                .owned(keys::document(partition, ""));
            let part = reply::part(self.script(&self.scripts.range, call).await?)?;
            entries.extend(part.entries);
            match part.more_after {
                Some(position) => after = Some(position),
                None => break,
            }
        }
        Ok(entries)
    }

    async fn count(&self, partition: &Partition, index: &str) -> Result<u64, ReadModelError> {
        loop {
            let call = housekeeping(keys::index(partition, index), partition)
                .owned(keys::index(partition, ""))
                .owned(PER_SCRIPT);
            // A negative answer: there is more to sweep before it can be counted.
            if let Ok(count) = u64::try_from(reply::integer(&self.script(&self.scripts.count, call).await?)?) {
                return Ok(count);
            }
        }
    }

    async fn publish(&self, channel: &Channel, message: Bytes) -> Result<(), ReadModelError> {
        let mut command = redis::cmd(self.publish);
        command.arg(keys::channel(channel)).arg(&*message);
        self.command(command).await?;
        Ok(())
    }

    async fn subscribe(&self, channel: &Channel) -> Result<Subscription, ReadModelError> {
        Ok(self.announcements.subscribe(keys::channel(channel)).await?)
    }

    async fn spend(&self, partition: &Partition, quota: Quota) -> Result<Spent, ReadModelError> {
        let call = Call::default()
            .key(keys::quota(partition))
            .owned(quota.every_us())
            .owned(quota.whole_us());
        Ok(reply::spent(self.script(&self.scripts.spend, call).await?)?)
    }

    async fn wipe(&self) -> Result<(), ReadModelError> {
        self.command(redis::cmd("FLUSHDB")).await?;
        Ok(())
    }

    async fn ping(&self) -> Result<(), ReadModelError> {
        self.command(redis::cmd("PING")).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_round_up_and_the_endless_have_no_end() {
        assert_eq!(milliseconds(Duration::ZERO), Some(0));
        assert_eq!(milliseconds(Duration::from_nanos(1)), Some(1));
        assert_eq!(milliseconds(Duration::from_millis(60)), Some(60));
        assert_eq!(milliseconds(Duration::MAX), None);
    }

    #[test]
    fn bounds_beyond_every_score_stay_beyond_as_doubles() {
        let highest = (1_i64 << 53) as f64;
        for score in [(1 << 53) + 1, i64::MAX] {
            assert!(bound(Some(score), "").parse::<f64>().unwrap() > highest);
            assert!(bound(Some(-score), "").parse::<f64>().unwrap() < -highest);
        }
        assert_eq!(bound(Some(1 << 53), ""), "9007199254740992");
        assert_eq!(bound(None, "-inf"), "-inf");
    }
}
