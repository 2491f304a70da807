//! Bytes that are the same for everyone, with an `ETag`.

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use std::hash::{DefaultHasher, Hash, Hasher};

pub(super) struct Asset {
    body: Bytes,
    headers: HeaderMap,
    etag: HeaderValue,
}

impl Asset {
    pub(super) fn new(content_type: &'static str, body: Bytes) -> Self {
        let mut hasher = DefaultHasher::new();
        body.hash(&mut hasher);
        // Weak: compressed or not, it means the same.
        let etag = HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish()));
        let etag = etag.unwrap_or_else(|_| HeaderValue::from_static("W/\"0\""));
        let headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
            (header::ETAG, etag.clone()),
        ]);
        Self { body, headers, etag }
    }

    pub(super) fn with(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.insert(name, HeaderValue::from_static(value));
        self
    }

    pub(super) fn answer(&self, request: &HeaderMap) -> Response<Body> {
        let known = request
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let unchanged = known
            .flat_map(|value| value.split(','))
            .any(|tag| tag.trim() == self.etag || tag.trim() == "*");
        let mut response = Response::new(if unchanged {
            Body::empty()
        } else {
            Body::from(self.body.clone())
        });
        response.headers_mut().clone_from(&self.headers);
        if unchanged {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(header::CONTENT_TYPE);
        }
        response
    }
}
