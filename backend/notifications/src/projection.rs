//! From SQL to the read documents of a person's feed.
//!
//! In the partition `account:<id>`: one document `notification:<id>` per entry, in the index `feed` by its time in
//! microseconds, and the marker `notifications:built`, without which the feed is read from SQL first.

use crate::{feed_changed::FeedChanged, store::feed};
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::{AccountId, NotificationId, notifications::Notification};
use foodwala_database::{Database, DatabaseError};
use foodwala_messaging::{ConsumeError, Message, Projector};
use foodwala_platform::{ApiError, stand_in::StandIn};
use foodwala_readmodel::{Partition, Put, ReadModel, ReadModelError};
use jiff::Timestamp;
use std::{collections::BTreeMap, sync::Arc, time::Duration};

/// How long an entry is kept.
pub(crate) const FEED_RETENTION: Duration = Duration::from_secs(180 * 24 * 3600);
/// The index of the feed.
pub(crate) const FEED: &str = "feed";
/// The topic on which entries are announced.
pub(crate) const TOPIC: &str = "notifications";

const MARKER: &str = "notifications:built";
/// An entry's document has version 1, 2 once it is seen, and this once it is gone.
const GONE: u64 = 3;

/// Why read documents could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProjectionError {
    /// SQL could not be read.
    #[error("the feed could not be read")]
    Database(#[from] DatabaseError),
    /// The documents could not be written.
    #[error("the feed's documents could not be written")]
    ReadModel(#[from] ReadModelError),
}

impl From<ProjectionError> for ApiError {
    fn from(error: ProjectionError) -> Self {
        match error {
            ProjectionError::Database(error) => error.into(),
            ProjectionError::ReadModel(error) => error.into(),
        }
    }
}

/// Writes the read documents of feeds.
#[derive(Clone)]
pub(crate) struct Projection {
    /// This service's schema.
    pub database: Database,
    /// Where the documents are.
    pub read_model: ReadModel,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl StandIn for Projection {
    fn stand_in(&self) -> Self {
        Self {
            read_model: ReadModel::in_process(),
            ..self.clone()
        }
    }
}

impl Projection {
    pub fn new(database: Database, read_model: ReadModel, clock: Arc<dyn Clock>) -> Self {
        Self {
            database,
            read_model,
            clock,
        }
    }

    /// Where a person's feed is.
    pub fn partition(account: AccountId) -> Partition {
        Partition::of("account", account)
    }

    /// The key of an entry's document.
    pub fn key(id: NotificationId) -> String {
        format!("notification:{id}")
    }

    /// Brings the documents of some entries to where SQL is: added, seen, or gone.
    pub async fn bring(&self, account: AccountId, entries: &[NotificationId]) -> Result<(), ProjectionError> {
        let times = || entries.iter().filter_map(|id| feed::time_of(*id));
        let (Some(from), Some(to)) = (times().min(), times().max()) else {
            return Ok(());
        };
        let found = feed::between(&self.database, account, from, to).await?;
        let found: BTreeMap<_, _> = found.iter().map(|entry| (entry.id, entry)).collect();
        for id in entries {
            match found.get(id) {
                Some(entry) => self.put(account, entry).await?,
                None => {
                    self.read_model
                        .remove(&Self::partition(account), &Self::key(*id), GONE)
                        .await?;
                }
            }
        }
        Ok(())
    }

    /// Builds a person's feed from SQL unless it was built before.
    pub async fn ensure_built(&self, account: AccountId) -> Result<(), ProjectionError> {
        let partition = Self::partition(account);
        let write = || self.write(account);
        self.read_model.complete(&partition, MARKER, write).await
    }

    /// Builds every feed from SQL; answers how many entries.
    pub async fn rebuild(&self) -> Result<u64, ProjectionError> {
        let mut entries = 0;
        for account in feed::accounts(&self.database).await? {
            let (partition, write) = (Self::partition(account), || self.write(account));
            entries += self.read_model.write_all(&partition, MARKER, write).await?;
        }
        Ok(entries)
    }

    async fn write(&self, account: AccountId) -> Result<u64, ProjectionError> {
        let since = before(self.clock.now());
        let entries = feed::between(&self.database, account, since, Timestamp::MAX).await?;
        let mut count = 0;
        for entry in &entries {
            self.put(account, entry).await?;
            count += 1;
        }
        Ok(count)
    }

    async fn put(&self, account: AccountId, entry: &Notification) -> Result<(), ProjectionError> {
        let left = entry.at.duration_since(before(self.clock.now()));
        let Some(left) = Duration::try_from(left).ok().filter(|left| !left.is_zero()) else {
            return Ok(());
        };
        let version = if entry.read { 2 } else { 1 };
        let put = Put::json(&Self::partition(account), Self::key(entry.id), version, entry)?
            .index(FEED, entry.at.as_microsecond())
            .ttl(left)
            .announce(TOPIC);
        self.read_model.put(put).await?;
        Ok(())
    }
}

/// The time before which entries are no longer kept.
pub(crate) fn before(now: Timestamp) -> Timestamp {
    now.checked_sub(FEED_RETENTION).unwrap_or(Timestamp::MIN)
}

#[async_trait]
impl Projector for Projection {
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        let event: FeedChanged = message.decode()?;
        self.bring(event.account_id, &event.entries)
            .await
            .map_err(|error| match error {
                ProjectionError::Database(error) => error.into(),
                ProjectionError::ReadModel(error) if error.is_unavailable() => ConsumeError::away(error),
                ProjectionError::ReadModel(error) => ConsumeError::transient(error),
            })
    }
}
