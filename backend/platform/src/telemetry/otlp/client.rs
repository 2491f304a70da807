//! The HTTP client of the exporters. They run on threads of their own; the requests run on the process's runtime.

use async_trait::async_trait;
use bytes::Bytes;
use opentelemetry_http::{HttpClient, HttpError, ResponseBodyTooLarge};
use std::time::Duration;
use tokio::runtime::Handle;

/// A collector has a few hundred bytes to say.
const LONGEST_ANSWER: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Client {
    http: reqwest::Client,
    runtime: Handle,
}

impl Client {
    /// To be called within the runtime that sends.
    pub(super) fn new(endpoint: &str, timeout: Duration) -> reqwest::Result<Self> {
        // Fails if the program has chosen a provider before; that one is used then.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        let builder = reqwest::Client::builder().timeout(timeout);
        // A plain-text collector needs no certificates, and a bare container has none.
        let builder = if endpoint.starts_with("http:") {
            builder.tls_certs_only([])
        } else {
            builder
        };
        Ok(Self {
            http: builder.build()?,
            runtime: Handle::current(),
        })
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send_bytes(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, HttpError> {
        let request = reqwest::Request::try_from(request)?;
        let http = self.http.clone();
        let answered = self.runtime.spawn(async move {
            let mut answer = http.execute(request).await?;
            let mut body = Vec::new();
            while let Some(part) = answer.chunk().await? {
                if body.len() + part.len() > LONGEST_ANSWER {
                    return Err(ResponseBodyTooLarge::new().into());
                }
                body.extend_from_slice(&part);
            }
            let mut response = http::Response::new(Bytes::from(body));
            *response.status_mut() = answer.status();
            *response.headers_mut() = std::mem::take(answer.headers_mut());
            Ok::<_, HttpError>(response)
        });
        answered.await?
    }
}
