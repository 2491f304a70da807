//! The request in hand: its id, carried along the task so that every problem answer and log line can name it.

use foodwala_messaging::trace;
use http::HeaderMap;
use std::future::Future;
use tracing::{Instrument as _, Span};
use uuid::Uuid;

/// The header that names a request.
pub const REQUEST_ID: &str = "x-request-id";
/// The W3C trace context header.
pub const TRACEPARENT: &str = "traceparent";

tokio::task_local! {
    static CURRENT: String;
}

/// The id of the request in hand; `None` outside of one.
pub fn request_id() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// Runs `work` as the request that `headers` name, in `span`, continuing its trace. Without an id it gets a new one.
pub async fn of_request<F: Future>(headers: &HeaderMap, span: Span, work: F) -> F::Output {
    let id = text(headers, REQUEST_ID).map_or_else(|| Uuid::new_v4().to_string(), ToOwned::to_owned);
    let traceparent = trace::descend(&span, text(headers, TRACEPARENT).map(ToOwned::to_owned));
    with_request_id(id, trace::with(traceparent, work).instrument(span)).await
}

/// Notes in a request's span how it was answered; what the platform failed at is an error.
pub fn answered(span: &Span, status: http::StatusCode) {
    span.record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
}

/// Runs `work` as the request `id`.
pub async fn with_request_id<F: Future>(id: String, work: F) -> F::Output {
    CURRENT.scope(id, work).await
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .filter(|text| !text.is_empty() && text.len() <= 128)
}
