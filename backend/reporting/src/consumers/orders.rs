//! An order changed: what it adds to the sums changes with it.

use crate::{
    domain::facts::Facts,
    store::{orders, sums},
};
use async_trait::async_trait;
use foodwala_contract::{events::OrderChanged, orders::Order};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::{ConsumeError, Handler, Message};

/// Follows every event that carries an order.
pub struct Orders;

#[async_trait]
impl Handler for Orders {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let OrderChanged { order } = serde_json::from_str(message.data.get())
            .map_err(|error| ConsumeError::permanent(format!("the data holds no order: {error}")))?;
        Ok(count(tx, &order).await?)
    }
}

/// Counts an order as it is now, instead of as it was.
pub async fn count(tx: &mut Tx, order: &Order) -> Result<(), DatabaseError> {
    let before = orders::load(tx, order.id).await?;
    if before.as_ref().is_some_and(|before| before.version >= order.version) {
        return Ok(());
    }
    let facts = Facts::of(order);
    let known = before.is_some();
    if before.as_ref().is_none_or(|before| before.facts != facts) {
        if let Some(before) = before {
            sums::take_out(tx, order.restaurant_id, &before.facts).await?;
        }
        sums::add(tx, order.restaurant_id, &facts).await?;
    }
    orders::save(tx, order.id, order.restaurant_id, order.version, &facts, known).await
}

#[cfg(test)]
mod tests {
    use crate::testing::{Fixture, at, order, stepped};
    use foodwala_contract::orders::{OrderAction, OrderStatus};

    #[tokio::test]
    async fn whatever_order_events_come_in_and_how_often_an_order_counts_once() {
        let placed = order(1, 1);
        let accepted = stepped(placed.clone(), OrderAction::Accept, OrderStatus::Accepted, at(60));
        let cancelled = stepped(accepted.clone(), OrderAction::Cancel, OrderStatus::Cancelled, at(90));
        for heard in [
            [&placed, &accepted, &accepted],
            [&accepted, &placed, &accepted],
            [&accepted, &accepted, &placed],
        ] {
            let fixture = Fixture::new().await;
            for order in heard {
                fixture.count(order).await;
            }
            let (sums, dishes) = fixture.all().await;
            assert_eq!((sums.received, sums.taken, sums.sales_minor), (1, 1, 2_000));
            assert_eq!(dishes, [2]);
            fixture.count(&cancelled).await;
            let (sums, dishes) = fixture.all().await;
            assert_eq!(
                (sums.received, sums.cancelled, sums.taken, sums.sales_minor),
                (1, 1, 0, 0)
            );
            assert_eq!(dishes, [0]);
        }
    }

    #[tokio::test]
    async fn orders_of_one_quarter_add_up() {
        let fixture = Fixture::new().await;
        for number in 1..=3 {
            let accepted = stepped(order(number, 1), OrderAction::Accept, OrderStatus::Accepted, at(60));
            fixture.count(&accepted).await;
        }
        let (sums, dishes) = fixture.all().await;
        assert_eq!((sums.received, sums.taken, sums.tips_minor), (3, 3, 600));
        assert_eq!(dishes, [6]);
    }
}
