//! From orders to read documents: one for each order, in the partition of its customer.

use crate::{commands::place::NOBODY, events::ReadDocumentOutdated, rendered::Rendered, store};
use async_trait::async_trait;
use foodwala_contract::{AccountId, OrderId, events::Event as _};
use foodwala_database::{Database, DatabaseError};
use foodwala_messaging::{ConsumeError, Message, Projector};
use foodwala_platform::stand_in::StandIn;
use foodwala_readmodel::{Put, ReadModel, ReadModelError, names};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::Deserialize;
use std::collections::{HashMap, hash_map::Entry};

/// The index of a customer's orders, by the time of ordering in microseconds.
pub const ORDERS: &str = "orders";
/// The document that says that a customer's list is complete.
const COMPLETE: &str = "orders-complete";
/// Documents on their way to the read model at once.
const AT_ONCE: usize = 32;
/// Orders read from SQL at a time.
const BATCH: u32 = 500;

/// Writes the read documents of orders.
#[derive(Debug, Clone)]
pub struct Projection {
    database: Database,
    read_model: ReadModel,
}

impl StandIn for Projection {
    fn stand_in(&self) -> Self {
        Self::new(self.database.clone(), ReadModel::in_process())
    }
}

/// Why a read document was not written.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// SQL could not be read.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The read model could not be written.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
}

impl Projection {
    /// From this schema to that read model.
    pub const fn new(database: Database, read_model: ReadModel) -> Self {
        Self { database, read_model }
    }

    /// Where the documents are.
    pub const fn read_model(&self) -> &ReadModel {
        &self.read_model
    }

    /// Shows an order as it is, or takes it away if it is hidden, and announces it to who follows it.
    pub async fn show(&self, order: &Rendered) -> Result<(), ReadModelError> {
        if order.customer_id == NOBODY {
            // Entered by staff: the board shows it, and nobody else looks for it.
            return Ok(());
        }
        let partition = names::customer_partition(order.customer_id);
        let key = names::order_key(order.id);
        if order.hidden {
            return self.read_model.remove(&partition, &key, order.version).await.map(drop);
        }
        // Announced by whoever is first to write a version: a follower must not depend on which way that is.
        let put = Put::new(&partition, key, order.version, order.body())
            .index(ORDERS, order.ordered_at.as_microsecond())
            .announce(names::order_topic(order.id));
        self.read_model.put(put).await.map(drop)
    }

    /// Shows an order right after its change was committed. What fails here is made good by the projector.
    pub async fn show_committed(&self, order: &Rendered) {
        if let Err(error) = self.show(order).await {
            let error: &dyn std::error::Error = &error;
            tracing::warn!(order.id = %order.id, error, "the read document was not written; the projector will");
        }
    }

    /// Shows an order as SQL has it. `None` when the customer has no such order to see.
    pub async fn restore(&self, customer: AccountId, id: OrderId) -> Result<Option<Rendered>, ProjectionError> {
        let Some(order) = store::orders::rendered(&self.database, id).await? else {
            return Ok(None);
        };
        if order.customer_id != customer {
            return Ok(None);
        }
        self.show(&order).await?;
        Ok(Some(order).filter(|order| !order.hidden))
    }

    /// Makes sure that all orders of a customer are shown.
    pub async fn complete(&self, customer: AccountId) -> Result<(), ProjectionError> {
        let write = || async {
            let orders = store::orders::rendered_of_customer(&self.database, customer).await?;
            let shown = stream::iter(orders).map(Ok);
            shown
                .try_for_each_concurrent(AT_ONCE, |order| async move { self.show(&order).await })
                .await?;
            Ok(())
        };
        let partition = names::customer_partition(customer);
        self.read_model.complete(&partition, COMPLETE, write).await
    }

    /// Shows all orders as SQL has them; answers how many there are.
    pub async fn rebuild(&self) -> Result<u64, ProjectionError> {
        let (mut count, mut last) = (0, None);
        let mut building = HashMap::new();
        loop {
            let orders = store::orders::rendered_after(&self.database, last, BATCH).await?;
            let Some(order) = orders.last() else { break };
            last = Some(order.id);
            for order in orders {
                if let Entry::Vacant(first) = building.entry(order.customer_id) {
                    let partition = names::customer_partition(order.customer_id);
                    first.insert(self.read_model.build(&partition, COMPLETE).await?);
                }
                self.show(&order).await?;
                count += 1;
            }
        }
        for building in building.into_values() {
            self.read_model.built(building).await?;
        }
        Ok(count)
    }
}

