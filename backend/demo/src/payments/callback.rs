//! Telling the platform what became of a payment.

use super::{PretendPayments, Site, api::Told, books::Payment};
use foodwala_contract::Timestamp;
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;

/// How long the platform may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends callbacks. One that fails is not sent again: the platform asks for what it was not told.
#[derive(Debug, Clone)]
pub struct Caller {
    client: reqwest::Client,
    url: String,
    secret: SecretString,
}

impl Caller {
    /// To the configured address.
    pub fn new(config: &PretendPayments) -> Result<Self, reqwest::Error> {
        // Fails if the program has chosen a provider before; that one is used then.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        // The platform is on this machine.
        let client = reqwest::Client::builder()
            .timeout(PATIENCE)
            .tls_certs_only([])
            .build()?;
        Ok(Self {
            client,
            url: config.callback_url.clone(),
            secret: config.secret.clone(),
        })
    }

    /// Tells of a payment; whether the platform took it.
    pub async fn tell(&self, site: &Site, payment: &Payment) -> bool {
        let Ok(body) = serde_json::to_vec(&Told::of(site, payment)) else {
            return false;
        };
        let signature = sign(self.secret.expose_secret(), &body, site.clock.now());
        let request = self.client.post(&self.url).header("payment-signature", signature);
        let request = request.header("content-type", "application/json").body(body);
        request.send().await.is_ok_and(|answer| answer.status().is_success())
    }
}

/// `t=<seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`
fn sign(secret: &str, body: &[u8], at: Timestamp) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let time = at.as_second().to_string();
    let tag = hmac::sign(&key, &[time.as_bytes(), b".", body].concat());
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={time},v1={hex}")
}
