//! What goes wrong between here and Redis.

use std::time::Duration;

use redis::RedisError;

use crate::ReadModelError;

/// Why Redis did not do what it was asked: the source of [`ReadModelError::Unavailable`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RedisFault {
    /// There is no connection, and the last attempt at one failed. Nothing was sent.
    #[error("there is no connection to Redis")]
    Down(#[source] RedisError),
    /// There was no answer in time; what was asked may happen all the same.
    #[error("Redis did not answer within {limit:?}")]
    Timeout {
        /// How long was waited.
        limit: Duration,
    },
    /// The connection broke, or Redis answered with an error.
    #[error("Redis failed")]
    Failed(#[source] RedisError),
    /// Redis answered something else than it was asked for.
    #[error("Redis gave no {expected}")]
    Answer {
        /// What was expected.
        expected: &'static str,
    },
    /// The connection broke before anything was sent.
    #[error("the connection to Redis was lost")]
    Lost,
}

impl From<RedisFault> for ReadModelError {
    fn from(fault: RedisFault) -> Self {
        Self::Unavailable(Box::new(fault))
    }
}
