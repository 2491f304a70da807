//! The handle that everybody holds.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::{
    Channel, Document, Engine, Entry, InProcess, Partition, Put, PutOutcome, Quota, RangeQuery, ReadModelError, Spent,
    Subscription, turns::Turns, watch,
};

/// Up to here every whole number is a distinct double, which is what ordered sets are ordered by in some engines.
const HIGHEST_SCORE: u64 = 1 << 53;

/// A read model. Cloning shares the engine.
#[derive(Clone)]
pub struct ReadModel {
    engine: Arc<dyn Engine>,
    /// Who builds what in this process.
    pub(crate) builders: Turns<(Partition, String)>,
}

impl ReadModel {
    /// A handle on an engine.
    pub fn new(engine: Arc<dyn Engine>) -> Self {
        Self {
            engine,
            builders: Turns::new(),
        }
    }

    /// A fresh embedded engine. Must be called within a Tokio runtime, where it removes what has ended.
    pub fn in_process() -> Self {
        Self::new(InProcess::start())
    }

    /// Writes a document if its version is newer than what is there (or was removed): atomically the document, its
    /// index entries in place of all earlier ones, and the announcement.
    ///
    /// # Errors
    /// [`ReadModelError::RepeatedIndex`] and [`ReadModelError::ScoreOutOfRange`] when the entries are wrong;
    /// [`ReadModelError::Unavailable`].
    pub async fn put(&self, put: Put) -> Result<PutOutcome, ReadModelError> {
        for (at, entry) in put.entries.iter().enumerate() {
            if put.entries[..at].iter().any(|earlier| earlier.index == entry.index) {
                return Err(ReadModelError::RepeatedIndex {
                    index: entry.index.clone(),
                });
            }
            if entry.score.unsigned_abs() > HIGHEST_SCORE {
                return Err(ReadModelError::ScoreOutOfRange {
                    index: entry.index.clone(),
                    score: entry.score,
                });
            }
        }
        self.seen("put", self.engine.put(put)).await
    }

    /// The document under a key.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn get(&self, partition: &Partition, key: &str) -> Result<Option<Document>, ReadModelError> {
        let found = self.seen("get", self.engine.get(partition, key)).await?;
        watch::read(usize::from(found.is_some()), usize::from(found.is_none()));
        Ok(found)
    }

    /// The document under a key, read as JSON.
    ///
    /// # Errors
    /// [`ReadModelError::Decode`] when it has another shape; [`ReadModelError::Unavailable`].
    pub async fn get_json<T: DeserializeOwned>(
        &self,
        partition: &Partition,
        key: &str,
    ) -> Result<Option<T>, ReadModelError> {
        self.get(partition, key)
            .await?
            .map(|document| document.json())
            .transpose()
    }

    /// The documents under several keys, in the order of the keys.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn get_many(
        &self,
        partition: &Partition,
        keys: &[&str],
    ) -> Result<Vec<Option<Document>>, ReadModelError> {
        let found = self.seen("get_many", self.engine.get_many(partition, keys)).await?;
        let missing = found.iter().filter(|document| document.is_none()).count();
        watch::read(found.len() - missing, missing);
        Ok(found)
    }

    /// Removes a document unless it is newer than `version`. Writes up to `version` that arrive later stay refused, for
    /// [`TOMBSTONE_LIFETIME`](crate::TOMBSTONE_LIFETIME). Removing what is not there is remembered all the same.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn remove(&self, partition: &Partition, key: &str, version: u64) -> Result<PutOutcome, ReadModelError> {
        self.seen("remove", self.engine.remove(partition, key, version)).await
    }

    /// One page of an index, with the documents.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn range(&self, query: RangeQuery) -> Result<Vec<Entry>, ReadModelError> {
        self.seen("range", self.engine.range(query)).await
    }

    /// How many documents are in an index; 0 when there is no such index.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn count(&self, partition: &Partition, index: &str) -> Result<u64, ReadModelError> {
        self.seen("count", self.engine.count(partition, index)).await
    }

    /// Sends a message to the present subscribers of a channel; nobody listening is no error.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn publish(&self, channel: &Channel, message: impl Into<Bytes>) -> Result<(), ReadModelError> {
        self.seen("publish", self.engine.publish(channel, message.into())).await
    }

    /// Receives what is announced or published on a channel after this call has returned. To follow a document without
    /// a gap: subscribe first, read it second.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn subscribe(&self, channel: &Channel) -> Result<Subscription, ReadModelError> {
        self.seen("subscribe", self.engine.subscribe(channel)).await
    }

    /// Spends once what a partition has of a quota, if there is anything left. All who share the engine spend together.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`]; it may or may not be spent.
    pub async fn spend(&self, partition: &Partition, quota: Quota) -> Result<Spent, ReadModelError> {
        self.seen("spend", self.engine.spend(partition, quota)).await
    }

    /// Forgets every document, index, removal and quota. Subscriptions stay.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn wipe(&self) -> Result<(), ReadModelError> {
        self.engine.wipe().await
    }

    /// Whether the engine answers.
    ///
    /// # Errors
    /// [`ReadModelError::Unavailable`].
    pub async fn ping(&self) -> Result<(), ReadModelError> {
        self.engine.ping().await
    }

    async fn seen<T>(
        &self,
        operation: &'static str,
        work: impl Future<Output = Result<T, ReadModelError>>,
    ) -> Result<T, ReadModelError> {
        watch::operation(self.engine.system(), operation, work).await
    }
}

impl fmt::Debug for ReadModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadModel").finish_non_exhaustive()
    }
}
