//! Asking a provider over HTTPS.

use super::provider::ProviderError;
use reqwest::{Client, RequestBuilder};
use serde::{Deserialize, de::DeserializeOwned};
use std::time::Duration;

/// How long a provider may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client for a provider's API.
///
/// # Errors
/// When there is no TLS to be had.
pub fn client(base: &str) -> Result<Client, reqwest::Error> {
    // Fails if the program has chosen a provider before; that one is used then.
    let _chosen_before = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .timeout(PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("foodwala/", env!("CARGO_PKG_VERSION")));
    // A plain-text provider on this machine needs no certificates, and a bare container has none.
    let builder = if base.starts_with("http://") {
        builder.tls_certs_only([])
    } else {
        builder
    };
    builder.build()
}

/// The reason a provider gives, as Stripe writes it and the pretend provider too.
#[derive(Deserialize)]
struct Failure {
    error: Reason,
}

#[derive(Deserialize)]
struct Reason {
    code: Option<String>,
}

/// Sends a request and reads the answer.
pub async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, ProviderError> {
    let away = |error: reqwest::Error| ProviderError::Away(error.without_url());
    let response = request.send().await.map_err(away)?;
    let status = response.status();
    let body = response.bytes().await.map_err(away)?;
    if !status.is_success() {
        let failure: Option<Failure> = serde_json::from_slice(&body).ok();
        return Err(ProviderError::Refused {
            status: status.as_u16(),
            code: failure.and_then(|failure| failure.error.code),
        });
    }
    serde_json::from_slice(&body).map_err(|_| ProviderError::Unexpected("it is not the JSON it documents"))
}
