//! What follows from other services' events, one file per event.

mod customer_changed;
mod customer_deleted;

use async_trait::async_trait;
use foodwala_contract::events::{CustomerChanged, CustomerDeleted, Event};
use foodwala_database::{Database, Tx};
use foodwala_messaging::{ConsumeError, Consumer, Handler, Message};

/// One queue for both events, so that a customer's are handled in order.
pub const QUEUE: &str = "identity.customers";
/// The events.
pub const TYPES: &[&str] = &[CustomerChanged::TYPE, CustomerDeleted::TYPE];

/// The consumer of both events.
pub fn customers(database: &Database) -> Consumer {
    Consumer::new(QUEUE, TYPES, database.clone(), Customers)
}

struct Customers;

#[async_trait]
impl Handler for Customers {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        match message.kind.as_str() {
            CustomerChanged::TYPE => customer_changed::handle(tx, &message.decode()?).await,
            CustomerDeleted::TYPE => customer_deleted::handle(tx, &message.decode()?).await,
            other => Err(ConsumeError::permanent(format!("unexpected type {other}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;
    use foodwala_contract::events::AccountRegistered;

    async fn deliver<E: Event>(world: &World, event: &E) -> Result<(), ConsumeError> {
        let message = Message::of(
            foodwala_clock::new_id(world.now()),
            "customers",
            event,
            world.now(),
            None,
        )
        .unwrap();
        let mut tx = world.identity.database.begin().await.unwrap();
        let result = Customers.handle(&message, &mut tx).await;
        tx.commit().await.unwrap();
        result
    }

    #[tokio::test]
    async fn each_event_reaches_its_handler() {
        let world = World::new().await;
        let account = world.registered("ada@example.org").await.account;
        deliver(&world, &CustomerDeleted { account_id: account.id })
            .await
            .unwrap();
        assert_eq!(world.count("accounts").await, 0);
        let foreign = deliver(&world, &AccountRegistered { account }).await;
        assert!(matches!(foreign, Err(ConsumeError::Permanent { .. })));
    }
}
