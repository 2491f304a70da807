//! The API page: reads the OpenAPI document in the browser; everything it needs is served from here.

use super::asset::Asset;
use bytes::Bytes;
use http::header::CONTENT_SECURITY_POLICY;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page and its parts.
pub(super) struct Docs {
    pub(super) page: Asset,
    pub(super) script: Asset,
    pub(super) style: Asset,
    pub(super) icon: Asset,
}

impl Docs {
    pub(super) fn new() -> Self {
        let asset = |content_type, text: &'static str| Asset::new(content_type, Bytes::from_static(text.as_bytes()));
        Self {
            page: asset("text/html; charset=utf-8", include_str!("docs/index.html"))
                .with(CONTENT_SECURITY_POLICY, POLICY),
            script: asset("text/javascript; charset=utf-8", include_str!("docs/app.js")),
            style: asset("text/css; charset=utf-8", include_str!("docs/style.css")),
            icon: asset("image/svg+xml", include_str!("docs/icon.svg")),
        }
    }
}
