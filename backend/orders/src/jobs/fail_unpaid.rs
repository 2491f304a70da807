//! Orders whose card payment did not arrive in time end.

use super::{Due, for_each_due};
use crate::{
    commands::{
        pay::{Payment, SettlePaymentError, settle},
        place::Rules,
    },
    rendered::Rendered,
    state::OrdersState,
};
use async_trait::async_trait;
use foodwala_contract::{OrderId, orders::OrderStatus};
use foodwala_database::{DatabaseError, Tx};
use foodwala_platform::JobError;
use jiff::Timestamp;

struct FailUnpaid;

/// Ends what is overdue.
///
/// # Errors
/// The database's.
pub async fn run(state: OrdersState) -> Result<(), JobError> {
    for_each_due::<FailUnpaid>(state).await
}

#[async_trait]
impl Due for FailUnpaid {
    const STATUS: OrderStatus = OrderStatus::PaymentPending;

    async fn change(tx: &mut Tx, rules: Rules, id: OrderId, now: Timestamp) -> Result<Option<Rendered>, DatabaseError> {
        match settle(tx, rules.deadlines, id, Payment::Overdue, now).await {
            Ok(order) => Ok(order),
            Err(SettlePaymentError::NotFound | SettlePaymentError::NotDue | SettlePaymentError::OtherAmount) => {
                Ok(None)
            }
            Err(SettlePaymentError::Database(error)) => Err(error),
        }
    }
}
