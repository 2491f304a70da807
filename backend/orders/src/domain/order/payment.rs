//! The payment of an order by card, as far as its customer is told of it.

use super::{Change, OrderAggregate};
use crate::domain::event::OrderEvent;
use foodwala_contract::orders::PaymentStatus;
use jiff::Timestamp;

impl OrderAggregate {
    /// Has the payment follow the order; whether that changed it.
    pub(super) fn move_payment(&mut self, arrived: bool) -> bool {
        let ended = self.order.status.is_final() && !self.order.status.is_fulfilled();
        let Some(payment) = &mut self.order.card_payment else {
            return false;
        };
        let status = match payment.status {
            PaymentStatus::Pending if arrived => PaymentStatus::Paid,
            PaymentStatus::Pending if ended => PaymentStatus::Failed,
            PaymentStatus::Paid if ended => PaymentStatus::RefundPending,
            _ => return false,
        };
        (payment.status, payment.pay_url, payment.pay_by) = (status, None, None);
        true
    }

    /// Shows the customer the page to pay on. `None` when there is nothing to pay, or a page is shown.
    pub fn show_payment_page(&mut self, pay_url: String, now: Timestamp) -> Option<Change> {
        let payment = self.order.card_payment.as_mut()?;
        if payment.status != PaymentStatus::Pending || payment.pay_url.is_some() {
            return None;
        }
        payment.pay_url = Some(pay_url);
        self.touch(now);
        Some(Change::of(OrderEvent::PaymentChanged))
    }

    /// The money arrived although the order had ended unpaid: it is to be given back. `None` when it is not owed.
    pub fn owe_refund(&mut self, now: Timestamp) -> Option<Change> {
        let payment = self.order.card_payment.as_mut()?;
        if payment.status != PaymentStatus::Failed {
            return None;
        }
        payment.status = PaymentStatus::RefundPending;
        self.order.paid_at = Some(now);
        self.touch(now);
        Some(Change {
            payment_moved: true,
            ..Change::of(OrderEvent::PaymentChanged)
        })
    }

    /// The money was given back. `None` when it was not to be.
    pub fn refunded(&mut self, now: Timestamp) -> Option<Change> {
        let payment = self.order.card_payment.as_mut()?;
        if payment.status != PaymentStatus::RefundPending {
            return None;
        }
        (payment.status, payment.refunded_at) = (PaymentStatus::Refunded, Some(now));
        self.touch(now);
        Some(Change {
            payment_moved: true,
            ..Change::of(OrderEvent::PaymentChanged)
        })
    }
}
