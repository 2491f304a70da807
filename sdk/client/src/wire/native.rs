//! HTTP over reqwest.

use super::Outgoing;
use crate::{address::BaseUrl, runtime::BoxStream};
use bytes::Bytes;
use futures_util::stream::StreamExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use std::time::Duration;

/// What goes wrong below HTTP.
pub(crate) type Fault = reqwest::Error;

/// Whom browsers trust. Android's own authorities can be asked only through its Java side, which a program need not have.
#[cfg(target_os = "android")]
fn authorities() -> Result<Vec<reqwest::Certificate>, Fault> {
    let known = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    known
        .map(|authority| reqwest::Certificate::from_der(authority))
        .collect()
}

/// The connections to the platform.
pub(crate) struct Wire(reqwest::Client);

/// An answer whose body is still to be read.
pub(crate) struct Response(reqwest::Response);

impl Wire {
    pub(crate) fn new(base: &BaseUrl, connect_timeout: Duration) -> Result<Self, Fault> {
        // Fails if the program has chosen a provider before; that one is used then.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .user_agent(concat!("foodwala-sdk/", env!("CARGO_PKG_VERSION")));
        // A plain-text platform needs no certificates, and a bare container has none.
        let builder = if base.is_plain() {
            builder.tls_certs_only([])
        } else {
            builder
        };
        #[cfg(target_os = "android")]
        let builder = if base.is_plain() {
            builder
        } else {
            builder.tls_certs_only(authorities()?)
        };
        builder.build().map(Self)
    }

    pub(crate) async fn send(&self, request: Outgoing<'_>) -> Result<Response, Fault> {
        let headers = request.headers.iter().filter_map(|(name, value)| {
            let value = HeaderValue::from_bytes(value.as_bytes()).ok()?;
            Some((HeaderName::from_static(name), value))
        });
        let method = Method::from_bytes(request.method.as_bytes()).unwrap_or_default();
        let mut sent = self
            .0
            .request(method, request.url)
            .headers(headers.collect::<HeaderMap>());
        if let Some(token) = request.token {
            sent = sent.bearer_auth(token);
        }
        if let Some(body) = request.body {
            sent = sent.body(body.clone());
        }
        match sent.send().await {
            Ok(response) => Ok(Response(response)),
            // Addresses may hold personal data, e.g. words of a search.
            Err(error) => Err(error.without_url()),
        }
    }
}

impl Response {
    pub(crate) fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        Some(self.0.headers().get(name)?.to_str().ok()?.to_owned())
    }

    pub(crate) async fn bytes(self) -> Result<Bytes, Fault> {
        self.0.bytes().await.map_err(Fault::without_url)
    }

    /// The body, piece by piece. A native program has no page that could go out of sight.
    pub(crate) fn stream(self, _stays: bool) -> BoxStream<Result<Bytes, Fault>> {
        Box::pin(self.0.bytes_stream().map(|piece| piece.map_err(Fault::without_url)))
    }
}
