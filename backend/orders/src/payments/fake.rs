//! A provider in memory, for tests of what the service makes of one: it keeps the port's promises, and fails when told to.

use super::{
    provider::{
        Callback, CallbackError, NewPayment, PaymentProvider, PaymentState, ProviderError, RefundState, StartedPayment,
    },
    signature,
};
use async_trait::async_trait;
use foodwala_contract::OrderId;
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::json;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

pub const SECRET: &str = "shared";

/// Cheap to clone; clones are the same provider.
#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<Books>>);

#[derive(Default)]
struct Books {
    away: bool,
    payments: BTreeMap<OrderId, Kept>,
}

struct Kept {
    wanted: NewPayment,
    state: PaymentState,
    refunded: bool,
}

impl Fake {
    fn books<T>(&self, work: impl FnOnce(&mut Books) -> T) -> Result<T, ProviderError> {
        let mut books = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if books.away {
            return Err(ProviderError::Refused {
                status: 503,
                code: None,
            });
        }
        Ok(work(&mut books))
    }

    pub fn set_away(&self, away: bool) {
        self.0.lock().unwrap().away = away;
    }

    /// The customer pays on the page.
    pub fn pay(&self, order_id: OrderId) {
        let mut books = self.0.lock().unwrap();
        let kept = books.payments.get_mut(&order_id).unwrap();
        assert_eq!(kept.state, PaymentState::Open);
        kept.state = PaymentState::Paid {
            amount: kept.wanted.total,
        };
    }

    /// What is kept of an order's payment, and whether it was refunded.
    pub fn kept(&self, order_id: OrderId) -> Option<(PaymentState, bool)> {
        let books = self.0.lock().unwrap();
        books.payments.get(&order_id).map(|kept| (kept.state, kept.refunded))
    }

    /// A callback about an order's payment, with its signature.
    pub fn callback(&self, order_id: OrderId, at: Timestamp) -> (String, Vec<u8>) {
        let body = serde_json::to_vec(&json!({ "order_id": order_id })).unwrap();
        (signature::sign(SECRET, &body, at), body)
    }
}

fn order_of(reference: &str) -> OrderId {
    reference.strip_prefix("fake-").unwrap().parse().unwrap()
}

#[async_trait]
impl PaymentProvider for Fake {
    fn name(&self) -> &'static str {
        "fake"
    }

    async fn start(&self, payment: &NewPayment) -> Result<StartedPayment, ProviderError> {
        self.books(|books| {
            books.payments.entry(payment.order_id).or_insert_with(|| Kept {
                wanted: payment.clone(),
                state: PaymentState::Open,
                refunded: false,
            });
        })?;
        Ok(StartedPayment {
            reference: format!("fake-{}", payment.order_id),
            pay_url: format!("https://pay.example/{}", payment.order_id),
        })
    }

    async fn look_up(&self, reference: &str) -> Result<PaymentState, ProviderError> {
        self.books(|books| books.payments[&order_of(reference)].state)
    }

    async fn close(&self, reference: &str) -> Result<PaymentState, ProviderError> {
        self.books(|books| {
            let kept = books.payments.get_mut(&order_of(reference)).unwrap();
            if kept.state == PaymentState::Open {
                kept.state = PaymentState::Failed;
            }
            kept.state
        })
    }

    async fn refund(&self, reference: &str, order_id: OrderId) -> Result<RefundState, ProviderError> {
        assert_eq!(order_of(reference), order_id);
        self.books(|books| {
            let kept = books.payments.get_mut(&order_id).unwrap();
            assert!(matches!(kept.state, PaymentState::Paid { .. }));
            kept.refunded = true;
            RefundState::Done
        })
    }

    fn read_callback(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Option<Callback>, CallbackError> {
        let header = headers.get("payment-signature").and_then(|value| value.to_str().ok());
        signature::verify(header, SECRET, body, now)?;
        let told: serde_json::Value = serde_json::from_slice(body).map_err(|_| CallbackError::Malformed)?;
        let order_id = told["order_id"].as_str().and_then(|id| id.parse().ok());
        let order_id: OrderId = order_id.ok_or(CallbackError::Malformed)?;
        let state = self.kept(order_id).map(|(state, _)| state);
        Ok(state.map(|state| Callback {
            order_id,
            reference: format!("fake-{order_id}"),
            state,
        }))
    }
}
