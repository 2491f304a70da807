//! The request in hand: its id, carried along the task so that every problem answer and log line can name it.

use http::HeaderMap;
use std::future::Future;
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

/// Runs `work` as the request that `headers` name, continuing its trace. Without an id it gets a new one.
pub async fn of_request<F: Future>(headers: &HeaderMap, work: F) -> F::Output {
    let id = text(headers, REQUEST_ID).map_or_else(|| Uuid::new_v4().to_string(), ToOwned::to_owned);
    let traceparent = text(headers, TRACEPARENT).map(ToOwned::to_owned);
    with_request_id(id, foodwala_messaging::trace::with(traceparent, work)).await
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
