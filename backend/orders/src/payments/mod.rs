//! Payments by card: on a provider's own page, so that card numbers never come here.
//!
//! An order by card is committed first, with a row that says that its payment is to be started. Whoever placed it, or the
//! job if a crash came in between, then asks the provider for the page. What became of a payment comes as a signed
//! callback; the job asks for what was not told. So a payment never exists for an order that was lost, and an order that
//! was paid never stays unknown.
//!
//! ```text
//! starting ──page──▶ open ──paid──▶ paid ──order ended without food──▶ refunding ──▶ refunded
//!     └───────┬────────┘ order failed or was cancelled                     ▲
//!             ▼                                                            │ paid after all
//!          closing ──page closed──▶ closed ────────────────────────────────┘
//! ```
//!
//! | module | holds |
//! |---|---|
//! | `provider` | the port [`PaymentProvider`] |
//! | `test_provider`, `stripe` | its engines |
//! | `signature`, `web` | what engines share: signed callbacks, asking over HTTPS |
//! | `callback` | the route that callbacks come in by |
//! | `config` | settings |

pub(crate) mod callback;
pub(crate) mod config;
#[cfg(test)]
pub(crate) mod fake;
pub(crate) mod provider;
pub(crate) mod signature;
mod stripe;
mod test_provider;
#[cfg(test)]
mod tests;
mod web;

pub use config::{PaymentsConfig, ProviderKind, StripeConfig};
pub use test_provider::TestProviderConfig;

use crate::{
    commands::{
        pay::{self, Payment, SettlePaymentError},
        payment_page::{self, OpenPaymentError},
        refund,
    },
    domain::{order::Deadlines, time::later},
    projection::Projection,
    rendered::Rendered,
    store::{
        self,
        payments::{Pending, State},
    },
};
use foodwala_clock::Clock;
use foodwala_contract::OrderId;
use foodwala_database::{Database, DatabaseError};
use foodwala_platform::{Deps, JobError};
use futures_util::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use provider::{NewPayment, PaymentProvider, PaymentState, ProviderError, RefundState};
use std::sync::Arc;

/// How long an open payment is left alone before the provider is asked what its callback may have failed to tell.
const ASK_AGAIN: SignedDuration = SignedDuration::from_secs(30);
/// Between the first two tries of something that failed; doubles with each failure.
const FIRST_RETRY: SignedDuration = SignedDuration::from_secs(5);
/// The most between two tries.
const LONGEST_RETRY: SignedDuration = SignedDuration::from_mins(15);
/// Payments looked up at a time, and worked on at a time.
const BATCH: u32 = 100;
const AT_A_TIME: usize = 8;

/// Moves payments between orders and the provider.
#[derive(Clone)]
pub(crate) struct Payments {
    database: Database,
    projection: Projection,
    clock: Arc<dyn Clock>,
    deadlines: Deadlines,
    provider: Arc<dyn PaymentProvider>,
    return_url: Arc<str>,
}

/// Why a payment has not moved.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PaymentError {
    /// There is no payment for such an order.
    #[error("there is no such payment")]
    NotFound,
    /// The provider failed.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Another amount was paid than the order costs.
    #[error("another amount was paid than the order costs")]
    OtherAmount,
    /// It is not the payment that was started for the order.
    #[error("the order has another payment")]
    OtherPayment,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<SettlePaymentError> for PaymentError {
    fn from(error: SettlePaymentError) -> Self {
        match error {
            SettlePaymentError::NotFound | SettlePaymentError::NotDue => Self::NotFound,
            SettlePaymentError::OtherAmount => Self::OtherAmount,
            SettlePaymentError::Database(error) => Self::Database(error),
        }
    }
}

impl From<OpenPaymentError> for PaymentError {
    fn from(error: OpenPaymentError) -> Self {
        match error {
            OpenPaymentError::NotFound => Self::NotFound,
            OpenPaymentError::Database(error) => Self::Database(error),
        }
    }
}

impl Payments {
    /// With a provider. `return_url` holds `{order_id}`.
    pub(crate) fn new(
        deps: &Deps,
        projection: Projection,
        deadlines: Deadlines,
        provider: Arc<dyn PaymentProvider>,
        return_url: &str,
    ) -> Self {
        Self {
            database: deps.database.clone(),
            projection,
            clock: Arc::clone(&deps.clock),
            deadlines,
            provider,
            return_url: return_url.into(),
        }
    }

    pub(crate) fn provider(&self) -> &dyn PaymentProvider {
        &*self.provider
    }

    /// The order with the page on which it is paid; asks the provider for one unless that was done.
    pub(crate) async fn start(&self, order_id: OrderId) -> Result<Rendered, PaymentError> {
        let pending = store::payments::read(&self.database, order_id).await?;
        let pending = pending.ok_or(PaymentError::NotFound)?;
        if pending.state != State::Starting {
            let order = store::orders::rendered(&self.database, order_id).await?;
            return order.ok_or(PaymentError::NotFound);
        }
        let started = self.provider.start(&self.wanted(order_id).await?).await?;
        let now = self.clock.now();
        let mut tx = self.database.begin().await?;
        let look_at = later(now, ASK_AGAIN);
        let order = payment_page::open(&mut tx, order_id, started, look_at, now).await?;
        tx.commit().await?;
        self.projection.show_committed(&order).await;
        Ok(order)
    }

    async fn wanted(&self, order_id: OrderId) -> Result<NewPayment, PaymentError> {
        let order = store::orders::order(&self.database, order_id).await?;
        let order = order.ok_or(PaymentError::NotFound)?;
        Ok(NewPayment {
            order_id,
            title: format!("{} · {}", order.restaurant_name, order.number),
            total: order.price.total,
            return_url: self.return_url.replace("{order_id}", &order_id.to_string()),
        })
    }

