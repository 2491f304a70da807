//! W3C trace context: a request continues the caller's trace, or starts one.

use http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");
const TRACESTATE: HeaderName = HeaderName::from_static("tracestate");

/// Puts the gateway's own span into the request's headers. `fresh` names a new trace and the span.
pub(crate) fn continue_or_start(headers: &mut HeaderMap, fresh: Uuid) {
    let mut value = *b"00-00000000000000000000000000000000-0000000000000000-01";
    let mut buffer = Uuid::encode_buffer();
    let fresh = fresh.simple().encode_lower(&mut buffer).as_bytes();
    match headers
        .get(TRACEPARENT)
        .map(HeaderValue::as_bytes)
        .filter(|parent| is_valid(parent))
    {
        Some(parent) => {
            value[3..35].copy_from_slice(&parent[3..35]);
            value[53..55].copy_from_slice(&parent[53..55]);
        }
        None => {
            value[3..35].copy_from_slice(fresh);
            // It belongs to the trace that was not understood.
            headers.remove(TRACESTATE);
        }
    }
    // The half with the counter and the chance.
    value[36..52].copy_from_slice(&fresh[16..]);
    if let Ok(value) = HeaderValue::from_bytes(&value) {
        headers.insert(TRACEPARENT, value);
    }
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
        continue_or_start(&mut headers, Uuid::from_u128(0x1111_2222_3333_4444_5555_6666_7777_8888));
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
