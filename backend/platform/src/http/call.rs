//! A request, read and checked by its endpoint's declaration.

use super::{Page, letters};
use crate::{ApiError, Caller};
use axum::{
    body::Body,
    extract::{FromRequestParts, Path, RawPathParams},
};
use foodwala_contract::{AccountId, Endpoint, ErrorCode, Method, RestaurantId, access::StaffRole};
use http::{HeaderMap, header, request::Parts};
use serde::de::DeserializeOwned;
use std::any::TypeId;

/// The largest body read. The gateway limits most endpoints to less; whole menus are the largest.
const MAX_BODY_BYTES: usize = 2 * 1024 * 1024;

/// A request to endpoint `E`: who calls, and what they want. Whoever holds one has passed the endpoint's access rule.
#[derive(Debug)]
pub struct Call<E: Endpoint> {
    /// The path parameters.
    pub path: E::Path,
    /// The query parameters.
    pub query: E::Query,
    /// The body.
    pub body: E::Request,
    /// Who calls.
    pub caller: Caller,
    /// What the caller does at the restaurant in the path, for endpoints that ask.
    pub staff_role: Option<StaffRole>,
    /// Present if the endpoint needs one.
    pub idempotency_key: Option<String>,
    /// The version that `If-Match` names. Present if the endpoint needs one.
    pub if_match: Option<u64>,
    /// The last event the client has seen, for event streams.
    pub last_event_id: Option<String>,
    /// The web page that sent it, if a browser did.
    pub page: Option<Page>,
}

// Derived, it would ask that the endpoint's marker type be `Clone` too.
impl<E: Endpoint> Clone for Call<E> {
    fn clone(&self) -> Self {
        Self {
            path: self.path.clone(),
            query: self.query.clone(),
            body: self.body.clone(),
            caller: self.caller.clone(),
            staff_role: self.staff_role,
            idempotency_key: self.idempotency_key.clone(),
            if_match: self.if_match,
            last_event_id: self.last_event_id.clone(),
            page: self.page.clone(),
        }
    }
}

impl<E: Endpoint> Call<E> {
    /// The person who calls.
    ///
    /// # Errors
    /// `unauthenticated` for nobody, `forbidden` for an API client.
    pub fn account_id(&self) -> Result<AccountId, ApiError> {
        self.caller.account_id().ok_or_else(|| match self.caller {
            Caller::Anonymous => ApiError::new(ErrorCode::Unauthenticated),
            Caller::Known(_) => ApiError::new(ErrorCode::Forbidden),
        })
    }

    /// Reads everything but the body's bytes, which come as `body`.
    pub(super) async fn read(
        mut parts: Parts,
        body: Body,
        caller: Caller,
        staff_role: Option<StaffRole>,
    ) -> Result<Self, ApiError> {
        let idempotency_key = idempotency_key::<E>(&parts.headers)?;
        let if_match = if_match::<E>(&parts.headers)?;
        let last_event_id = parts
            .headers
            .get("last-event-id")
            .and_then(|id| id.to_str().ok())
            .map(ToOwned::to_owned);
        let page = Page::of(&parts.headers);
        let path = path::<E>(&mut parts).await?;
        let query = serde_urlencoded(parts.uri.query().unwrap_or_default())?;
        let body = read_body::<E>(&parts.headers, body).await?;
        Ok(Self {
            path,
            query,
            body,
            caller,
            staff_role,
            idempotency_key,
            if_match,
            last_event_id,
            page,
        })
    }
}

/// The restaurant that the path names, if it does.
pub(super) async fn restaurant_in_path(parts: &mut Parts) -> Option<RestaurantId> {
    let params = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    let (_, id) = params.iter().find(|(name, _)| *name == "restaurant_id")?;
    id.parse().ok()
}

async fn path<E: Endpoint>(parts: &mut Parts) -> Result<E::Path, ApiError> {
    if !E::INFO.path.contains('{') {
        return serde_json::from_value(serde_json::json!({})).map_err(ApiError::internal);
    }
    match Path::<E::Path>::from_request_parts(parts, &()).await {
        Ok(Path(path)) => Ok(path),
        // An id that cannot exist names nothing.
        Err(_) => Err(ApiError::new(ErrorCode::InvalidParameter).detail("the path holds an id that is not valid")),
    }
}

