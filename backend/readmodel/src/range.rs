//! Reading an index in order.

use crate::{Document, Partition};

/// Which end of an index comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Lowest score first; equal scores by key, upwards.
    Ascending,
    /// Highest score first; equal scores by key, downwards.
    Descending,
}

/// One page of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeQuery {
    /// Where the index lives.
    pub partition: Partition,
    /// The name of the index.
    pub index: String,
    /// The order of the page.
    pub direction: Direction,
    /// The score and key of the last entry of the page before; the page starts behind it, whether or not that entry
    /// still exists.
    pub after: Option<(i64, String)>,
    /// The lowest score to include.
    pub min: Option<i64>,
    /// The highest score to include.
    pub max: Option<i64>,
    /// The most entries to return.
    pub limit: usize,
}

impl RangeQuery {
    /// The first page of a whole index.
    pub fn new(partition: &Partition, index: impl Into<String>, direction: Direction, limit: usize) -> Self {
        Self {
            partition: partition.clone(),
            index: index.into(),
            direction,
            after: None,
            min: None,
            max: None,
            limit,
        }
    }

    /// Continues behind the entry with this score and key.
    #[must_use]
    pub fn after(mut self, score: i64, key: impl Into<String>) -> Self {
        self.after = Some((score, key.into()));
        self
    }

    /// Leaves out scores below this one.
    #[must_use]
    pub fn min(mut self, score: i64) -> Self {
        self.min = Some(score);
        self
    }

    /// Leaves out scores above this one.
    #[must_use]
    pub fn max(mut self, score: i64) -> Self {
        self.max = Some(score);
        self
    }
}

/// One document of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key of the document.
    pub key: String,
    /// Its score in the index that was read.
    pub score: i64,
    /// The document.
    pub document: Document,
}
