//! What browsers let the pages do: nothing but what they need, and nothing from anybody else.

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY},
};

/// Only files of this origin; wasm may be compiled, text may not be evaluated.
const CONTENT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                       img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
                       worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// Of what a device can do, only where it is.
const PERMISSIONS: &str = "geolocation=(self), camera=(), microphone=(), payment=(), usb=(), serial=(), \
                           midi=(), display-capture=(), browsing-topics=()";

const RULES: [(HeaderName, HeaderValue); 4] = [
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT)),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(PERMISSIONS),
    ),
    // Without any, browsers would also leave out the `Origin` by which the platform knows its own pages.
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

/// Adds them to those that every answer has.
pub(super) fn write(headers: &mut HeaderMap) {
    for (name, value) in &RULES {
        headers.insert(name, value.clone());
    }
}
