//! Notes the page on which an order is paid, and tells its customer.

use crate::{
    payments::provider::StartedPayment,
    rendered::Rendered,
    store::{self, payments::State},
};
use foodwala_contract::OrderId;
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Why a page was not noted.
#[derive(Debug, thiserror::Error)]
pub enum OpenPaymentError {
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Notes the page; what became of it is looked up at `look_at`. If the order has ended meanwhile, or somebody else was
/// faster, only the provider's name for the payment is noted.
///
/// # Errors
/// Why it was not noted.
pub async fn open(
    tx: &mut Tx,
    order_id: OrderId,
    started: StartedPayment,
    look_at: Timestamp,
    now: Timestamp,
) -> Result<Rendered, OpenPaymentError> {
    let aggregate = store::orders::find(tx, order_id).await?;
    let payment = store::payments::find(tx, order_id).await?;
    let (Some(mut aggregate), Some(payment)) = (aggregate, payment) else {
        return Err(OpenPaymentError::NotFound);
    };
    if payment.state == State::Starting {
        store::payments::opened(tx, order_id, &started.reference, look_at).await?;
        if let Some(change) = aggregate.show_payment_page(started.pay_url, now) {
            return Ok(super::record(tx, &aggregate, change, now).await?);
        }
    } else {
        store::payments::named(tx, order_id, &started.reference).await?;
    }
    Ok(Rendered::of(&aggregate)?)
}
