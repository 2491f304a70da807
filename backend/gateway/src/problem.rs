//! Requests that the gateway itself turns away, as problem documents.

use axum::body::Body;
use foodwala_contract::{ErrorCode, Problem};
use http::{HeaderName, HeaderValue, Response, StatusCode, header};

/// Why a request is turned away.
#[derive(Debug)]
pub(crate) struct Refusal {
    code: ErrorCode,
    detail: Option<&'static str>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    pub(crate) fn new(code: ErrorCode) -> Self {
        let headers = match code {
            ErrorCode::Unauthenticated => vec![(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))],
            _ => Vec::new(),
        };
        Self {
            code,
            detail: None,
            headers,
        }
    }

    /// Away for the moment; worth another try soon.
    pub(crate) fn unavailable(detail: &'static str) -> Self {
        Self::new(ErrorCode::Unavailable)
            .detail(detail)
            .header(header::RETRY_AFTER, HeaderValue::from_static("1"))
    }

    /// More is asked than can be done at once; worth another try soon.
    pub(crate) fn overloaded() -> Self {
        Self::new(ErrorCode::Overloaded).header(header::RETRY_AFTER, HeaderValue::from_static("1"))
    }

    pub(crate) fn detail(mut self, detail: &'static str) -> Self {
        self.detail = Some(detail);
        self
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn into_response(self, request_id: &HeaderValue) -> Response<Body> {
        let mut problem = Problem::new(self.code);
        problem.detail = self.detail.map(ToOwned::to_owned);
        problem.request_id = request_id.to_str().ok().map(ToOwned::to_owned);
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        // A struct of strings and numbers always serializes.
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.extend(self.headers.into_iter().map(|(name, value)| (Some(name), value)));
        response
    }
}
