//! Orders take portions of limited dishes, and cancelled orders give them back.

use crate::{
    projection::Projection,
    store::{
        availability, menus,
        unprojected::{Subject, mark},
    },
};
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::PortionsChanged;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::sync::Arc;

/// Handles changes of portions.
pub struct Portions {
    pub projection: Projection,
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Handler for Portions {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let now = self.clock.now();
        let PortionsChanged {
            restaurant_id,
            item_id,
            portions_left,
            version,
        } = message.decode()?;
        if !availability::count_down(tx, restaurant_id, item_id, portions_left, version, now).await? {
            return Ok(());
        }
        if let Some(revision) = menus::next_revision(tx, restaurant_id, now).await? {
            availability::stamp(tx, restaurant_id, item_id, revision).await?;
        }
        let subject = Subject::Menu(restaurant_id);
        mark(tx, subject, now).await?;
        self.projection.refresh_after(tx, vec![subject]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::set_availability::set_availability, samples, testing::Fixture};
    use foodwala_contract::menu::SetAvailabilityRequest;

    #[tokio::test]
    async fn a_limited_dish_is_counted_down_by_newer_news_only() {
        let fixture = Fixture::with_menu().await;
        let handler = Portions {
            projection: fixture.projection.clone(),
            clock: fixture.clock(),
        };
        let (restaurant_id, item_id) = (samples::restaurant_id(1), samples::item(1));
        let portions = |portions_left, version| PortionsChanged {
            restaurant_id,
            item_id,
            portions_left,
            version,
        };
        fixture.deliver(&handler, &portions(3, 1)).await.unwrap();
        assert!(
            availability::read(&fixture.database, restaurant_id)
                .await
                .unwrap()
                .is_empty()
        );

        let five = SetAvailabilityRequest {
            portions_left: Some(5),
            until: None,
        };
        let mut tx = fixture.database.begin().await.unwrap();
        set_availability(&mut tx, restaurant_id, item_id, &five, samples::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fixture.deliver(&handler, &portions(2, 3)).await.unwrap();
        fixture.deliver(&handler, &portions(4, 2)).await.unwrap();
        let known = availability::read(&fixture.database, restaurant_id).await.unwrap();
        assert_eq!(known[0].availability.portions_left, Some(2));
    }
}
