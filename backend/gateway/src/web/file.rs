//! One file, and its compressed twins.

use super::rules;
use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use std::hash::{DefaultHasher, Hash, Hasher};

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// A file in memory.
#[derive(Debug)]
pub(super) struct File {
    kind: HeaderValue,
    etag: HeaderValue,
    /// Its name changes with its content.
    is_immutable: bool,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// The codings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl File {
    pub(super) fn new(name: &str, plain: Bytes, brotli: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let mut hasher = DefaultHasher::new();
        plain.hash(&mut hasher);
        // Weak: compressed or not, it means the same.
        let etag = HeaderValue::try_from(format!("W/\"{:016x}\"", hasher.finish()));
        Self {
            kind: HeaderValue::from_static(kind_of(name)),
            etag: etag.unwrap_or(HeaderValue::from_static("W/\"0\"")),
            is_immutable: name.starts_with("assets/"),
            plain,
            brotli,
            gzip,
        }
    }

    pub(super) fn answer(&self, request: &HeaderMap) -> Response<Body> {
        let (coding, bytes) = self.best(accepted(request));
        let is_known = is_known(request, &self.etag);
        let mut response = Response::new(if is_known {
            Body::empty()
        } else {
            Body::from(bytes.clone())
        });
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(
            header::CACHE_CONTROL,
            if self.is_immutable { FOR_EVER } else { ASK_AGAIN },
        );
        rules::write(headers);
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        headers.insert(header::CONTENT_TYPE, self.kind.clone());
        let coding = match coding {
            Coding::Brotli => Some("br"),
            Coding::Gzip => Some("gzip"),
            Coding::Plain => None,
        };
        if let Some(coding) = coding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }

    fn best(&self, accepted: Accepted) -> (Coding, &Bytes) {
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepted.brotli => (Coding::Brotli, brotli),
            (_, Some(gzip)) if accepted.gzip => (Coding::Gzip, gzip),
            _ => (Coding::Plain, &self.plain),
        }
    }
}

/// What a client can decompress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Accepted {
    brotli: bool,
    gzip: bool,
}

fn accepted(request: &HeaderMap) -> Accepted {
    let mut accepted = Accepted::default();
    let values = request.get_all(header::ACCEPT_ENCODING).iter();
    for part in values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
    {
        let mut pieces = part.split(';').map(str::trim);
        let name = pieces.next().unwrap_or_default();
        let refused = pieces.any(|piece| {
            let weight = piece.strip_prefix("q=").or_else(|| piece.strip_prefix("Q="));
            weight.is_some_and(|weight| weight.parse() == Ok(0.0_f32))
        });
        match name.to_ascii_lowercase().as_str() {
            "br" => accepted.brotli = !refused,
            "gzip" => accepted.gzip = !refused,
            _ => {}
        }
    }
    accepted
}

fn is_known(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let values = request.get_all(header::IF_NONE_MATCH).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == etag || tag.trim() == "*")
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ftl" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_accepts_is_read_as_it_is_meant() {
        let accepts = |value: &'static str| {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]);
            let Accepted { brotli, gzip } = accepted(&headers);
            (brotli, gzip)
        };
        assert_eq!(accepts("gzip, deflate, br, zstd"), (true, true));
        assert_eq!(accepts("br;q=1.0, gzip;q=0"), (true, false));
        assert_eq!(accepts("BR;q=0.000"), (false, false));
        assert_eq!(accepts("identity"), (false, false));
        assert_eq!(accepted(&HeaderMap::new()), Accepted::default());
    }
}