fn serde_urlencoded<T: DeserializeOwned>(query: &str) -> Result<T, ApiError> {
    let uri = http::Uri::builder().path_and_query(format!("/?{query}")).build();
    let uri = uri.map_err(|_| ApiError::new(ErrorCode::InvalidParameter))?;
    match axum::extract::Query::<T>::try_from_uri(&uri) {
        Ok(axum::extract::Query(query)) => Ok(query),
        Err(rejection) => Err(ApiError::new(ErrorCode::InvalidParameter).detail(rejection.body_text())),
    }
}

fn idempotency_key<E: Endpoint>(headers: &HeaderMap) -> Result<Option<String>, ApiError> {
    if !E::INFO.idempotent {
        return Ok(None);
    }
    let required = || ApiError::new(ErrorCode::IdempotencyKeyRequired);
    let key = headers.get("idempotency-key").ok_or_else(required)?;
    match key.to_str() {
        Ok(key) if (1..=128).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(required().detail("Idempotency-Key must have 1 to 128 visible ASCII characters")),
    }
}

fn if_match<E: Endpoint>(headers: &HeaderMap) -> Result<Option<u64>, ApiError> {
    if !E::INFO.if_match {
        return Ok(None);
    }
    let required = || ApiError::new(ErrorCode::PreconditionRequired);
    let tag = headers.get(header::IF_MATCH).ok_or_else(required)?;
    let version = tag
        .to_str()
        .ok()
        .and_then(|tag| tag.trim().trim_matches('"').parse().ok());
    version
        .map(Some)
        .ok_or_else(|| required().detail("If-Match must be an ETag of this resource, e.g. \"7\""))
}

async fn read_body<E: Endpoint>(headers: &HeaderMap, body: Body) -> Result<E::Request, ApiError> {
    if TypeId::of::<E::Request>() == TypeId::of::<()>() || matches!(E::INFO.method, Method::Get) {
        // `null` is `()`; an endpoint without a body never reads one.
        return serde_json::from_value(serde_json::Value::Null).map_err(ApiError::internal);
    }
    let expected = if E::INFO.form {
        "application/x-www-form-urlencoded"
    } else {
        "application/json"
    };
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case(expected) {
        return Err(ApiError::new(ErrorCode::UnsupportedMediaType).detail(format!("send {expected}")));
    }
    let Ok(bytes) = axum::body::to_bytes(body, MAX_BODY_BYTES).await else {
        return Err(ApiError::new(ErrorCode::BodyTooLarge));
    };
    if E::INFO.form {
        let Ok(text) = std::str::from_utf8(&bytes) else {
            return Err(ApiError::new(ErrorCode::MalformedBody));
        };
        return serde_urlencoded(text).map_err(|_| ApiError::new(ErrorCode::MalformedBody));
    }
    // Every body is an object, but serde would also take its fields as a list, in the order in which they are declared.
    if bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .is_some_and(|first| *first != b'{')
    {
        return Err(ApiError::new(ErrorCode::MalformedBody).detail("the body must be a JSON object"));
    }
    let mut reader = serde_json::Deserializer::from_slice(&bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let pointer: String = error.path().iter().map(|segment| format!("/{segment}")).collect();
        ApiError::new(ErrorCode::MalformedBody).field(pointer, error.inner().to_string())
    })?;
    reader
        .end()
        .map_err(|error| ApiError::new(ErrorCode::MalformedBody).detail(error.to_string()))?;
    let unwritable = letters::unwritable(&bytes);
    if !unwritable.is_empty() {
        // Not every endpoint has values that can be wrong by themselves.
        let validates = E::INFO.own_errors.contains(&ErrorCode::ValidationFailed);
        let code = if validates {
            ErrorCode::ValidationFailed
        } else {
            ErrorCode::MalformedBody
        };
        return Err(unwritable.into_iter().fold(ApiError::new(code), |error, pointer| {
            error.field(pointer, "must not have control characters but line ends and tabs")
        }));
    }
    Ok(value)
}
