//! Orders that nobody accepted in time expire.

use super::{Due, for_each_due};
use crate::{
    commands::{
        expire::{ExpireOrderError, expire},
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

struct ExpireUnaccepted;

/// Expires what is overdue.
///
/// # Errors
/// The database's.
pub async fn run(state: OrdersState) -> Result<(), JobError> {
    for_each_due::<ExpireUnaccepted>(state).await
}

#[async_trait]
impl Due for ExpireUnaccepted {
    const STATUS: OrderStatus = OrderStatus::Placed;

    async fn change(tx: &mut Tx, _: Rules, id: OrderId, now: Timestamp) -> Result<Option<Rendered>, DatabaseError> {
        match expire(tx, id, now).await {
            Ok(order) => Ok(Some(order)),
            Err(ExpireOrderError::NotFound | ExpireOrderError::NotDue | ExpireOrderError::Refused(_)) => Ok(None),
            Err(ExpireOrderError::Database(error)) => Err(error),
        }
    }
}
