//! Stripe Checkout: a page on Stripe's site for every payment.
//!
//! <https://docs.stripe.com/api/checkout/sessions>, <https://docs.stripe.com/webhooks>. The webhook endpoint must be sent
//! `checkout.session.completed`, `checkout.session.async_payment_succeeded`, `checkout.session.async_payment_failed` and
//! `checkout.session.expired`. A card that is declined does not end a session: the customer can try another one.

use super::{
    config::StripeConfig,
    provider::{
        Callback, CallbackError, NewPayment, PaymentProvider, PaymentState, ProviderError, RefundState, StartedPayment,
    },
    signature, web,
};
use async_trait::async_trait;
use foodwala_contract::{Currency, Money, OrderId};
use http::HeaderMap;
use jiff::Timestamp;
use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, de::DeserializeOwned};

/// The version of the API that this is written for.
const VERSION: &str = "2025-03-31.basil";

/// Stripe Checkout.
#[derive(Debug)]
pub struct Stripe {
    api_url: String,
    secret_key: SecretString,
    webhook_secret: SecretString,
    client: reqwest::Client,
}

/// A Checkout session, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    status: Option<SessionStatus>,
    payment_status: PaymentStatus,
    payment_intent: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    client_reference_id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SessionStatus {
    Open,
    Complete,
    Expired,
    #[serde(other)]
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum PaymentStatus {
    Paid,
    Unpaid,
    #[serde(other)]
    Unknown,
}

#[derive(Deserialize)]
struct Refund {
    status: Option<String>,
}

#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    object: serde_json::Value,
}

impl Session {
    fn state(&self) -> Result<PaymentState, ProviderError> {
        match (self.payment_status, self.status) {
            (PaymentStatus::Paid, _) => {
                let currency: Option<Currency> = self
                    .currency
                    .as_deref()
                    .and_then(|currency| currency.to_ascii_uppercase().parse().ok());
                let (Some(amount), Some(currency)) = (self.amount_total, currency) else {
                    return Err(ProviderError::Unexpected("a paid session has no amount"));
                };
                Ok(PaymentState::Paid {
                    amount: Money::new(amount, currency),
                })
            }
            (_, Some(SessionStatus::Expired)) => Ok(PaymentState::Failed),
            // A complete session that is unpaid waits for a slow way to pay.
            _ => Ok(PaymentState::Open),
        }
    }
}

impl Stripe {
    /// With these settings, which have been checked.
    ///
    /// # Errors
    /// When there is no HTTPS client to be had.
    pub fn new(config: StripeConfig) -> Result<Self, reqwest::Error> {
        Ok(Self {
            client: web::client(&config.api_url)?,
            api_url: config.api_url,
            secret_key: config.secret_key.unwrap_or_default(),
            webhook_secret: config.webhook_secret.unwrap_or_default(),
        })
    }

    async fn send<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ProviderError> {
        let request = request
            .bearer_auth(self.secret_key.expose_secret())
            .header("stripe-version", VERSION);
        web::send(request).await
    }

    async fn session(&self, reference: &str) -> Result<Session, ProviderError> {
        let url = format!("{}/v1/checkout/sessions/{reference}", self.api_url);
        self.send(self.client.get(url)).await
    }
}

