//! From an endpoint and its values to an HTTP request.

use crate::{Error, address::form, client::Inner};
use bytes::Bytes;
use foodwala_contract::{Endpoint, EndpointInfo, Method, RequestId, auth::TokenRequest, endpoint::Answer};
use serde::Serialize;
use serde_json::Value;
use std::{
    any::TypeId,
    fmt::{self, Write as _},
    str::FromStr,
};
use uuid::Uuid;

/// Names one command, so that sending it again has no second effect. Keep it as long as the command may be repeated.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(String);

/// A text that cannot be an idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an idempotency key is 1 to 255 visible ASCII characters")]
pub struct InvalidIdempotencyKey;

impl IdempotencyKey {
    /// A key that nobody has used.
    pub fn fresh() -> Self {
        Self(Uuid::now_v7().to_string())
    }

    /// The key as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Uuid> for IdempotencyKey {
    fn from(id: Uuid) -> Self {
        Self(id.to_string())
    }
}

impl FromStr for IdempotencyKey {
    type Err = InvalidIdempotencyKey;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fits = (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        fits.then(|| Self(text.to_owned())).ok_or(InvalidIdempotencyKey)
    }
}

impl fmt::Display for IdempotencyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a call carries besides its values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallOptions {
    /// The idempotency key; a fresh one if the endpoint needs one and this is absent.
    pub idempotency_key: Option<IdempotencyKey>,
    /// The version that is being changed.
    pub if_match: Option<u64>,
}

/// Names in lower case, and values without control characters.
type Headers = Vec<(&'static str, String)>;

/// A request that can be sent as often as needed.
pub(crate) struct Prepared {
    pub endpoint: EndpointInfo,
    pub url: String,
    pub headers: Headers,
    pub body: Option<Bytes>,
    pub request_id: String,
}

impl Prepared {
    pub(crate) fn new<E: Endpoint>(
        inner: &Inner,
        path: &E::Path,
        query: &E::Query,
        request: &E::Request,
        options: &CallOptions,
    ) -> Result<Self, Error> {
        let endpoint = E::INFO;
        let mut headers = Headers::new();
        let accept = match endpoint.answer {
            Answer::Json => "application/json, application/problem+json",
            Answer::Events => "text/event-stream, application/problem+json",
        };
        headers.push(("accept", accept.to_owned()));
        let request_id = RequestId(Uuid::now_v7()).to_string();
        insert(&mut headers, "x-request-id", &request_id)?;
        let trace = match &inner.traceparent {
            Some(current) => current(),
            None => fresh_trace(),
        };
        if let Some(trace) = trace {
            insert(&mut headers, "traceparent", &trace)?;
        }
        if endpoint.idempotent {
            let key = options.idempotency_key.clone().unwrap_or_else(IdempotencyKey::fresh);
            insert(&mut headers, "idempotency-key", key.as_str())?;
        }
        if let Some(version) = options.if_match {
            insert(&mut headers, "if-match", &format!("\"{version}\""))?;
        }
        let url = inner.base.of(&endpoint, &pairs(path)?, &pairs(query)?)?;
        let body = body::<E>(request, &mut headers)?;
        Ok(Self {
            endpoint,
            url,
            headers,
            body,
            request_id,
        })
    }

    /// Goes on after the event with this id.
    pub(crate) fn after_event(&mut self, id: &str) -> Result<(), Error> {
        self.headers.retain(|(name, _)| *name != "last-event-id");
        insert(&mut self.headers, "last-event-id", id)
    }

    /// Whether sending it twice has the effect of sending it once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self.endpoint.method {
            Method::Get | Method::Put | Method::Delete => true,
            Method::Post => self.endpoint.idempotent,
            Method::Patch => false,
        }
    }
}

fn body<E: Endpoint>(request: &E::Request, headers: &mut Headers) -> Result<Option<Bytes>, Error> {
    let kind = TypeId::of::<E::Request>();
    if kind == TypeId::of::<()>() {
        return Ok(None);
    }
    // OAuth 2.0 fixes the form; everything else is JSON.
    if kind == TypeId::of::<TokenRequest>() {
        headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
        return Ok(Some(form(&pairs(request)?).into()));
    }
    headers.push(("content-type", "application/json".to_owned()));
    let bytes = serde_json::to_vec(request).map_err(|error| invalid(&error.to_string()))?;
    Ok(Some(bytes.into()))
}

/// The fields of a flat struct as texts; absent ones are left out.
fn pairs(values: &impl Serialize) -> Result<Vec<(String, String)>, Error> {
    let value = serde_json::to_value(values).map_err(|error| invalid(&error.to_string()))?;
    let Value::Object(fields) = value else {
        return Ok(Vec::new());
    };
    let texts = fields.into_iter().filter_map(|(name, value)| match value {
        Value::Null => None,
        Value::String(text) => Some((name, text)),
        other => Some((name, other.to_string())),
    });
    Ok(texts.collect())
}

/// A trace that begins with this call: the platform's spans of it, and of all it causes, then share an id.
fn fresh_trace() -> Option<String> {
    let mut ids = [0; 24];
    getrandom::fill(&mut ids).ok()?;
    let mut trace = String::with_capacity(55);
    trace.push_str("00-");
    for (at, byte) in ids.iter().enumerate() {
        if at == 16 {
            trace.push('-');
        }
        let _infallible = write!(trace, "{byte:02x}");
    }
    trace.push_str("-01");
    Some(trace)
}

/// A value may hold any bytes but control characters.
fn insert(headers: &mut Headers, name: &'static str, value: &str) -> Result<(), Error> {
    if value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
        return Err(invalid(name));
    }
    headers.push((name, value.to_owned()));
    Ok(())
}

pub(crate) fn invalid(what: &str) -> Error {
    Error::InvalidRequest {
        reason: format!("{what} is not valid"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::{auth::OAuthToken, restaurants::SearchQuery};

    #[test]
    fn queries_hold_what_is_there() {
        let query = SearchQuery {
            latitude: Some(52.5),
            open_now: Some(true),
            text: Some("a&b".into()),
            ..SearchQuery::default()
        };
        let query: Vec<_> = pairs(&query).unwrap();
        let expected = [("latitude", "52.5"), ("open_now", "true"), ("text", "a&b")];
        assert_eq!(query, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn the_token_request_is_a_form() {
        let mut headers = Headers::new();
        let request = TokenRequest {
            grant_type: "client_credentials".into(),
            client_id: "a".into(),
            client_secret: "b&c=d e".into(),
            scope: None,
        };
        let body = body::<OAuthToken>(&request, &mut headers).unwrap().unwrap();
        assert_eq!(
            body,
            "client_id=a&client_secret=b%26c%3Dd%20e&grant_type=client_credentials"
        );
        assert_eq!(
            headers,
            [("content-type", "application/x-www-form-urlencoded".to_owned())]
        );
    }

    #[test]
    fn a_key_is_visible_ascii() {
        assert!("order-7".parse::<IdempotencyKey>().is_ok());
        for bad in ["", "a b", "ä", &"x".repeat(256)] {
            assert_eq!(bad.parse::<IdempotencyKey>(), Err(InvalidIdempotencyKey));
        }
    }
}
