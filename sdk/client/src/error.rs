//! What can go wrong with a call.

use crate::wire::Fault;
use foodwala_contract::{ErrorCode, Problem};
use std::{sync::Arc, time::Duration};

/// Why a call has no answer. Match on [`Error::code`], show [`Problem::title`] or words of your own.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The platform said no.
    #[error("{}", problem.code)]
    Api {
        /// What it said.
        problem: Box<Problem>,
        /// How long it asked to wait before trying again.
        retry_after: Option<Duration>,
    },
    /// The platform could not be reached, or the connection broke.
    #[error("the platform could not be reached")]
    Transport(#[source] TransportError),
    /// No answer in time.
    #[error("no answer within {} ms", after.as_millis())]
    Timeout {
        /// How long was waited.
        after: Duration,
    },
    /// The answer is not what this version understands.
    #[error("the answer of {endpoint} could not be read")]
    Decode {
        /// The endpoint's id, e.g. `orders.place`.
        endpoint: &'static str,
        /// The id of the request.
        request_id: Option<String>,
        /// What is wrong with it.
        source: Arc<serde_json::Error>,
    },
    /// Nobody is signed in, or no longer: the session ended or was ended elsewhere. Sign in again.
    #[error("the session has ended")]
    SessionEnded,
    /// A value cannot be sent, e.g. an empty path parameter. Nothing was sent.
    #[error("the request cannot be sent: {reason}")]
    InvalidRequest {
        /// What is wrong with it.
        reason: String,
    },
    /// The app's session store failed. The call itself may have worked; the session lasts until the app ends.
    #[error("the session could not be kept")]
    SessionStore(#[source] SessionStoreError),
}

/// A failure below HTTP.
#[derive(Debug, Clone, thiserror::Error)]
#[error(transparent)]
pub struct TransportError(pub(crate) Arc<Fault>);

impl TransportError {
    /// Whether the connection could not be made, so that nothing was sent.
    pub fn is_connect(&self) -> bool {
        #[cfg(not(target_arch = "wasm32"))]
        return self.0.is_connect();
        // The browser does not tell.
        #[cfg(target_arch = "wasm32")]
        false
    }
}

/// A failure of the app's own [`SessionStore`](crate::SessionStore).
#[derive(Debug, Clone, thiserror::Error)]
#[error(transparent)]
pub struct SessionStoreError(Arc<dyn std::error::Error + Send + Sync>);

impl SessionStoreError {
    /// Wraps what went wrong.
    pub fn new(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(Arc::from(error.into()))
    }
}

impl Error {
    /// The platform's reason, if it gave one; an ended session counts as `unauthenticated`.
    pub fn code(&self) -> Option<&ErrorCode> {
        match self {
            Self::Api { problem, .. } => Some(&problem.code),
            Self::SessionEnded => Some(&ErrorCode::Unauthenticated),
            _ => None,
        }
    }

    /// What the platform said, if it did.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Api { problem, .. } => Some(problem),
            _ => None,
        }
    }

    /// Whether the same call may work later. The client has tried again by itself where that is safe.
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Api { problem, .. } => {
                matches!(problem.status, 429 | 502 | 503 | 504) || problem.code == ErrorCode::RequestInProgress
            }
            Self::Transport(_) | Self::Timeout { .. } => true,
            Self::Decode { .. } | Self::SessionEnded | Self::InvalidRequest { .. } | Self::SessionStore(_) => false,
        }
    }

    /// The id that finds the request in the platform's logs.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api { problem, .. } => problem.request_id.as_deref(),
            Self::Decode { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }

    /// How long the platform asked to wait before trying again.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Api { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    pub(crate) fn transport(fault: Fault) -> Self {
        Self::Transport(TransportError(Arc::new(fault)))
    }

    /// Whether nothing can have happened at the platform.
    pub(crate) fn was_never_sent(&self) -> bool {
        matches!(self, Self::Transport(error) if error.is_connect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_work_later_is_told_from_what_will_not() {
        let api = |code| Error::Api {
            problem: Box::new(Problem::new(code)),
            retry_after: None,
        };
        assert!(api(ErrorCode::Unavailable).is_retryable());
        assert!(api(ErrorCode::RequestInProgress).is_retryable());
        assert!(!api(ErrorCode::PriceChanged).is_retryable());
        assert!(!api(ErrorCode::Internal).is_retryable());
        assert!(
            Error::Timeout {
                after: Duration::from_secs(1)
            }
            .is_retryable()
        );
        assert_eq!(Error::SessionEnded.code(), Some(&ErrorCode::Unauthenticated));
    }

    #[test]
    fn errors_can_be_kept_and_passed_between_threads() {
        fn check<T: Clone + Send + Sync + 'static>() {}
        check::<Error>();
    }
}