#[async_trait]
impl PaymentProvider for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    async fn start(&self, payment: &NewPayment) -> Result<StartedPayment, ProviderError> {
        let order_id = payment.order_id.to_string();
        let amount = payment.total.amount_minor.to_string();
        let currency = payment.total.currency.as_str().to_ascii_lowercase();
        let form = [
            ("mode", "payment"),
            // Ways to pay whose money comes days later have no place before a meal.
            ("payment_method_types[0]", "card"),
            ("client_reference_id", &order_id),
            ("payment_intent_data[metadata][order_id]", &order_id),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", &currency),
            ("line_items[0][price_data][unit_amount]", &amount),
            ("line_items[0][price_data][product_data][name]", &payment.title),
            ("success_url", &payment.return_url),
            ("cancel_url", &payment.return_url),
        ];
        let request = self.client.post(format!("{}/v1/checkout/sessions", self.api_url));
        let request = request
            .header("idempotency-key", format!("order-{order_id}"))
            .form(&form);
        let session: Session = self.send(request).await?;
        Ok(StartedPayment {
            pay_url: session.url.ok_or(ProviderError::Unexpected("a session has no page"))?,
            reference: session.id,
        })
    }

    async fn look_up(&self, reference: &str) -> Result<PaymentState, ProviderError> {
        self.session(reference).await?.state()
    }

    async fn close(&self, reference: &str) -> Result<PaymentState, ProviderError> {
        let session = self.session(reference).await?;
        if session.status != Some(SessionStatus::Open) {
            return session.state();
        }
        let url = format!("{}/v1/checkout/sessions/{reference}/expire", self.api_url);
        // Refused if it was paid a moment ago; then the next try finds it so.
        let session: Session = self.send(self.client.post(url)).await?;
        session.state()
    }

    async fn refund(&self, reference: &str, order_id: OrderId) -> Result<RefundState, ProviderError> {
        let intent = self.session(reference).await?.payment_intent;
        let intent = intent.ok_or(ProviderError::Unexpected("a paid session has no payment"))?;
        let request = self.client.post(format!("{}/v1/refunds", self.api_url));
        let request = request
            .header("idempotency-key", format!("refund-{order_id}"))
            .form(&[("payment_intent", intent.as_str())]);
        let refund: Refund = match self.send(request).await {
            // The key is kept for a day; after it Stripe says so in this way.
            Err(ProviderError::Refused { code: Some(code), .. }) if code == "charge_already_refunded" => {
                return Ok(RefundState::Done);
            }
            answer => answer?,
        };
        match refund.status.as_deref() {
            Some("succeeded") => Ok(RefundState::Done),
            Some("pending") => Ok(RefundState::Pending),
            _ => Err(ProviderError::Unexpected("the refund did not succeed")),
        }
    }

    fn read_callback(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Option<Callback>, CallbackError> {
        let header = headers.get("stripe-signature").and_then(|value| value.to_str().ok());
        signature::verify(header, self.webhook_secret.expose_secret(), body, now)?;
        let event: Event = serde_json::from_slice(body).map_err(|_| CallbackError::Malformed)?;
        let Some(what) = event.kind.strip_prefix("checkout.session.") else {
            return Ok(None);
        };
        let session: Session = serde_json::from_value(event.data.object).map_err(|_| CallbackError::Malformed)?;
        let state = match what {
            "async_payment_failed" => PaymentState::Failed,
            _ => session.state().map_err(|_| CallbackError::Malformed)?,
        };
        // A session that was made by hand in Stripe's dashboard is for no order.
        let order_id = session.client_reference_id.as_deref().and_then(|id| id.parse().ok());
        Ok(order_id.map(|order_id| Callback {
            order_id,
            reference: session.id,
            state,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::testing::NOON, payments::signature::SignatureError};
    use axum::{
        Form, Json, Router,
        extract::{Path, State},
        http::StatusCode,
        response::{IntoResponse, Response},
        routing::{get, post},
    };
    use serde_json::{Value, json};
    use std::{
        collections::BTreeMap,
        sync::{Arc, Mutex},
    };
    use uuid::Uuid;

    const ORDER: OrderId = OrderId(Uuid::from_u128(7));

    type Fields = Vec<(String, String)>;

    /// What Stripe's API answers, in the shapes of its documentation, and what it was asked.
    #[derive(Clone, Default)]
    struct Site {
        sessions: Arc<Mutex<BTreeMap<String, Value>>>,
        forms: Arc<Mutex<Vec<Fields>>>,
        refunds: Arc<Mutex<Vec<String>>>,
    }

    impl Site {
        fn session(&self) -> Value {
            self.sessions.lock().unwrap().values().next().unwrap().clone()
        }

        fn change(&self, changes: &[(&str, Value)]) {
            let mut sessions = self.sessions.lock().unwrap();
            let session = sessions.values_mut().next().unwrap();
            for (name, value) in changes {
                session[*name] = value.clone();
            }
        }

        async fn start(self) -> Stripe {
            let app = Router::new()
                .route("/v1/checkout/sessions", post(create))
                .route("/v1/checkout/sessions/{id}", get(retrieve))
                .route("/v1/checkout/sessions/{id}/expire", post(expire))
                .route("/v1/refunds", post(refund))
                .with_state(self);
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let api_url = format!("http://{}", listener.local_addr().unwrap());
            tokio::spawn(async move { axum::serve(listener, app).await });
            Stripe::new(StripeConfig {
                secret_key: Some("sk_test_x".into()),
                webhook_secret: Some("whsec_x".into()),
                api_url,
            })
            .unwrap()
        }
    }

    fn refused(status: StatusCode, code: &str) -> Response {
        let error = json!({"error": {"type": "invalid_request_error", "code": code, "message": "no"}});
        (status, Json(error)).into_response()
    }

    async fn create(State(site): State<Site>, headers: HeaderMap, Form(form): Form<Vec<(String, String)>>) -> Response {
        if headers["authorization"] != "Bearer sk_test_x" {
            return refused(StatusCode::UNAUTHORIZED, "api_key_invalid");
        }
        let key = headers["idempotency-key"].to_str().unwrap().to_owned();
        let mut sessions = site.sessions.lock().unwrap();
        let session = sessions.entry(key).or_insert_with(|| {
            json!({
                "id": "cs_test_a1", "object": "checkout.session", "amount_total": 2610, "currency": "eur",
                "client_reference_id": ORDER, "payment_intent": null, "payment_status": "unpaid", "status": "open",
                "url": "https://checkout.stripe.com/c/pay/cs_test_a1",
            })
        });
        site.forms.lock().unwrap().push(form);
        Json(session.clone()).into_response()
    }

    async fn retrieve(State(site): State<Site>, Path(_): Path<String>) -> Json<Value> {
        Json(site.session())
    }

    async fn expire(State(site): State<Site>, Path(_): Path<String>) -> Response {
        if site.session()["status"] != "open" {
            return refused(StatusCode::BAD_REQUEST, "resource_missing");
        }
        site.change(&[("status", json!("expired")), ("url", Value::Null)]);
        Json(site.session()).into_response()
    }

    async fn refund(State(site): State<Site>, headers: HeaderMap, Form(form): Form<Vec<(String, String)>>) -> Response {
        let key = headers["idempotency-key"].to_str().unwrap().to_owned();
        assert_eq!(form, [("payment_intent".to_owned(), "pi_1".to_owned())]);
        let mut refunds = site.refunds.lock().unwrap();
        if refunds.len() > 1 {
            return refused(StatusCode::BAD_REQUEST, "charge_already_refunded");
        }
        refunds.push(key);
        let status = if refunds.len() == 1 { "pending" } else { "succeeded" };
        Json(json!({"id": "re_1", "object": "refund", "payment_intent": "pi_1", "status": status})).into_response()
    }

    fn payment() -> NewPayment {
        NewPayment {
            order_id: ORDER,
            title: "Da Luca · K7Q2M".into(),
            total: Money::new(2_610, Currency::EUR),
            return_url: "https://food.example/orders/7?a=b&c".into(),
        }
    }

    #[tokio::test]
    async fn a_session_is_opened_once_and_paid() {
        let site = Site::default();
        let stripe = site.clone().start().await;
        let started = stripe.start(&payment()).await.unwrap();
        assert_eq!(started, stripe.start(&payment()).await.unwrap());
        assert_eq!(started.reference, "cs_test_a1");
        assert_eq!(started.pay_url, "https://checkout.stripe.com/c/pay/cs_test_a1");
        let form: BTreeMap<_, _> = site.forms.lock().unwrap().remove(0).into_iter().collect();
        assert_eq!(form["line_items[0][price_data][unit_amount]"], "2610");
        assert_eq!(form["line_items[0][price_data][currency]"], "eur");
        assert_eq!(form["client_reference_id"], ORDER.to_string());
        assert_eq!(form["success_url"], "https://food.example/orders/7?a=b&c");

        assert_eq!(stripe.look_up("cs_test_a1").await.unwrap(), PaymentState::Open);
        site.change(&[("status", json!("complete"))]);
        assert_eq!(
            stripe.look_up("cs_test_a1").await.unwrap(),
            PaymentState::Open,
            "a slow way to pay"
        );
        site.change(&[("payment_status", json!("paid")), ("payment_intent", json!("pi_1"))]);
        let paid = PaymentState::Paid {
            amount: payment().total,
        };
        assert_eq!(stripe.look_up("cs_test_a1").await.unwrap(), paid);
        assert_eq!(
            stripe.close("cs_test_a1").await.unwrap(),
            paid,
            "paid before it could be closed"
        );
        assert_eq!(stripe.refund("cs_test_a1", ORDER).await.unwrap(), RefundState::Pending);
        for _ in 0..2 {
            assert_eq!(stripe.refund("cs_test_a1", ORDER).await.unwrap(), RefundState::Done);
        }
    }

    #[tokio::test]
    async fn a_session_that_is_not_wanted_is_closed_and_refusals_are_told() {
        let site = Site::default();
        let stripe = site.clone().start().await;
        stripe.start(&payment()).await.unwrap();
        assert_eq!(stripe.close("cs_test_a1").await.unwrap(), PaymentState::Failed);
        assert_eq!(stripe.close("cs_test_a1").await.unwrap(), PaymentState::Failed);
        let stranger = Stripe {
            secret_key: "sk_test_y".into(),
            ..stripe
        };
        let refused = stranger.start(&payment()).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "the payment provider answered 401: api_key_invalid"
        );
    }

    #[tokio::test]
    async fn only_signed_events_about_sessions_count() {
        let stripe = Site::default().start().await;
        let session = json!({
            "id": "cs_test_a1", "object": "checkout.session", "amount_total": 2610, "currency": "eur",
            "client_reference_id": ORDER, "payment_intent": "pi_1", "payment_status": "paid", "status": "complete",
            "url": null,
        });
        let event = |kind: &str| {
            let event = json!({"id": "evt_1", "object": "event", "type": kind, "data": {"object": session}});
            serde_json::to_vec(&event).unwrap()
        };
        let read = |body: &[u8], secret| {
            let mut headers = HeaderMap::new();
            let header = signature::sign(secret, body, NOON);
            headers.insert("stripe-signature", header.parse().unwrap());
            stripe.read_callback(&headers, body, NOON)
        };
        let completed = event("checkout.session.completed");
        let callback = read(&completed, "whsec_x").unwrap().unwrap();
        assert_eq!((callback.order_id, callback.reference.as_str()), (ORDER, "cs_test_a1"));
        assert_eq!(
            callback.state,
            PaymentState::Paid {
                amount: payment().total
            }
        );
        let failed = read(&event("checkout.session.async_payment_failed"), "whsec_x").unwrap();
        assert_eq!(failed.unwrap().state, PaymentState::Failed);
        assert_eq!(read(&event("charge.succeeded"), "whsec_x"), Ok(None));
        assert_eq!(
            read(&completed, "whsec_y"),
            Err(CallbackError::Unsigned(SignatureError::Wrong))
        );
        assert_eq!(read(b"nonsense", "whsec_x"), Err(CallbackError::Malformed));
    }
}
