//! The port to payment providers: what the service needs of one, and nothing that a card number is part of.

use async_trait::async_trait;
use foodwala_contract::{Money, OrderId};
use http::HeaderMap;
use jiff::Timestamp;

/// A company that takes card payments on a page of its own.
///
/// **Invariant: everything can be done twice.** Whoever starts, closes or refunds a payment again, after a crash that
/// hid the first answer, gets the first one's payment and no second one.
#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// Its name in the path of its callbacks and beside its payments; stays for good.
    fn name(&self) -> &'static str;

    /// Opens the page on which an order is paid.
    ///
    /// # Errors
    /// [`ProviderError`]; it is tried again.
    async fn start(&self, payment: &NewPayment) -> Result<StartedPayment, ProviderError>;

    /// What became of a payment so far.
    ///
    /// # Errors
    /// [`ProviderError`]; it is tried again.
    async fn look_up(&self, reference: &str) -> Result<PaymentState, ProviderError>;

    /// Closes the page of a payment that is no longer wanted; answers what became of it, which may be `Paid`.
    ///
    /// # Errors
    /// [`ProviderError`]; it is tried again.
    async fn close(&self, reference: &str) -> Result<PaymentState, ProviderError>;

    /// Gives back all that was paid.
    ///
    /// # Errors
    /// [`ProviderError`]; it is tried again.
    async fn refund(&self, reference: &str, order_id: OrderId) -> Result<RefundState, ProviderError>;

    /// Checks that a callback is the provider's and recent, and reads it. `None` for news that nobody here needs.
    ///
    /// # Errors
    /// Why it is not believed or not understood.
    fn read_callback(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: Timestamp,
    ) -> Result<Option<Callback>, CallbackError>;
}

/// A payment to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPayment {
    /// For which order; there is one payment for an order.
    pub order_id: OrderId,
    /// What the customer reads on the page.
    pub title: String,
    /// How much.
    pub total: Money,
    /// Where the page sends the customer when they are done or have changed their mind.
    pub return_url: String,
}

/// A payment that can be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartedPayment {
    /// The provider's name for it.
    pub reference: String,
    /// The page.
    pub pay_url: String,
}

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentState {
    /// It can still be paid.
    Open,
    /// It was paid.
    Paid {
        /// How much.
        amount: Money,
    },
    /// It was not paid, and no longer can be.
    Failed,
}

/// How far giving money back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefundState {
    /// It is on its way.
    Pending,
    /// It was given back.
    Done,
}

/// What a provider tells by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// The order that the payment is for.
    pub order_id: OrderId,
    /// The provider's name for the payment.
    pub reference: String,
    /// What became of it.
    pub state: PaymentState,
}

/// Why a provider did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    /// It could not be asked.
    #[error("the payment provider cannot be reached")]
    Away(#[source] reqwest::Error),
    /// It refused.
    #[error("the payment provider answered {status}{}", .code.as_deref().map(|code| format!(": {code}")).unwrap_or_default())]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Its own code for the reason, if it gave one.
        code: Option<String>,
    },
    /// Its answer is not what it documents.
    #[error("the payment provider's answer is not understood: {0}")]
    Unexpected(&'static str),
}

/// Why a callback is not acted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CallbackError {
    /// It is not signed, not by the provider, or too old.
    #[error("the callback is not signed as it should be: {0}")]
    Unsigned(#[from] super::signature::SignatureError),
    /// It is the provider's, but not understood.
    #[error("the callback is not understood")]
    Malformed,
}