/// Any event of an order, as far as the projector needs to know it.
#[derive(Deserialize)]
struct Carried {
    order: Head,
}

#[derive(Deserialize)]
struct Head {
    id: OrderId,
    customer_id: AccountId,
    version: u64,
}

#[async_trait]
impl Projector for Projection {
    /// The event only says that something changed; what is shown comes from SQL, so that an old event that comes again
    /// after the read model was wiped shows nothing old.
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        let (customer, id) = if message.kind == ReadDocumentOutdated::TYPE {
            let outdated: ReadDocumentOutdated = message.decode()?;
            (outdated.customer_id, outdated.order_id)
        } else {
            let Carried { order } = serde_json::from_str(message.data.get())
                .map_err(|error| ConsumeError::permanent(format!("the data carries no order: {error}")))?;
            let partition = names::customer_partition(order.customer_id);
            let shown = self.read_model.get(&partition, &names::order_key(order.id)).await;
            if shown
                .map_err(|error| not_projected(error.into()))?
                .is_some_and(|shown| shown.version >= order.version)
            {
                return Ok(());
            }
            (order.customer_id, order.id)
        };
        self.restore(customer, id).await.map(drop).map_err(not_projected)
    }
}

fn not_projected(error: ProjectionError) -> ConsumeError {
    match error {
        ProjectionError::Database(error) => error.into(),
        ProjectionError::ReadModel(error) if error.is_unavailable() => ConsumeError::away(error),
        ProjectionError::ReadModel(error) => ConsumeError::transient(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            expire::expire,
            hide::{HideOrder, hide},
            testing::{Kitchen, command},
        },
        domain::testing::{CUSTOMER, NOON},
    };
    use foodwala_contract::events::{Event, OrderPlaced};
    use foodwala_readmodel::{Direction, RangeQuery};
    use jiff::SignedDuration;

    async fn shown(projection: &Projection) -> Vec<u64> {
        let query = RangeQuery::new(&names::customer_partition(CUSTOMER), ORDERS, Direction::Descending, 10);
        let entries = projection.read_model.range(query).await.unwrap();
        entries.iter().map(|entry| entry.document.version).collect()
    }

    async fn message<E: Event>(kitchen: &Kitchen, event: &E) -> Message {
        Message::of(
            foodwala_clock::new_id(NOON),
            kitchen.database.schema(),
            event,
            NOON,
            None,
        )
        .unwrap()
    }

    #[tokio::test]
    async fn a_hidden_order_stays_away_whatever_comes_late() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let placed = kitchen.place(command()).await.unwrap();
        let order_id = placed.id;
        projection.show(&placed).await.unwrap();
        assert_eq!(shown(&projection).await, [1]);

        let late = NOON + SignedDuration::from_mins(10);
        let expired = kitchen.run(async |tx| expire(tx, order_id, late).await).await.unwrap();
        kitchen
            .run(async |tx| {
                hide(
                    tx,
                    HideOrder {
                        order_id,
                        customer_id: CUSTOMER,
                    },
                    NOON,
                )
                .await
            })
            .await
            .unwrap();
        let outdated = ReadDocumentOutdated {
            order_id,
            customer_id: CUSTOMER,
        };
        projection.project(&message(&kitchen, &outdated).await).await.unwrap();
        assert_eq!(shown(&projection).await, [0; 0]);
        projection.show(&expired).await.unwrap();
        assert_eq!(shown(&projection).await, [0; 0]);
    }

    #[tokio::test]
    async fn an_old_event_after_a_wipe_shows_the_order_as_it_is() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let placed = kitchen.place(command()).await.unwrap();
        let late = NOON + SignedDuration::from_mins(10);
        kitchen.run(async |tx| expire(tx, placed.id, late).await).await.unwrap();

        let order = serde_json::from_str(placed.json.get()).unwrap();
        projection
            .project(&message(&kitchen, &OrderPlaced { order }).await)
            .await
            .unwrap();
        assert_eq!(shown(&projection).await, [2]);
    }

    #[tokio::test]
    async fn everything_is_rebuilt_from_sql() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        for _ in 0..3 {
            kitchen.place(command()).await.unwrap();
        }
        assert_eq!(projection.rebuild().await.unwrap(), 3);
        assert_eq!(shown(&projection).await, [1, 1, 1]);
        projection.read_model.wipe().await.unwrap();
        projection.complete(CUSTOMER).await.unwrap();
        assert_eq!(shown(&projection).await, [1, 1, 1]);
    }
}
