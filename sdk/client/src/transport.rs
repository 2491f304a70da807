//! One request, one answer.

use crate::{Error, client::Inner, request::Prepared};
use foodwala_contract::{ErrorCode, Problem};
use http::{HeaderMap, StatusCode, header};
use jiff::{Timestamp, fmt::rfc2822};
use reqwest::Response;
use std::time::Duration;

impl Inner {
    /// Sends a request once. Gives the answer if it is a success; its body is still to be read.
    pub(crate) async fn exchange(&self, prepared: &Prepared, token: Option<&str>) -> Result<Response, Error> {
        let mut request = self
            .http
            .request(prepared.method(), prepared.url.clone())
            .headers(prepared.headers.clone());
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = &prepared.body {
            request = request.body(body.clone());
        }
        let response = request.send().await.map_err(Error::transport)?;
        let status = response.status();
        if status.is_success() {
            return Ok(response);
        }
        let retry_after = retry_after(response.headers());
        let body = response.bytes().await.map_err(Error::transport)?;
        let mut problem = serde_json::from_slice(&body).unwrap_or_else(|_| foreign_problem(status));
        problem.status = status.as_u16();
        problem.request_id.get_or_insert_with(|| prepared.request_id.clone());
        Err(Error::Api {
            problem: Box::new(problem),
            retry_after,
        })
    }
}

/// For an error answer that is not the platform's own, e.g. a proxy's.
fn foreign_problem(status: StatusCode) -> Problem {
    let code = ErrorCode::Other(format!("http_{}", status.as_u16()));
    let mut problem = Problem::new(code);
    if let Some(reason) = status.canonical_reason() {
        problem.title = reason.to_owned();
    }
    problem
}

/// The version in an `ETag`, e.g. `"7"`; compressing proxies make it a weak one.
pub(crate) fn etag_version(headers: &HeaderMap) -> Option<u64> {
    let text = headers.get(header::ETAG)?.to_str().ok()?;
    text.strip_prefix("W/")
        .unwrap_or(text)
        .strip_prefix('"')?
        .strip_suffix('"')?
        .parse()
        .ok()
}

/// `Retry-After` in either form. A date is taken relative to the answer's own `Date`, as this machine's clock may be
/// wrong.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = |text: &str| rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let now: Timestamp = date(headers.get(header::DATE)?.to_str().ok()?)?;
    Duration::try_from(date(text)?.duration_since(now)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{HeaderName, HeaderValue};

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn versions_come_from_strong_and_weak_tags() {
        let version = |tag| etag_version(&headers(&[(header::ETAG, tag)]));
        assert_eq!(version("\"7\""), Some(7));
        assert_eq!(version("W/\"12\""), Some(12));
        assert_eq!(version("\"abc\""), None);
        assert_eq!(version("7"), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let after = |pairs: &[_]| retry_after(&headers(pairs));
        assert_eq!(after(&[(header::RETRY_AFTER, "3")]), Some(Duration::from_secs(3)));
        let date = (header::RETRY_AFTER, "Wed, 21 Oct 2026 07:28:30 GMT");
        assert_eq!(
            after(&[date.clone(), (header::DATE, "Wed, 21 Oct 2026 07:28:00 GMT")]),
            Some(Duration::from_secs(30))
        );
        assert_eq!(
            after(&[date.clone(), (header::DATE, "Wed, 21 Oct 2026 07:29:00 GMT")]),
            None
        );
        assert_eq!(after(&[date]), None);
        assert_eq!(after(&[(header::RETRY_AFTER, "soon")]), None);
    }
}
