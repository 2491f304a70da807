//! The port that engines implement.

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;

use crate::{
    Channel, Document, Entry, Partition, Put, PutOutcome, Quota, RangeQuery, ReadModelError, Spent, Subscription,
};

/// How long a removal is remembered, so that a late older write stays refused: longer than messages are redelivered.
pub const TOMBSTONE_LIFETIME: Duration = Duration::from_hours(7 * 24);

/// Something that stores documents. Callers use [`ReadModel`](crate::ReadModel), which also checks what is written; an
/// implementation keeps every fact of the `conformance` suite.
#[async_trait]
pub trait Engine: Send + Sync + 'static {
    /// Its name in OpenTelemetry's conventions.
    fn system(&self) -> &'static str;

    /// Writes a document, all its index entries and its announcement as one step, if its version is the newest.
    async fn put(&self, put: Put) -> Result<PutOutcome, ReadModelError>;

    /// The document under a key.
    async fn get(&self, partition: &Partition, key: &str) -> Result<Option<Document>, ReadModelError>;

    /// The documents under several keys, in the order of the keys.
    async fn get_many(&self, partition: &Partition, keys: &[&str]) -> Result<Vec<Option<Document>>, ReadModelError>;

    /// Removes a document of this version or an older one, and refuses writes up to this version for
    /// [`TOMBSTONE_LIFETIME`].
    async fn remove(&self, partition: &Partition, key: &str, version: u64) -> Result<PutOutcome, ReadModelError>;

    /// One page of an index.
    async fn range(&self, query: RangeQuery) -> Result<Vec<Entry>, ReadModelError>;

    /// How many documents are in an index.
    async fn count(&self, partition: &Partition, index: &str) -> Result<u64, ReadModelError>;

    /// Sends a message to the present subscribers of a channel.
    async fn publish(&self, channel: &Channel, message: Bytes) -> Result<(), ReadModelError>;

    /// Receives what is announced on a channel from now on.
    async fn subscribe(&self, channel: &Channel) -> Result<Subscription, ReadModelError>;

    /// Spends once what a partition has of a quota, as one step.
    async fn spend(&self, partition: &Partition, quota: Quota) -> Result<Spent, ReadModelError>;

    /// Forgets every document, index, removal and quota. Subscriptions stay.
    async fn wipe(&self) -> Result<(), ReadModelError>;

    /// Whether the engine answers.
    async fn ping(&self) -> Result<(), ReadModelError>;
}
