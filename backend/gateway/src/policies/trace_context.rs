//! W3C trace context: a request continues the caller's trace, or starts one.

use foodwala_platform::trace;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tracing::{Span, field::Empty};
use uuid::Uuid;

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");

/// The span of a request's way through the gateway.
pub(crate) fn span(method: &Method, route: &str) -> Span {
    // Callers may send any method; the convention's name for what nobody knows.
    let method = match method.as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS") => known,
        _ => "_OTHER",
    };
    tracing::info_span!(
        target: "foodwala_trace::http",
        "request",
        otel.name = %format_args!("{method} {route}"),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
    )
}

/// Puts the gateway's own span into the request's headers, and answers what it put there. If somebody records spans it
/// is `span`, now a child of the caller's; if not, `fresh` names a new trace and the span.
pub(crate) fn continue_or_start(headers: &mut HeaderMap, fresh: Uuid, span: &Span) -> Option<HeaderValue> {
    let parent = headers
        .get(TRACEPARENT)
        .filter(|parent| is_valid(parent.as_bytes()))
        .and_then(|parent| parent.to_str().ok())
        .map(ToOwned::to_owned);
    if parent.is_none() {
        // It belongs to the trace that was not understood.
        headers.remove(TRACESTATE);
    }
    let value = match span.is_disabled() {
        true => None,
        false => trace::descend(span, parent.clone()).filter(|own| Some(own) != parent.as_ref()),
    };
    let value = match value {
        Some(value) => HeaderValue::try_from(value),
        None => HeaderValue::from_bytes(&named(parent.as_deref(), fresh)),
    };
    let value = value.ok()?;
    headers.insert(TRACEPARENT, value.clone());
    Some(value)
}

/// A span of the parent's trace, or of a new one.
fn named(parent: Option<&str>, fresh: Uuid) -> [u8; 55] {
    let mut value = *b"00-00000000000000000000000000000000-0000000000000000-01";
    let mut buffer = Uuid::encode_buffer();
    let fresh = fresh.simple().encode_lower(&mut buffer).as_bytes();
    match parent.map(str::as_bytes) {
        Some(parent) => {
            value[3..35].copy_from_slice(&parent[3..35]);
            value[53..55].copy_from_slice(&parent[53..55]);
        }
        None => value[3..35].copy_from_slice(fresh),
    }
    // The half with the counter and the chance.
    value[36..52].copy_from_slice(&fresh[16..]);
    value
}

fn is_valid(parent: &[u8]) -> bool {
    let hex = |bytes: &[u8]| bytes.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let some = |bytes: &[u8]| bytes.iter().any(|byte| *byte != b'0');
    parent.len() >= 55
        && (parent.len() == 55 || (!parent.starts_with(b"00") && parent[55] == b'-'))
        && hex(&parent[..2])
        && !parent.starts_with(b"ff")
        && [parent[2], parent[35], parent[52]] == *b"---"
        && hex(&parent[3..35])
        && some(&parent[3..35])
        && hex(&parent[36..52])
        && some(&parent[36..52])
        && hex(&parent[53..55])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(given: &'static str) -> (String, bool) {
        let mut headers = HeaderMap::new();
        headers.insert(TRACEPARENT, HeaderValue::from_static(given));
        headers.insert(TRACESTATE, HeaderValue::from_static("vendor=1"));
        let fresh = Uuid::from_u128(0x1111_2222_3333_4444_5555_6666_7777_8888);
        continue_or_start(&mut headers, fresh, &Span::none()).unwrap();
        (
            headers[TRACEPARENT].to_str().unwrap().to_owned(),
            headers.contains_key(TRACESTATE),
        )
    }

    #[test]
    fn a_valid_trace_is_continued() {
        let (value, state) = sent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
        assert_eq!(value, "00-4bf92f3577b34da6a3ce929d0e0e4736-5555666677778888-00");
        assert!(state);
    }

    #[test]
    fn anything_else_starts_one() {
        for given in [
            "",
            "nonsense",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            let expected = "00-11112222333344445555666677778888-5555666677778888-01";
            assert_eq!(sent(given), (expected.to_owned(), false), "{given}");
        }
    }
}
