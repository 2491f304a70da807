//! What this service does by the clock.

pub mod expire_unaccepted;
pub mod fail_unpaid;
pub mod payments;
pub mod purge;
pub mod release_scheduled;

use crate::{commands::place::Rules, rendered::Rendered, state::OrdersState, store};
use async_trait::async_trait;
use foodwala_contract::{OrderId, orders::OrderStatus};
use foodwala_database::{DatabaseError, Tx};
use foodwala_platform::JobError;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;

/// Orders looked up at a time.
const BATCH: u32 = 100;
/// Orders worked on at a time: their commits share one flush of the disk.
const AT_A_TIME: usize = 16;

/// What is done to orders in a state whose time has come.
#[async_trait]
trait Due {
    /// The state.
    const STATUS: OrderStatus;

    /// Does it to one order; `None` when somebody else was faster.
    async fn change(tx: &mut Tx, rules: Rules, id: OrderId, now: Timestamp) -> Result<Option<Rendered>, DatabaseError>;
}

/// Works through the orders that are due, each in a transaction of its own. One that fails does not keep the others
/// from being done; the first failure is reported.
async fn for_each_due<D: Due>(state: OrdersState) -> Result<(), JobError> {
    let now = state.clock.now();
    loop {
        let due = store::orders::due(&state.database, D::STATUS, now, BATCH).await?;
        let found = due.len();
        let outcomes: Vec<_> = stream::iter(due.into_iter().map(|id| change_one::<D>(state.clone(), id, now)))
            .buffer_unordered(AT_A_TIME)
            .collect()
            .await;
        let changed = outcomes.iter().filter(|outcome| matches!(outcome, Ok(true))).count();
        outcomes.into_iter().collect::<Result<Vec<_>, _>>()?;
        // What was not changed now is for the next run, which sees what others made of it.
        if found == 0 || changed < found {
            return Ok(());
        }
    }
}

async fn change_one<D: Due>(state: OrdersState, id: OrderId, now: Timestamp) -> Result<bool, DatabaseError> {
    let mut tx = state.database.begin().await?;
    let Some(order) = D::change(&mut tx, state.rules, id, now).await? else {
        return Ok(false);
    };
    tx.commit().await?;
    state.projection.show_committed(&order).await;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            place::PlaceOrder,
            testing::{Kitchen, command, order_of},
        },
        domain::{
            basket::CheckedBasket,
            testing::{self, NOON},
        },
        projection::Projection,
    };
    use foodwala_clock::ManualClock;
    use foodwala_contract::orders::PaymentMethod;
    use foodwala_readmodel::ReadModel;
    use std::{sync::Arc, time::Duration};

    #[tokio::test]
    async fn the_clock_brings_every_order_where_it_should_be() {
        let mut kitchen = Kitchen::open().await;
        kitchen.rules.card_payments = Some("fake");
        let clock = ManualClock::new(NOON);
        let state = OrdersState {
            database: kitchen.database.clone(),
            projection: Projection::new(kitchen.database.clone(), ReadModel::in_process()),
            clock: Arc::new(clock.clone()),
            books: kitchen.books.clone(),
            rules: kitchen.rules,
            payments: None,
        };
        let mut basket = testing::basket();
        basket.scheduled_for = Some(NOON + jiff::SignedDuration::from_hours(1));
        let ahead = PlaceOrder {
            basket: CheckedBasket::new(basket).unwrap(),
            ..command()
        };
        let ahead = kitchen.place(ahead).await.unwrap().id;
        let by_card = PlaceOrder {
            payment: PaymentMethod::Card,
            ..command()
        };
        let by_card = kitchen.place(by_card).await.unwrap().id;
        let mut placed = Vec::new();
        for _ in 0..BATCH + 5 {
            placed.push(kitchen.place(command()).await.unwrap().id);
        }
        let run_all = async || {
            expire_unaccepted::run(state.clone()).await.unwrap();
            release_scheduled::run(state.clone()).await.unwrap();
            fail_unpaid::run(state.clone()).await.unwrap();
        };
        let status = async |id| order_of(&store::orders::rendered(&state.database, id).await.unwrap().unwrap()).status;

        run_all().await;
        assert_eq!(status(placed[0]).await, OrderStatus::Placed);
        clock.advance(Duration::from_secs(15 * 60));
        run_all().await;
        for id in placed {
            assert_eq!(status(id).await, OrderStatus::Expired);
        }
        assert_eq!(status(by_card).await, OrderStatus::PaymentFailed);
        assert_eq!(status(ahead).await, OrderStatus::Scheduled);
        clock.advance(Duration::from_secs(15 * 60));
        run_all().await;
        assert_eq!(status(ahead).await, OrderStatus::Placed);
    }
}
