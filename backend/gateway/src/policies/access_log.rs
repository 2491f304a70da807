//! One line per request: what was asked and how it went, without anything a caller typed.

use http::{HeaderValue, Method, StatusCode};
use std::time::Duration;

pub(crate) fn write(
    method: &Method,
    route: &str,
    status: StatusCode,
    took: Duration,
    request_id: &HeaderValue,
    traceparent: Option<&HeaderValue>,
) {
    let traceparent = traceparent.and_then(|value| value.to_str().ok());
    tracing::info!(
        http.method = method.as_str(),
        http.route = route,
        http.status = status.as_u16(),
        duration_ms = took.as_secs_f64() * 1000.0,
        request.id = request_id.to_str().unwrap_or_default(),
        trace.id = traceparent.and_then(|value| value.get(3..35)),
        "answered"
    );
}
