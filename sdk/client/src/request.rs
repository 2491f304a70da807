//! From an endpoint and its values to an HTTP request.

use crate::{Error, client::Inner};
use bytes::Bytes;
use foodwala_contract::{Endpoint, EndpointInfo, Method, RequestId, auth::TokenRequest, endpoint::Answer};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use reqwest::Url;
use serde::Serialize;
use serde_json::Value;
use std::{any::TypeId, fmt, str::FromStr};
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

/// A request that can be sent as often as needed.
pub(crate) struct Prepared {
    pub endpoint: EndpointInfo,
    pub url: Url,
    pub headers: HeaderMap,
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
        let mut headers = HeaderMap::new();
        let accept = match endpoint.answer {
            Answer::Json => "application/json, application/problem+json",
            Answer::Events => "text/event-stream, application/problem+json",
        };
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        let request_id = RequestId(Uuid::now_v7()).to_string();
        insert(&mut headers, HeaderName::from_static("x-request-id"), &request_id)?;
        if let Some(trace) = inner.traceparent.as_ref().and_then(|current| current()) {
            insert(&mut headers, HeaderName::from_static("traceparent"), &trace)?;
        }
        if endpoint.idempotent {
            let key = options.idempotency_key.clone().unwrap_or_else(IdempotencyKey::fresh);
            insert(&mut headers, HeaderName::from_static("idempotency-key"), key.as_str())?;
        }
        if let Some(version) = options.if_match {
            insert(&mut headers, header::IF_MATCH, &format!("\"{version}\""))?;
        }
        let mut url = address(&inner.base, &endpoint, path)?;
        let query = pairs(query)?;
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
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
        // Ids may hold any text; a header value may hold any bytes but control characters.
        let value = HeaderValue::from_bytes(id.as_bytes()).map_err(|_| invalid("the last event's id"))?;
        self.headers.insert(HeaderName::from_static("last-event-id"), value);
        Ok(())
    }

    /// Whether sending it twice has the effect of sending it once.
    pub(crate) fn is_repeatable(&self) -> bool {
        match self.endpoint.method {
            Method::Get | Method::Put | Method::Delete => true,
            Method::Post => self.endpoint.idempotent,
            Method::Patch => false,
        }
    }

    pub(crate) fn method(&self) -> http::Method {
        match self.endpoint.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Patch => http::Method::PATCH,
            Method::Delete => http::Method::DELETE,
        }
    }
}

fn body<E: Endpoint>(request: &E::Request, headers: &mut HeaderMap) -> Result<Option<Bytes>, Error> {
    let kind = TypeId::of::<E::Request>();
    if kind == TypeId::of::<()>() {
        return Ok(None);
    }
    // OAuth 2.0 fixes the form; everything else is JSON.
    if kind == TypeId::of::<TokenRequest>() {
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        // A form is written like a query.
        let mut form = Url::parse("form:").map_err(|_| invalid("the form"))?;
        form.query_pairs_mut().extend_pairs(pairs(request)?);
        return Ok(Some(form.query().unwrap_or_default().to_owned().into()));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let bytes = serde_json::to_vec(request).map_err(|error| invalid(&error.to_string()))?;
    Ok(Some(bytes.into()))
}

fn address(base: &Url, endpoint: &EndpointInfo, path: &impl Serialize) -> Result<Url, Error> {
    let values = pairs(path)?;
    let mut url = base.clone();
    let mut segments = url.path_segments_mut().map_err(|()| invalid("the base address"))?;
    segments.pop_if_empty();
    for part in endpoint.path.split('/').skip(1) {
        let Some(name) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) else {
            segments.push(part);
            continue;
        };
        match values
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
        {
            // Addresses are normalised on the way: these would lead somewhere else.
            None | Some("" | "." | "..") => return Err(invalid(name)),
            Some(value) => segments.push(value),
        };
    }
    drop(segments);
    Ok(url)
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

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) -> Result<(), Error> {
    let value = HeaderValue::from_str(value).map_err(|_| invalid(name.as_str()))?;
    headers.insert(name, value);
    Ok(())
}

fn invalid(what: &str) -> Error {
    Error::InvalidRequest {
        reason: format!("{what} is not valid"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::{
        auth::OAuthToken,
        endpoint::PromoPath,
        restaurants::{PutPromo, SearchQuery},
    };

    fn promo(code: &str) -> Result<Url, Error> {
        let base = Url::parse("https://api.example/food/").unwrap();
        let path = PromoPath {
            restaurant_id: Uuid::nil().into(),
            code: code.to_owned(),
        };
        address(&base, &PutPromo::INFO, &path)
    }

    #[test]
    fn addresses_are_filled_in_and_escaped() {
        let start = "https://api.example/food/v1/restaurants/00000000-0000-0000-0000-000000000000/promos/";
        assert_eq!(promo("SPRING").unwrap().as_str(), format!("{start}SPRING"));
        assert_eq!(
            promo("10 %/ä?#").unwrap().as_str(),
            format!("{start}10%20%25%2F%C3%A4%3F%23")
        );
        for code in ["", ".", ".."] {
            assert!(matches!(promo(code), Err(Error::InvalidRequest { .. })), "{code}");
        }
    }

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
        let mut headers = HeaderMap::new();
        let request = TokenRequest {
            grant_type: "client_credentials".into(),
            client_id: "a".into(),
            client_secret: "b&c=d e".into(),
            scope: None,
        };
        let body = body::<OAuthToken>(&request, &mut headers).unwrap().unwrap();
        assert_eq!(
            body,
            "client_id=a&client_secret=b%26c%3Dd+e&grant_type=client_credentials"
        );
        assert_eq!(headers[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
    }

    #[test]
    fn a_key_is_visible_ascii() {
        assert!("order-7".parse::<IdempotencyKey>().is_ok());
        for bad in ["", "a b", "ä", &"x".repeat(256)] {
            assert_eq!(bad.parse::<IdempotencyKey>(), Err(InvalidIdempotencyKey));
        }
    }
}
