//! Tells the restaurant of an order that was placed ahead, now that it is time to begin.

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

/// Why an order was not released.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseOrderError {
    /// There is no such order.
    #[error("there is no such order")]
    NotFound,
    /// It is too early.
    #[error("the order is not due")]
    NotDue,
    /// It does not wait for that.
    #[error(transparent)]
    Refused(#[from] TransitionRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Releases an order whose time has come.
///
/// # Errors
/// Why it was not released.
pub async fn release(
    tx: &mut Tx,
    deadlines: Deadlines,
    order_id: OrderId,
    now: Timestamp,
) -> Result<Rendered, ReleaseOrderError> {
    let mut aggregate = store::orders::find(tx, order_id)
        .await?
        .ok_or(ReleaseOrderError::NotFound)?;
    if aggregate.own().due_at.is_some_and(|due_at| now < due_at) {
        return Err(ReleaseOrderError::NotDue);
    }
    let change = aggregate.apply(
        Step::Release {
            accept_by: later(now, deadlines.accept),
        },
        Actor::Platform,
        now,
    )?;
    Ok(super::record(tx, &aggregate, change, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command, order_of},
        domain::{
            basket::CheckedBasket,
            testing::{self, DEADLINES, NOON},
        },
    };
    use foodwala_contract::orders::OrderStatus;
    use jiff::SignedDuration;

    #[tokio::test]
    async fn an_order_for_later_is_released_in_time_to_cook_and_ride() {
        let kitchen = Kitchen::open().await;
        let wanted = NOON + SignedDuration::from_hours(3);
        let mut command = command();
        let mut basket = testing::basket();
        basket.scheduled_for = Some(wanted);
        command.basket = CheckedBasket::new(basket).unwrap();
        let order_id = kitchen.place(command).await.unwrap().id;

        let release_at = async |now| {
            kitchen
                .run(async |tx| release(tx, DEADLINES, order_id, now).await)
                .await
        };
        // 25 minutes to cook, 5 minutes and 1112 m to ride.
        let due_at = wanted - SignedDuration::from_secs(25 * 60 + 5 * 60 + 222);
        let early = release_at(due_at - SignedDuration::from_secs(1)).await;
        assert!(matches!(early, Err(ReleaseOrderError::NotDue)));
        let order = order_of(&release_at(due_at).await.unwrap());
        assert_eq!((order.status, order.promised_at), (OrderStatus::Placed, wanted));
        assert_eq!(order.accept_by, Some(due_at + DEADLINES.accept));
        assert_eq!(
            kitchen.events().await,
            ["foodwala.order.scheduled.v1", "foodwala.order.placed.v1"]
        );
    }
}
