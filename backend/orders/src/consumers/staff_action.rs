//! What staff did on their board is done to the order, or refused.

use crate::{
    commands::staff_action::{self, Outcome, StaffActionError},
    projection::Projection,
    rendered::Rendered,
};
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::StaffActionTaken;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::sync::Arc;
use tokio::runtime::Handle;
use tracing::Instrument as _;

/// The handler of `StaffActionTaken`.
pub struct StaffActions {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where the customer sees it.
    pub projection: Projection,
}

impl StaffActions {
    /// Shows the order as soon as it is committed: the customer waits for it, and the projector's way over the bus is longer.
    fn show_on_commit(&self, tx: &mut Tx, order: Rendered) {
        let (runtime, projection) = (Handle::current(), self.projection.clone());
        let show = async move { projection.show_committed(&order).await }.in_current_span();
        tx.on_commit(move || drop(runtime.spawn(show)));
    }
}

#[async_trait]
impl Handler for StaffActions {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let taken: StaffActionTaken = message.decode()?;
        let order_id = taken.order_id;
        match staff_action::take(tx, taken, self.clock.now()).await {
            Ok(Outcome::Applied(order)) => {
                self.show_on_commit(tx, order);
                Ok(())
            }
            Ok(Outcome::Refused(refused)) => {
                let reason: &dyn std::error::Error = &refused;
                tracing::info!(order.id = %order_id, reason, "a staff action came too late");
                Ok(())
            }
            Err(error @ StaffActionError::NotFound { .. }) => Err(ConsumeError::permanent(error.to_string())),
            Err(StaffActionError::Database(error)) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command},
        domain::testing::{CUSTOMER, NOON, RESTAURANT},
    };
    use foodwala_clock::ManualClock;
    use foodwala_contract::events::StaffAction;
    use foodwala_readmodel::{ReadModel, names};
    use futures_util::StreamExt as _;

    #[tokio::test]
    async fn the_customer_sees_it_without_the_projector() {
        let kitchen = Kitchen::open().await;
        let read_model = ReadModel::in_process();
        let actions = StaffActions {
            clock: Arc::new(ManualClock::new(NOON)),
            projection: Projection::new(kitchen.database.clone(), read_model.clone()),
        };
        let order = kitchen.place(command()).await.unwrap();
        let taken = StaffActionTaken {
            order_id: order.id,
            restaurant_id: RESTAURANT,
            action: StaffAction::Accept { ready_in_minutes: 20 },
            by: None,
        };
        let message = Message::of(foodwala_clock::new_id(NOON), "restaurants", &taken, NOON, None).unwrap();
        let mut told = read_model
            .subscribe(&names::order_channel(CUSTOMER, order.id))
            .await
            .unwrap();

        let mut tx = kitchen.database.begin().await.unwrap();
        actions.handle(&message, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        told.next().await.unwrap();
        let (partition, key) = (names::customer_partition(CUSTOMER), names::order_key(order.id));
        let shown = read_model.get(&partition, &key).await.unwrap();
        assert_eq!(shown.map(|shown| shown.version), Some(2));
    }
}
