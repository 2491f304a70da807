//! The one error that leaves a service.

use crate::context;
use axum::response::{IntoResponse, Response};
use foodwala_contract::{ErrorCode, Problem, problem::FieldError};
use foodwala_database::DatabaseError;
use foodwala_readmodel::ReadModelError;
use http::{HeaderValue, StatusCode, header};
use std::error::Error;

/// Seconds after which a caller may try again when a dependency is away.
const RETRY_AFTER_SECONDS: u32 = 2;

/// An error answer: what the caller may know, and, kept apart, the cause for the log.
#[derive(Debug, thiserror::Error)]
#[error("{}", problem.code)]
pub struct ApiError {
    // Boxed: results of handlers stay small.
    problem: Box<Problem>,
    retry_after_seconds: Option<u32>,
    transient: bool,
    read_model_away: bool,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl ApiError {
    /// The error for a code, with nothing particular to say.
    pub fn new(code: ErrorCode) -> Self {
        let problem = Box::new(Problem::new(code));
        Self {
            problem,
            retry_after_seconds: None,
            transient: false,
            read_model_away: false,
            source: None,
        }
    }

    /// A defect of the platform. The cause is for the log only.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            source: Some(source.into()),
            ..Self::new(ErrorCode::Internal)
        }
    }

    /// A dependency is away. The cause is for the log only.
    pub fn unavailable(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = Some(source.into());
        Self {
            source,
            ..Self::new(ErrorCode::Unavailable).retry_after(RETRY_AFTER_SECONDS)
        }
    }

    /// A twin in another process has the idempotency key: doing the command again finds the twin's answer.
    pub(crate) fn twin_was_first(source: DatabaseError) -> Self {
        Self {
            transient: true,
            source: Some(source.into()),
            ..Self::new(ErrorCode::RequestInProgress).retry_after(1)
        }
    }

    /// Nobody knows whether the command was done: doing it again, under its key, finds out.
    pub(crate) fn begin_again(source: DatabaseError) -> Self {
        Self {
            transient: true,
            ..Self::unavailable(source)
        }
    }

    /// What happened this time, in English; free of internals.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.problem.detail = Some(detail.into());
        self
    }

    /// A value that is not valid: JSON pointer and what is wrong with it.
    #[must_use]
    pub fn field(mut self, pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        self.problem.errors.push(FieldError {
            pointer: pointer.into(),
            detail: detail.into(),
        });
        self
    }

    /// A fact for programs, in the problem's `context`.
    #[must_use]
    pub fn fact(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.problem.context.insert(name.to_owned(), value.into());
        self
    }

    /// When to come back.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// The stable reason.
    pub fn code(&self) -> &ErrorCode {
        &self.problem.code
    }

    /// Whether the whole command may succeed when it is done again at once.
    pub fn is_transient(&self) -> bool {
        self.transient
    }

    /// Whether it is only the read model that is away, so that SQL may have the answer.
    pub fn is_read_model_away(&self) -> bool {
        self.read_model_away
    }

    /// What the caller is told.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    /// Logs what is worth an operator's attention: the platform's faults, with their chain of causes.
    pub(crate) fn log(&self, endpoint: &'static str) {
        let Some(source) = &self.source else { return };
        let mut chain = source.to_string();
        let mut cause = source.source();
        while let Some(next) = cause {
            chain.push_str(": ");
            chain.push_str(&next.to_string());
            cause = next.source();
        }
        let request_id = context::request_id();
        match self.problem.code {
            ErrorCode::Unavailable => {
                tracing::warn!(endpoint, request.id = request_id, error = chain, "dependency away");
            }
            _ => tracing::error!(endpoint, request.id = request_id, error = chain, "request failed"),
        }
    }
}

impl From<DatabaseError> for ApiError {
    fn from(error: DatabaseError) -> Self {
        if error.is_transient() {
            Self {
                transient: true,
                ..Self::unavailable(error)
            }
        } else if error.is_unavailable() {
            Self::unavailable(error)
        } else {
            Self::internal(error)
        }
    }
}

impl From<ReadModelError> for ApiError {
    fn from(error: ReadModelError) -> Self {
        Self {
            read_model_away: error.is_unavailable(),
            ..Self::unavailable(error)
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut problem = self.problem;
        problem.request_id = context::request_id();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let content_type = (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        let mut response = (status, [content_type], body).into_response();
        if let Some(seconds) = self.retry_after_seconds {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
