//! Settles a card payment: it arrived, it failed, or nobody paid in time.

use crate::{
    domain::{
        order::{Deadlines, Step, TransitionRefused},
        time::later,
    },
    rendered::Rendered,
    store,
};
use foodwala_contract::{OrderId, orders::Actor};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// What became of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payment {
    /// It arrived.
    Arrived,
    /// It failed.
    Failed {
        /// Why, for the customer.
        reason: Option<String>,
    },
    /// It has not arrived by the time it had to.
    Overdue,
}

/// Why a payment was not settled.
#[derive(Debug, thiserror::Error)]
pub enum SettlePaymentError {
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// The customer still has time.
    #[error("the payment is not overdue")]
    NotDue,
    /// The order does not wait for a payment.
    #[error(transparent)]
    Refused(#[from] TransitionRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Settles the payment of an order.
///
/// # Errors
/// Why it was not settled.
pub async fn settle(
    tx: &mut Tx,
    deadlines: Deadlines,
    order_id: OrderId,
    payment: Payment,
    now: Timestamp,
) -> Result<Rendered, SettlePaymentError> {
    let mut aggregate = store::orders::find(tx, order_id)
        .await?
        .ok_or(SettlePaymentError::NotFound)?;
    let step = match payment {
        Payment::Arrived => Step::Pay {
            accept_by: later(now, deadlines.accept),
        },
        Payment::Failed { reason } => Step::FailPayment { reason },
        Payment::Overdue if aggregate.own().due_at.is_none_or(|due_at| now < due_at) => {
            return Err(SettlePaymentError::NotDue);
        }
        Payment::Overdue => Step::FailPayment { reason: None },
    };
    let change = aggregate.apply(step, Actor::Platform, now)?;
    Ok(super::record(tx, &aggregate, change, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            place::PlaceOrder,
            testing::{Kitchen, command, order_of},
        },
        domain::testing::{DEADLINES, NOON},
    };
    use foodwala_contract::orders::{OrderStatus, PaymentMethod};
    use jiff::SignedDuration;

    async fn settle_at(
        kitchen: &Kitchen,
        order_id: OrderId,
        payment: Payment,
        minutes: i64,
    ) -> Result<Rendered, SettlePaymentError> {
        let now = NOON + SignedDuration::from_mins(minutes);
        kitchen
            .run(async |tx| settle(tx, DEADLINES, order_id, payment, now).await)
            .await
    }

    #[tokio::test]
    async fn a_payment_is_settled_once() {
        let mut kitchen = Kitchen::open().await;
        kitchen.rules.card_payments = true;
        let by_card = || PlaceOrder {
            payment: PaymentMethod::Card,
            ..command()
        };

        let paid = kitchen.place(by_card()).await.unwrap().id;
        let order = order_of(&settle_at(&kitchen, paid, Payment::Arrived, 1).await.unwrap());
        assert_eq!(order.status, OrderStatus::Placed);
        assert_eq!(order.accept_by, Some(NOON + SignedDuration::from_mins(11)));
        let failed = Payment::Failed {
            reason: Some("Declined".into()),
        };
        assert!(matches!(
            settle_at(&kitchen, paid, failed, 2).await,
            Err(SettlePaymentError::Refused(_))
        ));

        let unpaid = kitchen.place(by_card()).await.unwrap().id;
        let early = settle_at(&kitchen, unpaid, Payment::Overdue, 14).await;
        assert!(matches!(early, Err(SettlePaymentError::NotDue)));
        let order = order_of(&settle_at(&kitchen, unpaid, Payment::Overdue, 15).await.unwrap());
        assert_eq!(order.status, OrderStatus::PaymentFailed);
    }
}
