//! Lets web pages of other origins call the platform. Calls carry tokens, never cookies, so credentials stay off.

use crate::config::CorsConfig;
use axum::body::Body;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};

/// Headers that a page may send beyond the harmless ones.
const REQUEST_HEADERS: &str =
    "authorization, content-type, idempotency-key, if-match, if-none-match, last-event-id, traceparent, x-request-id";
/// Headers of the answer that a page may read.
const ANSWER_HEADERS: &str = "etag, location, ratelimit, ratelimit-policy, retry-after, www-authenticate, x-request-id";

/// The checked `[cors]` section.
#[derive(Debug)]
pub(crate) struct Cors {
    any: bool,
    origins: Vec<HeaderValue>,
    max_age: HeaderValue,
}

impl Cors {
    pub(crate) fn new(config: &CorsConfig) -> Self {
        Self {
            any: config.origins.iter().any(|origin| origin == "*"),
            origins: config
                .origins
                .iter()
                .filter_map(|origin| HeaderValue::from_str(origin).ok())
                .collect(),
            max_age: HeaderValue::from(config.max_age.as_secs()),
        }
    }

    /// The answer to a preflight request; `None` if it is none.
    pub(crate) fn preflight(&self, request: &Request<Body>, methods: &[Method]) -> Option<Response<Body>> {
        let headers = request.headers();
        if request.method() != Method::OPTIONS || !headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD) {
            return None;
        }
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let answer = response.headers_mut();
        answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, list(methods));
        answer.insert(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static(REQUEST_HEADERS),
        );
        answer.insert(header::ACCESS_CONTROL_MAX_AGE, self.max_age.clone());
        Some(response)
    }

    /// Lets the page of `origin` read the answer, if it may.
    pub(crate) fn expose(&self, origin: &HeaderValue, headers: &mut HeaderMap) {
        if self.any {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        } else {
            headers.append(header::VARY, HeaderValue::from_static("origin"));
            if !self.origins.contains(origin) {
                return;
            }
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        }
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(ANSWER_HEADERS),
        );
    }
}

/// `GET, HEAD, POST`
pub(crate) fn list(methods: &[Method]) -> HeaderValue {
    let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    HeaderValue::try_from(names.join(", ")).unwrap_or_else(|_| HeaderValue::from_static(""))
}
