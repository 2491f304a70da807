//! What other services' events do here: one file per source of change.
//!
//! A message is confirmed once its effect is committed and the read documents are written, so that whoever waits for the
//! message finds the documents up to date. If they cannot be written, a job does it later.

pub mod accounts;
pub mod delivery_codes;
pub mod orders;
pub mod portions;

use crate::{directory::Directory, projection::Projection, store::unprojected::Subject};
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::{
    Timestamp,
    events::{
        AccountRegistered, CustomerChanged, CustomerDeleted, DeliveryCodeMade, Event, ORDER_EVENT_TYPES,
        OrderTransitionRefused, PortionsChanged,
    },
};
use foodwala_database::{Database, Tx};
use foodwala_messaging::{ConsumeError, Consumer, Message, Projector, Subscription, inbox};
use std::sync::Arc;

/// What a message changes.
#[async_trait]
pub trait Effect: Send + Sync + 'static {
    /// Makes the change in `tx` and notes the documents that it leaves behind; answers whose they are.
    async fn apply(&self, message: &Message, tx: &mut Tx, now: Timestamp) -> Result<Vec<Subject>, ConsumeError>;
}

const ACCOUNT_EVENT_TYPES: &[&str] = &[AccountRegistered::TYPE, CustomerChanged::TYPE, CustomerDeleted::TYPE];

/// What the consumers subscribe to.
pub fn subscriptions() -> Vec<Subscription> {
    vec![
        Subscription::new("restaurants.board", &board_types()),
        Subscription::new("restaurants.portions", &[PortionsChanged::TYPE]),
        Subscription::new("restaurants.people", ACCOUNT_EVENT_TYPES),
        Subscription::new("restaurants.delivery-codes", &[DeliveryCodeMade::TYPE]),
    ]
}

fn board_types() -> Vec<&'static str> {
    [ORDER_EVENT_TYPES, &[OrderTransitionRefused::TYPE]].concat()
}

/// Every consumer of the service.
pub fn consumers(
    database: &Database,
    projection: &Projection,
    directory: &Directory,
    clock: &Arc<dyn Clock>,
) -> Vec<Consumer> {
    let consumer = |queue, types: &[&'static str], effect: Arc<dyn Effect>| {
        let (database, projection, clock) = (database.clone(), projection.clone(), Arc::clone(clock));
        Consumer::projector(
            queue,
            types,
            Once {
                queue,
                database,
                projection,
                clock,
                effect,
            },
        )
    };
    let accounts = accounts::Accounts {
        directory: directory.clone(),
    };
    vec![
        consumer("restaurants.board", &board_types(), Arc::new(orders::Orders)),
        consumer(
            "restaurants.portions",
            &[PortionsChanged::TYPE],
            Arc::new(portions::Portions),
        ),
        consumer("restaurants.people", ACCOUNT_EVENT_TYPES, Arc::new(accounts)),
        consumer(
            "restaurants.delivery-codes",
            &[DeliveryCodeMade::TYPE],
            Arc::new(delivery_codes::DeliveryCodes),
        ),
    ]
}

/// Has an effect once, in one transaction with the note that the message has been handled, and writes the read
/// documents before the message is confirmed.
struct Once {
    queue: &'static str,
    database: Database,
    projection: Projection,
    clock: Arc<dyn Clock>,
    effect: Arc<dyn Effect>,
}

#[async_trait]
impl Projector for Once {
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        let now = self.clock.now();
        let mut tx = self.database.begin().await?;
        if !inbox::record(&mut tx, self.queue, message.id, now).await? {
            tx.rollback().await?;
            return Ok(());
        }
        let changed = self.effect.apply(message, &mut tx, now).await?;
        tx.commit().await?;
        self.projection.refresh_noted(&changed, now).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{queries::board, samples, testing::Fixture};
    use foodwala_contract::{
        board::BoardQuery,
        events::OrderReviewed,
        orders::{OrderStatus, Review},
    };

    #[tokio::test]
    async fn a_message_has_one_effect_and_the_documents_are_there_when_it_is_confirmed() {
        let fixture = Fixture::with_restaurant().await;
        let consumer = Once {
            queue: "restaurants.board",
            database: fixture.database.clone(),
            projection: fixture.projection.clone(),
            clock: fixture.clock(),
            effect: Arc::new(orders::Orders),
        };
        let mut order = samples::order(OrderStatus::Delivered);
        order.review = Some(Review {
            stars: 5,
            comment: None,
            at: samples::now(),
        });
        let message = Message::of(samples::id(1), "orders", &OrderReviewed { order }, samples::now(), None).unwrap();
        for _ in 0..2 {
            consumer.project(&message).await.unwrap();
        }
        assert_eq!(
            fixture.emitted().await.len(),
            4,
            "opened, with its staff and owner, and rated once"
        );
        let viewer = crate::domain::board::Viewer::Whole;
        let query = BoardQuery {
            view: Some(foodwala_contract::board::BoardView::Ended),
            ..BoardQuery::default()
        };
        let page = board::list(&fixture.reader(), samples::restaurant_id(1), viewer, query)
            .await
            .unwrap();
        assert_eq!(page.items.len(), 1);
    }
}
