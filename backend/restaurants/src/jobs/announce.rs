//! Restaurants that were opened before others kept copies of them and of their staff are told of, once.

use crate::{commands, store::restaurants};
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_platform::JobError;

/// Restaurants told of in one go.
const BATCH: u32 = 100;

/// Tells of every restaurant that others have not heard of.
pub async fn announce(database: &Database, clock: &dyn Clock) -> Result<(), JobError> {
    loop {
        let unannounced = restaurants::unannounced(database, BATCH).await?;
        if unannounced.is_empty() {
            return Ok(());
        }
        for id in unannounced {
            let mut tx = database.begin().await?;
            commands::announce(&mut tx, id, clock.now()).await?;
            tx.commit().await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;
    use foodwala_contract::events::{RestaurantChanged, StaffChanged};

    #[tokio::test]
    async fn a_restaurant_from_before_is_told_of_once() {
        let fixture = Fixture::with_restaurant().await;
        announce(&fixture.database, &fixture.manual).await.unwrap();
        assert_eq!(
            fixture.events::<StaffChanged>().await.len(),
            1,
            "told when it was opened"
        );
        let mut tx = fixture.tx().await;
        tx.execute("UPDATE restaurants.restaurants SET announced = 0", &[])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            announce(&fixture.database, &fixture.manual).await.unwrap();
        }
        let staff: Vec<StaffChanged> = fixture.events().await;
        assert_eq!((staff.len(), &staff[0]), (2, &staff[1]));
        let told: Vec<RestaurantChanged> = fixture.events().await;
        assert_eq!((told.len(), &told[0]), (2, &told[1]));
    }
}
