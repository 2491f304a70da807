//! Calls an order off: customers their own until it is accepted, support any until it is on the way.

use crate::{
    domain::order::{Step, TransitionRefused},
    rendered::Rendered,
    store,
};
use foodwala_contract::{AccountId, OrderId, orders::Actor};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// An order to call off.
#[derive(Debug, Clone)]
pub struct CancelOrder {
    /// The order.
    pub order_id: OrderId,
    /// Who calls it off.
    pub caller: AccountId,
    /// The caller works for the platform's support.
    pub is_support: bool,
    /// Why; required of support.
    pub reason: Option<String>,
}

/// Why an order was not called off.
#[derive(Debug, thiserror::Error)]
pub enum CancelOrderError {
    /// There is no such order, or it is not the caller's.
    #[error("there is no such order")]
    NotFound,
    /// Support must say why.
    #[error("a reason is missing")]
    ReasonMissing,
    /// It is too late.
    #[error(transparent)]
    Refused(#[from] TransitionRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Calls an order off.
///
/// # Errors
/// Why it was not called off.
pub async fn cancel(tx: &mut Tx, command: CancelOrder, now: Timestamp) -> Result<Rendered, CancelOrderError> {
    let mut aggregate = store::orders::find(tx, command.order_id)
        .await?
        .ok_or(CancelOrderError::NotFound)?;
    let is_own = aggregate.order().customer_id == command.caller;
    if !is_own && !command.is_support {
        return Err(CancelOrderError::NotFound);
    }
    let says_why = command
        .reason
        .as_deref()
        .is_some_and(|reason| !reason.trim().is_empty());
    if !is_own && !says_why {
        return Err(CancelOrderError::ReasonMissing);
    }
    let actor = if is_own { Actor::Customer } else { Actor::Admin };
    let change = aggregate.apply(Step::Cancel { reason: command.reason }, actor, now)?;
    Ok(super::record(tx, &aggregate, change, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            staff_action,
            testing::{Kitchen, command, order_of},
        },
        domain::testing::{CUSTOMER, NOON, PIZZA, RESTAURANT},
    };
    use foodwala_contract::{
        events::{StaffAction, StaffActionTaken},
        orders::OrderStatus,
    };

    const STRANGER: AccountId = AccountId(uuid::Uuid::from_u128(77));

    async fn cancel_as(
        kitchen: &Kitchen,
        order_id: OrderId,
        caller: AccountId,
        is_support: bool,
        reason: Option<&str>,
    ) -> Result<Rendered, CancelOrderError> {
        let command = CancelOrder {
            order_id,
            caller,
            is_support,
            reason: reason.map(Into::into),
        };
        kitchen.run(async |tx| cancel(tx, command, NOON).await).await
    }

    #[tokio::test]
    async fn a_cancelled_order_gives_its_portions_back() {
        let kitchen = Kitchen::open().await;
        kitchen.set_portions(PIZZA, Some(5), 1).await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        assert_eq!(kitchen.portions(PIZZA).await, Some(3));

        let order = order_of(&cancel_as(&kitchen, order_id, CUSTOMER, false, None).await.unwrap());
        assert_eq!(order.status, OrderStatus::Cancelled);
        assert_eq!(kitchen.portions(PIZZA).await, Some(5));
        let again = cancel_as(&kitchen, order_id, CUSTOMER, false, None).await;
        assert!(matches!(again, Err(CancelOrderError::Refused(_))));
        assert_eq!(
            kitchen.events().await,
            [
                "foodwala.order.portions_changed.v1",
                "foodwala.order.placed.v1",
                "foodwala.order.cancelled.v1",
                "foodwala.order.portions_changed.v1"
            ]
        );
    }

    #[tokio::test]
    async fn what_staff_counted_anew_is_left_alone() {
        let kitchen = Kitchen::open().await;
        kitchen.set_portions(PIZZA, Some(5), 1).await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        kitchen.set_portions(PIZZA, Some(0), 2).await;
        cancel_as(&kitchen, order_id, CUSTOMER, false, None).await.unwrap();
        assert_eq!(kitchen.portions(PIZZA).await, Some(0));
    }

    #[tokio::test]
    async fn support_cancels_what_a_customer_no_longer_can_and_says_why() {
        let kitchen = Kitchen::open().await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        let action = StaffAction::Accept { ready_in_minutes: 20 };
        let taken = StaffActionTaken {
            order_id,
            restaurant_id: RESTAURANT,
            action,
            by: None,
        };
        kitchen
            .run(async |tx| staff_action::take(tx, taken, NOON).await)
            .await
            .unwrap();

        let late = cancel_as(&kitchen, order_id, CUSTOMER, false, None).await;
        assert!(matches!(late, Err(CancelOrderError::Refused(_))));
        let stranger = cancel_as(&kitchen, order_id, STRANGER, false, None).await;
        assert!(matches!(stranger, Err(CancelOrderError::NotFound)));
        let silent = cancel_as(&kitchen, order_id, STRANGER, true, Some(" ")).await;
        assert!(matches!(silent, Err(CancelOrderError::ReasonMissing)));

        let order = order_of(
            &cancel_as(&kitchen, order_id, STRANGER, true, Some("Fraud"))
                .await
                .unwrap(),
        );
        let last = order.history.last().unwrap();
        assert_eq!((last.by, last.reason.as_deref()), (Actor::Admin, Some("Fraud")));
    }
}
