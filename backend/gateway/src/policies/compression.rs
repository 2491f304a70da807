//! gzip and brotli for answers that are worth it; never for event streams, which must not wait for a full block.

use http::{HeaderMap, header};
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, Predicate},
};

/// Below this, the work costs more than the bytes.
const WORTH_BYTES: u64 = 1024;
/// Brotli's own default would take hundreds of milliseconds for a large menu.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

/// The layer around the edge.
pub(crate) fn layer() -> CompressionLayer<Worth> {
    CompressionLayer::new()
        .gzip(true)
        .br(true)
        .quality(LEVEL)
        .compress_when(Worth)
}

/// Whether an answer is worth compressing.
#[derive(Debug, Clone, Copy)]
pub struct Worth;

impl Predicate for Worth {
    fn should_compress<B>(&self, response: &http::Response<B>) -> bool
    where
        B: axum::body::HttpBody,
    {
        let large = response
            .body()
            .size_hint()
            .exact()
            .is_none_or(|bytes| bytes >= WORTH_BYTES);
        large && is_text(response.headers())
    }
}

fn is_text(headers: &HeaderMap) -> bool {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    match kind {
        "text/event-stream" => false,
        "application/json" | "application/javascript" | "application/wasm" | "image/svg+xml" => true,
        _ => kind.starts_with("text/") || kind.ends_with("+json"),
    }
}
