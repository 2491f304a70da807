//! Notes that the money of an order was given back, and tells its customer.

use crate::{rendered::Rendered, store};
use foodwala_contract::OrderId;
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Notes it; `None` when it was noted before, or there is nothing to give back.
///
/// # Errors
/// The database's.
pub async fn refunded(tx: &mut Tx, order_id: OrderId, now: Timestamp) -> Result<Option<Rendered>, DatabaseError> {
    let Some(mut aggregate) = store::orders::find(tx, order_id).await? else {
        return Ok(None);
    };
    match aggregate.refunded(now) {
        Some(change) => super::record(tx, &aggregate, change, now).await.map(Some),
        None => Ok(None),
    }
}
