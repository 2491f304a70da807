//! Documents and the writing of them.

use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Partition, ReadModelError};

/// A stored document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The version of the aggregate that the document shows.
    pub version: u64,
    /// The content; cloning it shares the bytes.
    pub body: Bytes,
}

impl Document {
    /// The body read as JSON.
    ///
    /// # Errors
    /// [`ReadModelError::Decode`] when the body has another shape, as after an upgrade that changed it.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, ReadModelError> {
        serde_json::from_slice(&self.body).map_err(|source| ReadModelError::Decode {
            expected: std::any::type_name::<T>(),
            source,
        })
    }
}

/// The place of a document in one ordered index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// The name of the index, within the partition.
    pub index: String,
    /// What the index is ordered by; equal scores are ordered by key. Within ±2^53, which is room for a time in
    /// microseconds.
    pub score: i64,
}

/// One write of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Where the document lives.
    pub partition: Partition,
    /// Its key within the partition.
    pub key: String,
    /// The version of the aggregate it shows; the write takes effect only above the version that is there.
    pub version: u64,
    /// The content.
    pub body: Bytes,
    /// All its index entries, each index at most once: they replace the earlier ones.
    pub entries: Vec<IndexEntry>,
    /// How long until the document, its entries and the memory of its version are forgotten; `None` keeps them.
    pub ttl: Option<Duration>,
    /// The topic, in the same partition, on which the body is announced when the write takes effect.
    pub announce: Option<String>,
}

impl Put {
    /// A write without index entries, end or announcement.
    pub fn new(partition: &Partition, key: impl Into<String>, version: u64, body: impl Into<Bytes>) -> Self {
        Self {
            partition: partition.clone(),
            key: key.into(),
            version,
            body: body.into(),
            entries: Vec::new(),
            ttl: None,
            announce: None,
        }
    }

    /// As [`Put::new`], with a body written as JSON.
    ///
    /// # Errors
    /// [`ReadModelError::Encode`] when the value cannot be JSON.
    pub fn json<T: Serialize + ?Sized>(
        partition: &Partition,
        key: impl Into<String>,
        version: u64,
        value: &T,
    ) -> Result<Self, ReadModelError> {
        let body = serde_json::to_vec(value).map_err(ReadModelError::Encode)?;
        Ok(Self::new(partition, key, version, body))
    }

    /// Adds an index entry.
    #[must_use]
    pub fn index(mut self, index: impl Into<String>, score: i64) -> Self {
        self.entries.push(IndexEntry {
            index: index.into(),
            score,
        });
        self
    }

    /// Lets the document end after a time.
    #[must_use]
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// Announces the body on a topic of the same partition, if the write takes effect.
    #[must_use]
    pub fn announce(mut self, topic: impl Into<String>) -> Self {
        self.announce = Some(topic.into());
        self
    }
}

/// What became of a write or a removal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutcome {
    /// It took effect.
    Written,
    /// What is there is as new or newer; nothing was changed or announced.
    Stale,
}
