//! The sums are made again from the kept orders, restaurant by restaurant, beside whatever else happens.

use crate::store::{orders, sums};
use foodwala_contract::RestaurantId;
use foodwala_database::{Database, DatabaseError};
use foodwala_messaging::retry::Insistence;
use std::time::Duration;
use uuid::Uuid;

/// Orders read in one go.
const BATCH: u32 = 500;

/// How often the sums of a restaurant are made before an order that keeps coming between is the operator's problem.
const INSISTENCE: Insistence = Insistence {
    tries: 10,
    patience: Duration::from_secs(60),
};

/// Makes all sums again; answers how many orders went into them.
pub async fn rebuild(database: &Database) -> Result<u64, DatabaseError> {
    let (mut counted, mut after) = (0, Uuid::nil());
    loop {
        let mut tx = database.begin().await?;
        let next = orders::next_restaurant(&mut tx, after).await?;
        tx.rollback().await?;
        let Some(restaurant) = next else { return Ok(counted) };
        after = restaurant.uuid();
        let made = INSISTENCE.on(DatabaseError::is_transient, || one(database, restaurant));
        counted += made.await?;
    }
}

async fn one(database: &Database, restaurant: RestaurantId) -> Result<u64, DatabaseError> {
    let mut tx = database.begin().await?;
    sums::clear(&mut tx, restaurant).await?;
    let (mut counted, mut after) = (0, Uuid::nil());
    loop {
        let page = orders::page(&mut tx, restaurant, after, BATCH).await?;
        let Some((last, _)) = page.last() else { break };
        after = last.uuid();
        for (_, facts) in &page {
            sums::add(&mut tx, restaurant, facts).await?;
            counted += 1;
        }
    }
    tx.commit().await?;
    Ok(counted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixture, at, order, restaurant_id, stepped};
    use foodwala_contract::orders::{OrderAction, OrderStatus};

    #[tokio::test]
    async fn sums_that_were_lost_or_wrong_come_back_from_the_orders() {
        let fixture = Fixture::new().await;
        for number in 1..=3 {
            let accepted = stepped(order(number, 1), OrderAction::Accept, OrderStatus::Accepted, at(60));
            fixture.count(&accepted).await;
        }
        let before = fixture.all().await;
        for wrong in [
            "DELETE FROM reporting.quarters",
            "UPDATE reporting.dish_quarters SET quantity = 77",
        ] {
            let mut tx = fixture.database.begin().await.unwrap();
            tx.execute(wrong, &[]).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_ne!(fixture.all().await, before);
        assert_eq!(rebuild(&fixture.database).await.unwrap(), 3);
        assert_eq!(fixture.all().await, before);
        assert_eq!(one(&fixture.database, restaurant_id(9)).await.unwrap(), 0);
    }
}
