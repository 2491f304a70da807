//! The pretend provider of `foodwala dev`, over its API.

use super::{
    provider::{
        Callback, CallbackError, NewPayment, PaymentProvider, PaymentState, ProviderError, RefundState, StartedPayment,
    },
    signature, web,
};
use async_trait::async_trait;
use foodwala_contract::{Currency, Money, OrderId};
use http::HeaderMap;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

/// Where the pretend provider is. Only `foodwala dev` sets it; no settings file can.
#[derive(Debug, Clone)]
pub struct TestProviderConfig {
    /// The base URL of its API.
    pub url: String,
    /// What both sides know.
    pub secret: SecretString,
}

/// The pretend provider.
#[derive(Debug)]
pub struct TestProvider {
    config: TestProviderConfig,
    client: reqwest::Client,
}

#[derive(Serialize)]
struct Start<'a> {
    order_id: OrderId,
    title: &'a str,
    amount_minor: i64,
    currency: Currency,
    return_url: &'a str,
}

/// A payment as it answers and calls back with.
#[derive(Deserialize)]
struct Payment {
    id: String,
    order_id: OrderId,
    state: State,
    amount_minor: i64,
    currency: Currency,
    page_url: String,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum State {
    Open,
    Paid,
    Failed,
    Refunded,
}

impl Payment {
    fn state(&self) -> PaymentState {
        match self.state {
            State::Open => PaymentState::Open,
            State::Paid | State::Refunded => PaymentState::Paid {
                amount: Money::new(self.amount_minor, self.currency),
            },
            State::Failed => PaymentState::Failed,
        }
    }
}

impl TestProvider {
    /// At the configured place.
    ///
    /// # Errors
    /// When there is no HTTP client to be had.
    pub fn new(config: TestProviderConfig) -> Result<Self, reqwest::Error> {
        let client = web::client(&config.url)?;
        Ok(Self { config, client })
    }

    async fn post(&self, path: &str, body: &impl Serialize) -> Result<Payment, ProviderError> {
        let request = self.client.post(format!("{}{path}", self.config.url)).json(body);
        web::send(request.bearer_auth(self.config.secret.expose_secret())).await
    }
}

#[async_trait]
impl PaymentProvider for TestProvider {
    fn name(&self) -> &'static str {
        "test"
    }

    async fn start(&self, payment: &NewPayment) -> Result<StartedPayment, ProviderError> {
        let start = Start {
            order_id: payment.order_id,
            title: &payment.title,
            amount_minor: payment.total.amount_minor,
            currency: payment.total.currency,
            return_url: &payment.return_url,
        };
        let started = self.post("/payments", &start).await?;
        Ok(StartedPayment {
            reference: started.id,
            pay_url: started.page_url,
        })
    }

    async fn look_up(&self, reference: &str) -> Result<PaymentState, ProviderError> {
        let request = self.client.get(format!("{}/payments/{reference}", self.config.url));
        let payment: Payment = web::send(request.bearer_auth(self.config.secret.expose_secret())).await?;
        Ok(payment.state())
    }

    async fn close(&self, reference: &str) -> Result<PaymentState, ProviderError> {
        let payment = self.post(&format!("/payments/{reference}/close"), &()).await?;
        Ok(payment.state())
    }

    async fn refund(&self, reference: &str, _: OrderId) -> Result<RefundState, ProviderError> {
        let payment = self.post(&format!("/payments/{reference}/refund"), &()).await?;
        match payment.state {
            State::Refunded => Ok(RefundState::Done),
            _ => Err(ProviderError::Unexpected("the money was not given back")),
        }
    }

    fn read_callback(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Option<Callback>, CallbackError> {
        let header = headers.get("payment-signature").and_then(|value| value.to_str().ok());
        signature::verify(header, self.config.secret.expose_secret(), body, now)?;
        let payment: Payment = serde_json::from_slice(body).map_err(|_| CallbackError::Malformed)?;
        Ok(Some(Callback {
            order_id: payment.order_id,
            state: payment.state(),
            reference: payment.id,
        }))
    }
}
