//! `X-Request-Id`: every request has one, every answer names it.

use http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

pub(crate) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// As long as the services accept.
const LONGEST: usize = 128;

/// Keeps a sane incoming id; otherwise the request gets `fresh`.
pub(crate) fn assign(headers: &mut HeaderMap, fresh: Uuid) -> HeaderValue {
    if let Some(id) = headers.get(X_REQUEST_ID)
        && is_sane(id.as_bytes())
    {
        return id.clone();
    }
    let mut buffer = Uuid::encode_buffer();
    let id = HeaderValue::from_str(fresh.hyphenated().encode_lower(&mut buffer))
        .unwrap_or_else(|_| HeaderValue::from_static("unknown"));
    headers.insert(X_REQUEST_ID, id.clone());
    id
}

fn is_sane(id: &[u8]) -> bool {
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':');
    !id.is_empty() && id.len() <= LONGEST && id.iter().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sane_ids_are_kept_and_others_replaced() {
        let fresh = Uuid::from_u128(7);
        let assigned = |given: &'static str| {
            let mut headers = HeaderMap::from_iter([(X_REQUEST_ID, HeaderValue::from_static(given))]);
            let id = assign(&mut headers, fresh);
            assert_eq!(headers[X_REQUEST_ID], id);
            id
        };
        assert_eq!(assigned("shop-1:A_b.c"), "shop-1:A_b.c");
        for bad in ["", "a b", "<script>", "a,b"] {
            assert_eq!(assigned(bad), "00000000-0000-0000-0000-000000000007");
        }
    }
}
