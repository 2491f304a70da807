//! HTTP itself: reqwest in native programs; in the browser its own `fetch`, as reqwest would double what is downloaded.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{EarlyAnswers, Fault, Response, Wire};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::{Fault, Response, Wire};

use bytes::Bytes;

/// A request, ready to be sent.
pub(crate) struct Outgoing<'a> {
    pub method: &'static str,
    pub url: &'a str,
    /// Values are free of control characters.
    pub headers: &'a [(&'static str, String)],
    /// The access token, if any.
    pub token: Option<&'a str>,
    pub body: Option<&'a Bytes>,
}
