//! Settles a card payment: it arrived, it failed, or nobody paid in time.

use crate::{
    domain::{
        order::{Deadlines, Step, TransitionRefused},
        time::later,
    },
    rendered::Rendered,
    store,
};
use foodwala_contract::{
    Money, OrderId,
    orders::{Actor, PaymentStatus},
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// What became of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payment {
    /// It arrived.
    Arrived {
        /// How much.
        amount: Money,
    },
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
    /// There is no such order, or it is not paid by card.
    #[error("there is no such payment")]
    NotFound,
    /// The customer still has time.
    #[error("the payment is not overdue")]
    NotDue,
    /// Another amount arrived than the order costs.
    #[error("another amount arrived than the order costs")]
    OtherAmount,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Settles the payment of an order. Money that arrives for an order that has ended unpaid is owed back. `None` when the
/// payment was settled before.
///
/// # Errors
/// Why it was not settled.
pub async fn settle(
    tx: &mut Tx,
    deadlines: Deadlines,
    order_id: OrderId,
    payment: Payment,
    now: Timestamp,
) -> Result<Option<Rendered>, SettlePaymentError> {
    let mut aggregate = store::orders::find(tx, order_id)
        .await?
        .ok_or(SettlePaymentError::NotFound)?;
    let order = aggregate.order();
    let status = order.card_payment.as_ref().map(|payment| payment.status);
    let status = status.ok_or(SettlePaymentError::NotFound)?;
    let total = order.price.total;
    let step = match payment {
        // Whatever amount it was, it goes back whole.
        Payment::Arrived { .. } if status == PaymentStatus::Failed => {
            return match aggregate.owe_refund(now) {
                Some(change) => Ok(Some(super::record(tx, &aggregate, change, now).await?)),
                None => Ok(None),
            };
        }
        _ if status != PaymentStatus::Pending => return Ok(None),
        Payment::Arrived { amount } if amount != total => return Err(SettlePaymentError::OtherAmount),
        Payment::Arrived { .. } => {
            let payment = store::payments::find(tx, order_id).await?;
            let release_at = payment.and_then(|payment| payment.release_at);
            match release_at.filter(|release_at| now < *release_at) {
                Some(release_at) => Step::PayAhead { release_at },
                None => Step::Pay {
                    accept_by: later(now, deadlines.accept),
                },
            }
        }
        Payment::Failed { reason } => Step::FailPayment { reason },
        Payment::Overdue if aggregate.own().due_at.is_none_or(|due_at| now < due_at) => {
            return Err(SettlePaymentError::NotDue);
        }
        Payment::Overdue => Step::FailPayment { reason: None },
    };
    match aggregate.apply(step, Actor::Platform, now) {
        Ok(change) => Ok(Some(super::record(tx, &aggregate, change, now).await?)),
        // A payment is pending only while its order waits for it.
        Err(TransitionRefused { .. }) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            place::PlaceOrder,
            testing::{Kitchen, command, order_of},
        },
        domain::{
            basket::CheckedBasket,
            testing::{self, DEADLINES, NOON, PIZZA},
        },
    };
    use foodwala_contract::{
        Currency,
        orders::{OrderStatus, PaymentMethod},
    };
    use jiff::SignedDuration;

    async fn settle_at(
        kitchen: &Kitchen,
        order_id: OrderId,
        payment: Payment,
        minutes: i64,
    ) -> Result<Option<Rendered>, SettlePaymentError> {
        let now = NOON + SignedDuration::from_mins(minutes);
        kitchen
            .run(async |tx| settle(tx, DEADLINES, order_id, payment, now).await)
            .await
    }

    fn arrived() -> Payment {
        Payment::Arrived {
            amount: command().expected_total,
        }
    }

    fn by_card() -> PlaceOrder {
        PlaceOrder {
            payment: PaymentMethod::Card,
            ..command()
        }
    }

    async fn kitchen() -> Kitchen {
        let mut kitchen = Kitchen::open().await;
        kitchen.rules.card_payments = Some("fake");
        kitchen
    }

    #[tokio::test]
    async fn a_payment_is_settled_once() {
        let kitchen = kitchen().await;
        let paid = kitchen.place(by_card()).await.unwrap().id;
        let order = order_of(&settle_at(&kitchen, paid, arrived(), 1).await.unwrap().unwrap());
        assert_eq!(order.status, OrderStatus::Placed);
        assert_eq!(order.accept_by, Some(NOON + SignedDuration::from_mins(11)));
        assert_eq!(order.card_payment.unwrap().status, PaymentStatus::Paid);
        let failed = Payment::Failed {
            reason: Some("Declined".into()),
        };
        for again in [arrived(), failed, Payment::Overdue] {
            assert!(settle_at(&kitchen, paid, again, 20).await.unwrap().is_none());
        }
        let by_cash = kitchen.place(command()).await.unwrap().id;
        let refused = settle_at(&kitchen, by_cash, arrived(), 1).await;
        assert!(matches!(refused, Err(SettlePaymentError::NotFound)));
    }

    #[tokio::test]
    async fn another_amount_settles_nothing() {
        let kitchen = kitchen().await;
        let order = kitchen.place(by_card()).await.unwrap().id;
        let cheap = Payment::Arrived {
            amount: Money::new(1, Currency::EUR),
        };
        let refused = settle_at(&kitchen, order, cheap, 1).await;
        assert!(matches!(refused, Err(SettlePaymentError::OtherAmount)));
    }

    #[tokio::test]
    async fn money_that_comes_too_late_is_owed_back() {
        let kitchen = kitchen().await;
        kitchen.set_portions(PIZZA, Some(2), 1).await;
        let unpaid = kitchen.place(by_card()).await.unwrap().id;
        let early = settle_at(&kitchen, unpaid, Payment::Overdue, 14).await;
        assert!(matches!(early, Err(SettlePaymentError::NotDue)));
        let order = order_of(
            &settle_at(&kitchen, unpaid, Payment::Overdue, 15)
                .await
                .unwrap()
                .unwrap(),
        );
        assert_eq!(order.status, OrderStatus::PaymentFailed);
        assert_eq!(kitchen.portions(PIZZA).await, Some(2), "given back");

        let order = order_of(&settle_at(&kitchen, unpaid, arrived(), 16).await.unwrap().unwrap());
        assert_eq!(order.status, OrderStatus::PaymentFailed);
        assert_eq!(order.card_payment.unwrap().status, PaymentStatus::RefundPending);
        assert!(settle_at(&kitchen, unpaid, arrived(), 17).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn an_order_ahead_of_its_time_waits_after_it_is_paid() {
        let kitchen = kitchen().await;
        let mut basket = testing::basket();
        basket.scheduled_for = Some(NOON + SignedDuration::from_hours(3));
        let ahead = || PlaceOrder {
            basket: CheckedBasket::new(basket.clone()).unwrap(),
            ..by_card()
        };
        let early = kitchen.place(ahead()).await.unwrap().id;
        let order = order_of(&settle_at(&kitchen, early, arrived(), 1).await.unwrap().unwrap());
        assert_eq!((order.status, order.accept_by), (OrderStatus::Scheduled, None));
        let due = kitchen
            .run(async |tx| store::orders::find(tx, early).await)
            .await
            .unwrap();
        assert!(due.unwrap().own().due_at.unwrap() > NOON + SignedDuration::from_hours(2));
        assert_eq!(
            kitchen.events().await,
            ["foodwala.order.payment_pending.v1", "foodwala.order.scheduled.v1"]
        );

        let late = kitchen.place(ahead()).await.unwrap().id;
        let order = order_of(&settle_at(&kitchen, late, arrived(), 170).await.unwrap().unwrap());
        assert_eq!(order.status, OrderStatus::Placed, "the kitchen must begin right now");
    }
}
