//! Orders that were placed ahead reach the restaurant when it is time to begin.

use super::{Due, for_each_due};
use crate::{
    commands::{
        place::Rules,
        release::{ReleaseOrderError, release},
    },
    rendered::Rendered,
    state::OrdersState,
};
use async_trait::async_trait;
use foodwala_contract::{OrderId, orders::OrderStatus};
use foodwala_database::{DatabaseError, Tx};
use foodwala_platform::JobError;
use jiff::Timestamp;

struct ReleaseScheduled;

/// Releases what is due.
///
/// # Errors
/// The database's.
pub async fn run(state: OrdersState) -> Result<(), JobError> {
    for_each_due::<ReleaseScheduled>(state).await
}

#[async_trait]
impl Due for ReleaseScheduled {
    const STATUS: OrderStatus = OrderStatus::Scheduled;

    async fn change(tx: &mut Tx, rules: Rules, id: OrderId, now: Timestamp) -> Result<Option<Rendered>, DatabaseError> {
        match release(tx, rules.deadlines, id, now).await {
            Ok(order) => Ok(Some(order)),
            Err(ReleaseOrderError::NotFound | ReleaseOrderError::NotDue | ReleaseOrderError::Refused(_)) => Ok(None),
            Err(ReleaseOrderError::Database(error)) => Err(error),
        }
    }
}
