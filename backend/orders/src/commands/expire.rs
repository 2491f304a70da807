//! Ends an order that nobody accepted in time.

use crate::{
    domain::order::{Step, TransitionRefused},
    rendered::Rendered,
    store,
};
use foodwala_contract::{OrderId, orders::Actor};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Why an order was not ended.
#[derive(Debug, thiserror::Error)]
pub enum ExpireOrderError {
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// The restaurant still has time.
    #[error("the order is not overdue")]
    NotDue,
    /// It does not wait for that.
    #[error(transparent)]
    Refused(#[from] TransitionRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Ends an order whose time has come.
///
/// # Errors
/// Why it was not ended.
pub async fn expire(tx: &mut Tx, order_id: OrderId, now: Timestamp) -> Result<Rendered, ExpireOrderError> {
    let mut aggregate = store::orders::find(tx, order_id)
        .await?
        .ok_or(ExpireOrderError::NotFound)?;
    if aggregate.own().due_at.is_some_and(|due_at| now < due_at) {
        return Err(ExpireOrderError::NotDue);
    }
    let change = aggregate.apply(Step::Expire, Actor::Platform, now)?;
    Ok(super::record(tx, &aggregate, change, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command, order_of},
        domain::testing::{NOON, PIZZA},
    };
    use foodwala_contract::orders::OrderStatus;
    use jiff::SignedDuration;

    #[tokio::test]
    async fn an_order_expires_when_its_time_is_over() {
        let kitchen = Kitchen::open().await;
        kitchen.set_portions(PIZZA, Some(2), 1).await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        let expire_after = async |seconds| {
            let now = NOON + SignedDuration::from_secs(seconds);
            kitchen.run(async |tx| expire(tx, order_id, now).await).await
        };
        assert!(matches!(expire_after(599).await, Err(ExpireOrderError::NotDue)));
        assert_eq!(order_of(&expire_after(600).await.unwrap()).status, OrderStatus::Expired);
        assert_eq!(kitchen.portions(PIZZA).await, Some(2), "given back");
        assert!(matches!(expire_after(601).await, Err(ExpireOrderError::Refused(_))));
    }
}
