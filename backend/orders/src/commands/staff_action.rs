//! Does to an order what staff did on their board, or tells them that it came too late.

use crate::{
    domain::order::{Step, TransitionRefused},
    rendered::Rendered,
    store,
};
use foodwala_contract::{
    OrderId, RestaurantId,
    events::{OrderTransitionRefused, StaffActionTaken},
    orders::Actor,
};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::Timestamp;

/// What came of an action.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The order has changed to this.
    Applied(Rendered),
    /// It came too late, which the board has been told.
    Refused(TransitionRefused),
}

/// Why an action has no outcome.
#[derive(Debug, thiserror::Error)]
pub enum StaffActionError {
    /// The restaurant has no such order.
    #[error("restaurant {restaurant_id} has no order {order_id}")]
    NotFound {
        /// The order.
        order_id: OrderId,
        /// Whose board.
        restaurant_id: RestaurantId,
    },
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Does what staff did.
///
/// # Errors
/// Why it has no outcome.
pub async fn take(tx: &mut Tx, taken: StaffActionTaken, now: Timestamp) -> Result<Outcome, StaffActionError> {
    let StaffActionTaken {
        order_id,
        restaurant_id,
        action,
        ..
    } = taken;
    let mut aggregate = store::orders::find(tx, order_id)
        .await?
        .filter(|aggregate| aggregate.order().restaurant_id == restaurant_id)
        .ok_or(StaffActionError::NotFound {
            order_id,
            restaurant_id,
        })?;
    match aggregate.apply(Step::Staff(action), Actor::Restaurant, now) {
        Ok(change) => {
            let order = super::record(tx, &aggregate, change, now).await?;
            Ok(Outcome::Applied(order))
        }
        Err(refused) => {
            let TransitionRefused { action, status, .. } = refused;
            let event = OrderTransitionRefused {
                order_id,
                restaurant_id,
                action,
                status,
            };
            outbox::append(tx, &event, now).await?;
            Ok(Outcome::Refused(refused))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command},
        domain::testing::{NOON, PIZZA, RESTAURANT},
    };
    use foodwala_contract::{
        events::StaffAction,
        orders::{OrderAction, OrderStatus},
    };

    #[tokio::test]
    async fn an_action_that_lost_the_race_is_answered() {
        let kitchen = Kitchen::open().await;
        kitchen.set_portions(PIZZA, Some(2), 1).await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        let reject = StaffAction::Reject {
            reason: "Closing".into(),
        };
        let act = async |restaurant_id, action| {
            let taken = StaffActionTaken {
                order_id,
                restaurant_id,
                action,
                by: None,
            };
            kitchen.run(async |tx| take(tx, taken, NOON).await).await
        };
        let applied = act(RESTAURANT, reject.clone()).await.unwrap();
        assert!(matches!(applied, Outcome::Applied(order) if (order.id, order.version) == (order_id, 2)));
        assert_eq!(kitchen.portions(PIZZA).await, Some(2), "given back");

        let late = act(RESTAURANT, StaffAction::Accept { ready_in_minutes: 5 })
            .await
            .unwrap();
        let (action, status) = (OrderAction::Accept, OrderStatus::Rejected);
        let expected = TransitionRefused {
            action,
            actor: Actor::Restaurant,
            status,
        };
        assert!(matches!(late, Outcome::Refused(refused) if refused == expected));
        assert_eq!(
            kitchen.events().await.last().unwrap(),
            "foodwala.order.transition_refused.v1"
        );

        let other = RestaurantId(uuid::Uuid::from_u128(9));
        assert!(matches!(
            act(other, reject).await,
            Err(StaffActionError::NotFound { .. })
        ));
    }
}
