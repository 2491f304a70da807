//! Orders take portions of limited dishes, and cancelled orders give them back.

use super::Effect;
use crate::store::{
    availability, menus,
    unprojected::{Subject, mark},
};
use async_trait::async_trait;
use foodwala_contract::{Timestamp, events::PortionsChanged};
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Message};

/// Follows changes of portions.
pub struct Portions;

#[async_trait]
impl Effect for Portions {
    async fn apply(&self, message: &Message, tx: &mut Tx, now: Timestamp) -> Result<Vec<Subject>, ConsumeError> {
        let PortionsChanged {
            restaurant_id,
            item_id,
            portions_left,
            version,
        } = message.decode()?;
        if !availability::count_down(tx, restaurant_id, item_id, portions_left, version, now).await? {
            return Ok(Vec::new());
        }
        if let Some(revision) = menus::next_revision(tx, restaurant_id, now).await? {
            availability::stamp(tx, restaurant_id, item_id, revision).await?;
        }
        let subject = Subject::Menu(restaurant_id);
        mark(tx, subject, now).await?;
        Ok(vec![subject])
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
        let (restaurant_id, item_id) = (samples::restaurant_id(1), samples::item(1));
        let portions = |portions_left, version| PortionsChanged {
            restaurant_id,
            item_id,
            portions_left,
            version,
        };
        fixture.deliver(&Portions, &portions(3, 1)).await.unwrap();
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
        fixture.deliver(&Portions, &portions(2, 3)).await.unwrap();
        fixture.deliver(&Portions, &portions(4, 2)).await.unwrap();
        let known = availability::read(&fixture.database, restaurant_id).await.unwrap();
        assert_eq!(known[0].availability.portions_left, Some(2));
    }
}
