//! A customer left.

use crate::commands::erase_customer;
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::CustomerDeleted;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::sync::Arc;

/// The handler of `CustomerDeleted`.
pub struct CustomerEraser {
    /// The time.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Handler for CustomerEraser {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let CustomerDeleted { account_id } = message.decode()?;
        Ok(erase_customer::erase(tx, account_id, self.clock.now()).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command, order_of},
        domain::testing::{CUSTOMER, NOON},
        store,
    };
    use foodwala_clock::ManualClock;
    use foodwala_contract::OrderId;

    #[tokio::test]
    async fn ended_orders_are_erased_now_and_live_ones_when_they_end() {
        let kitchen = Kitchen::open().await;
        let ended = kitchen.place(command()).await.unwrap().id;
        kitchen.deliver(ended).await;
        let live = kitchen.place(command()).await.unwrap().id;

        let event = CustomerDeleted { account_id: CUSTOMER };
        let message = Message::of(foodwala_clock::new_id(NOON), "customers", &event, NOON, None).unwrap();
        let eraser = CustomerEraser {
            clock: Arc::new(ManualClock::new(NOON)),
        };
        kitchen.run(async |tx| eraser.handle(&message, tx).await).await.unwrap();

        let name = async |id: OrderId| {
            order_of(&store::orders::rendered(&kitchen.database, id).await.unwrap().unwrap())
                .contact
                .name
        };
        assert_eq!((name(ended).await.as_str(), name(live).await.as_str()), ("", "Ada"));
        kitchen.deliver(live).await;
        assert_eq!(name(live).await, "");
    }
}