    /// Takes what a provider told of a payment. Being told twice does no harm.
    pub(crate) async fn hear(&self, told: provider::Callback) -> Result<(), PaymentError> {
        let known = store::payments::read(&self.database, told.order_id).await?;
        let known = known.ok_or(PaymentError::NotFound)?;
        // Before the page was noted, after a crash for instance, the reference is not known yet.
        if known.reference.is_some_and(|reference| reference != told.reference) {
            return Err(PaymentError::OtherPayment);
        }
        self.settle(told.order_id, &told.reference, told.state).await
    }

    /// Notes what became of a payment, together with the provider's name for it: what was paid can be given back.
    async fn settle(&self, order_id: OrderId, reference: &str, state: PaymentState) -> Result<(), PaymentError> {
        let payment = match state {
            PaymentState::Open => return Ok(()),
            PaymentState::Paid { amount } => Payment::Arrived { amount },
            PaymentState::Failed => Payment::Failed { reason: None },
        };
        let mut tx = self.database.begin().await?;
        let settled = pay::settle(&mut tx, self.deadlines, order_id, payment, self.clock.now()).await?;
        store::payments::named(&mut tx, order_id, reference).await?;
        tx.commit().await?;
        if let Some(order) = settled {
            self.projection.show_committed(&order).await;
        }
        Ok(())
    }

    /// Does what is due: starts, looks up, closes and refunds. What fails is tried again later, and only logged here.
    pub(crate) async fn work(&self) -> Result<(), JobError> {
        let now = self.clock.now();
        let due = store::payments::due(&self.database, self.provider.name(), now, BATCH).await?;
        let outcomes: Vec<_> = stream::iter(due.into_iter().map(|pending| self.advance(pending, now)))
            .buffer_unordered(AT_A_TIME)
            .collect()
            .await;
        Ok(outcomes.into_iter().collect::<Result<(), DatabaseError>>()?)
    }

    async fn advance(&self, pending: Pending, now: Timestamp) -> Result<(), DatabaseError> {
        let (order_id, state) = (pending.order_id, pending.state);
        match self.step(&pending, now).await {
            Ok(()) => Ok(()),
            Err(PaymentError::Database(error)) => Err(error),
            Err(error) => {
                let attempts = pending.attempts.saturating_add(1);
                warn(order_id, state, attempts, &error);
                let at = later(now, backoff(attempts));
                store::payments::try_again(&self.database, order_id, state, attempts, at).await
            }
        }
    }

    async fn step(&self, pending: &Pending, now: Timestamp) -> Result<(), PaymentError> {
        let order_id = pending.order_id;
        match (pending.state, pending.reference.as_deref()) {
            (State::Starting, _) | (State::Open, None) => self.start(order_id).await.map(drop),
            (State::Open, Some(reference)) => {
                let state = self.provider.look_up(reference).await?;
                self.settle(order_id, reference, state).await?;
                self.wait(pending, later(now, ASK_AGAIN)).await
            }
            (State::Closing, None) => {
                // The page may exist all the same: whoever asked for it was ended before the answer was noted. Asking
                // again tells its name.
                let started = self.provider.start(&self.wanted(order_id).await?).await?;
                self.close(order_id, &started.reference).await
            }
            (State::Closing, Some(reference)) => self.close(order_id, reference).await,
            (State::Refunding, Some(reference)) => match self.provider.refund(reference, order_id).await? {
                RefundState::Pending => self.wait(pending, later(now, LONGEST_RETRY)).await,
                RefundState::Done => self.refunded(order_id).await,
            },
            // Whatever was paid has a name.
            (State::Refunding, None) => Err(PaymentError::NotFound),
            (State::Closed | State::Paid | State::Refunded, _) => Ok(()),
        }
    }

    async fn close(&self, order_id: OrderId, reference: &str) -> Result<(), PaymentError> {
        let state = self.provider.close(reference).await?;
        match state {
            // Not closed first: a process that died in between would leave money that nobody gives back.
            PaymentState::Paid { .. } => self.settle(order_id, reference, state).await,
            PaymentState::Open | PaymentState::Failed => {
                Ok(store::payments::closed(&self.database, order_id, reference).await?)
            }
        }
    }

    async fn refunded(&self, order_id: OrderId) -> Result<(), PaymentError> {
        let mut tx = self.database.begin().await?;
        let order = refund::refunded(&mut tx, order_id, self.clock.now()).await?;
        tx.commit().await?;
        if let Some(order) = order {
            self.projection.show_committed(&order).await;
        }
        Ok(())
    }

    /// Leaves a payment in its state until then, if it is in it.
    async fn wait(&self, pending: &Pending, until: Timestamp) -> Result<(), PaymentError> {
        let Pending { order_id, state, .. } = pending;
        Ok(store::payments::try_again(&self.database, *order_id, *state, 0, until).await?)
    }
}

fn warn(order_id: OrderId, state: State, attempts: u32, error: &PaymentError) {
    let error: &dyn std::error::Error = error;
    let state = state.as_str();
    tracing::warn!(order.id = %order_id, payment.state = state, attempts, error, "a payment did not move for now");
}

fn backoff(attempts: u32) -> SignedDuration {
    let doubled = 2_i32.saturating_pow(attempts.saturating_sub(1).min(16));
    FIRST_RETRY.saturating_mul(doubled).min(LONGEST_RETRY)
}
