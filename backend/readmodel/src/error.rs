//! What can go wrong.

use std::error::Error;

/// A failed operation on the read model.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadModelError {
    /// The engine cannot be reached or did not answer; the operation may or may not have taken effect, and may be
    /// repeated.
    #[error("the read model is unavailable")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// A document has another shape than the reader expects.
    #[error("a document is not a valid {expected}")]
    Decode {
        /// The name of the expected type.
        expected: &'static str,
        /// What the JSON reader found.
        source: serde_json::Error,
    },
    /// A value cannot be written as JSON.
    #[error("a value cannot be written as a document")]
    Encode(#[source] serde_json::Error),
    /// A write names one index twice; a document has one place in an index.
    #[error("the index {index} is named twice in one write")]
    RepeatedIndex {
        /// The index.
        index: String,
    },
    /// A score is beyond ±2^53, where engines would round it.
    #[error("the score {score} in the index {index} is out of range")]
    ScoreOutOfRange {
        /// The index.
        index: String,
        /// The score.
        score: i64,
    },
}

impl ReadModelError {
    /// Whether the engine, rather than the request or the document, is at fault.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}
