//! A handler's answer.

use crate::ApiError;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use foodwala_contract::Endpoint;
use http::{HeaderValue, StatusCode, header};
use std::any::TypeId;

/// The answer of endpoint `E`: a body, and the version for `ETag` if it has one.
#[derive(Debug)]
pub struct Reply<E: Endpoint> {
    body: Body<E::Response>,
    version: Option<u64>,
    cookie: Option<HeaderValue>,
}

#[derive(Debug)]
enum Body<T> {
    Value(T),
    Json(Bytes),
}

impl<E: Endpoint> Reply<E> {
    /// An answer with this body.
    pub fn new(body: E::Response) -> Self {
        Self {
            body: Body::Value(body),
            version: None,
            cookie: None,
        }
    }

    /// An answer whose body is JSON of the response type already, such as a read document.
    pub fn from_json(json: Bytes) -> Self {
        Self {
            body: Body::Json(json),
            version: None,
            cookie: None,
        }
    }

    /// Sends the version as `ETag`.
    #[must_use]
    pub fn with_version(mut self, version: u64) -> Self {
        self.version = Some(version);
        self
    }

    /// Gives the browser a cookie: the value of a `Set-Cookie`. A repeat of an idempotent command does not give it again.
    #[must_use]
    pub fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookie = Some(cookie);
        self
    }

    /// The version it sends.
    pub(crate) fn version(&self) -> Option<u64> {
        self.version
    }

    /// The body as JSON, written once.
    ///
    /// # Errors
    /// When it cannot be written, which is a defect.
    pub fn json(&mut self) -> Result<Bytes, ApiError> {
        let json = match &self.body {
            Body::Json(json) => json.clone(),
            Body::Value(value) => Bytes::from(serde_json::to_vec(value).map_err(ApiError::internal)?),
        };
        self.body = Body::Json(json.clone());
        Ok(json)
    }

    pub(crate) fn into_http(mut self) -> Result<Response, ApiError> {
        let status = StatusCode::from_u16(E::INFO.status).map_err(ApiError::internal)?;
        let mut response = if TypeId::of::<E::Response>() == TypeId::of::<()>() {
            status.into_response()
        } else {
            let json = self.json()?;
            (
                status,
                [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))],
                json,
            )
                .into_response()
        };
        if let Some(version) = self.version {
            let tag = HeaderValue::try_from(format!("\"{version}\"")).map_err(ApiError::internal)?;
            response.headers_mut().insert(header::ETAG, tag);
        }
        if let Some(cookie) = self.cookie {
            response.headers_mut().insert(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }
}
