//! One request, one answer.

use crate::{
    Error,
    client::Inner,
    request::Prepared,
    wire::{Outgoing, Response},
};
use foodwala_contract::{ErrorCode, Problem};
use http::StatusCode;
use std::time::Duration;

impl Inner {
    /// Sends a request once. Gives the answer if it is a success; its body is still to be read.
    pub(crate) async fn exchange(&self, prepared: &Prepared, token: Option<&str>) -> Result<Response, Error> {
        let request = Outgoing {
            method: prepared.endpoint.method.as_str(),
            url: &prepared.url,
            headers: &prepared.headers,
            token,
            body: prepared.body.as_ref(),
        };
        let response = self.wire.send(request).await.map_err(Error::transport)?;
        let status = response.status();
        if (200..300).contains(&status) {
            return Ok(response);
        }
        let retry_after = retry_after(
            response.header("retry-after").as_deref(),
            response.header("date").as_deref(),
        );
        let body = response.bytes().await.map_err(Error::transport)?;
        let mut problem = serde_json::from_slice(&body).unwrap_or_else(|_| foreign_problem(status));
        problem.status = status;
        problem.request_id.get_or_insert_with(|| prepared.request_id.clone());
        Err(Error::Api {
            problem: Box::new(problem),
            retry_after,
        })
    }
}

/// For an error answer that is not the platform's own, e.g. a proxy's.
fn foreign_problem(status: u16) -> Problem {
    let code = ErrorCode::Other(format!("http_{status}"));
    let mut problem = Problem::new(code);
    let reason = StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason());
    if let Some(reason) = reason {
        problem.title = reason.to_owned();
    }
    problem
}

/// The version in an `ETag`, e.g. `"7"`; compressing proxies make it a weak one.
pub(crate) fn etag_version(tag: Option<&str>) -> Option<u64> {
    let text = tag?;
    text.strip_prefix("W/")
        .unwrap_or(text)
        .strip_prefix('"')?
        .strip_suffix('"')?
        .parse()
        .ok()
}

/// `Retry-After` in either form. A date is taken relative to the answer's own `Date`, as this machine's clock may be
/// wrong.
fn retry_after(text: Option<&str>, date: Option<&str>) -> Option<Duration> {
    let text = text?;
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let seconds = second(text)?.checked_sub(second(date?)?)?;
    u64::try_from(seconds).ok().map(Duration::from_secs)
}

/// The second since 1970 of an HTTP date.
#[cfg(not(target_arch = "wasm32"))]
fn second(date: &str) -> Option<i64> {
    let zoned = jiff::fmt::rfc2822::parse(date).ok()?;
    Some(zoned.timestamp().as_second())
}

/// The second since 1970 of an HTTP date, read by the browser.
#[cfg(target_arch = "wasm32")]
fn second(date: &str) -> Option<i64> {
    let milliseconds = js_sys::Date::parse(date);
    // Dates of HTTP are whole seconds far below the 53 bits that a number holds exactly; a text that is none is NaN.
    #[expect(clippy::cast_possible_truncation, reason = "checked to be a number of that size")]
    milliseconds.is_finite().then_some((milliseconds / 1000.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_come_from_strong_and_weak_tags() {
        assert_eq!(etag_version(Some("\"7\"")), Some(7));
        assert_eq!(etag_version(Some("W/\"12\"")), Some(12));
        assert_eq!(etag_version(Some("\"abc\"")), None);
        assert_eq!(etag_version(Some("7")), None);
        assert_eq!(etag_version(None), None);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(retry_after(Some("3"), None), Some(Duration::from_secs(3)));
        let date = Some("Wed, 21 Oct 2026 07:28:30 GMT");
        assert_eq!(
            retry_after(date, Some("Wed, 21 Oct 2026 07:28:00 GMT")),
            Some(Duration::from_secs(30))
        );
        assert_eq!(retry_after(date, Some("Wed, 21 Oct 2026 07:29:00 GMT")), None);
        assert_eq!(retry_after(date, None), None);
        assert_eq!(retry_after(Some("soon"), None), None);
    }
}
