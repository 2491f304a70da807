//! Answers a review, or takes the answer back.

use crate::{
    domain::{faults::Invalid, reviews},
    store::{
        self,
        unprojected::{Subject, mark},
    },
};
use foodwala_contract::{OrderId, RestaurantId, Timestamp, restaurants::RestaurantReview};
use foodwala_database::{DatabaseError, Tx};

/// Why a reply was not written or taken back.
#[derive(Debug, thiserror::Error)]
pub enum ReplyToReviewError {
    /// The restaurant has no such review.
    #[error("the restaurant has no review of this order")]
    NotFound,
    /// The words are out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Answers the review of an order with `text`; `None` takes the answer back.
///
/// # Errors
/// [`ReplyToReviewError`].
pub async fn reply_to_review(
    tx: &mut Tx,
    restaurant: RestaurantId,
    order: OrderId,
    text: Option<&str>,
    now: Timestamp,
) -> Result<RestaurantReview, ReplyToReviewError> {
    let reply = text.map(|text| reviews::reply(text, now)).transpose()?;
    let stored = store::reviews::load(tx, order).await?;
    let mut stored = stored
        .filter(|stored| stored.restaurant_id == restaurant)
        .ok_or(ReplyToReviewError::NotFound)?;
    stored.review.reply = reply;
    stored.version += 1;
    store::reviews::save_reply(tx, &stored).await?;
    mark(tx, Subject::Review(order), now).await?;
    Ok(stored.review)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::orders::{OrderStatus, Review};

    async fn fixture() -> Fixture {
        let fixture = Fixture::with_restaurant().await;
        let mut order = samples::order(OrderStatus::Delivered);
        order.review = Some(Review {
            stars: 2,
            comment: Some("Cold".into()),
            at: samples::now(),
        });
        fixture.order(order).await;
        fixture
    }

    async fn reply(
        fixture: &Fixture,
        restaurant: u128,
        text: Option<&str>,
    ) -> Result<RestaurantReview, ReplyToReviewError> {
        let mut tx = fixture.tx().await;
        let (restaurant, order) = (samples::restaurant_id(restaurant), samples::order_id(1));
        let review = reply_to_review(&mut tx, restaurant, order, text, samples::now()).await?;
        tx.commit().await.unwrap();
        Ok(review)
    }

    #[tokio::test]
    async fn a_reply_is_kept_changed_and_taken_back() {
        let fixture = fixture().await;
        for text in [Some("We are sorry"), Some("We are very sorry"), None] {
            let shown = reply(&fixture, 1, text).await.unwrap();
            assert_eq!(shown.comment.as_deref(), Some("Cold"));
            let kept = store::reviews::read(&fixture.database, samples::order_id(1))
                .await
                .unwrap();
            let said = kept.unwrap().review.reply.map(|reply| reply.text);
            assert_eq!(said.as_deref(), text);
        }
        let kept = store::reviews::read(&fixture.database, samples::order_id(1))
            .await
            .unwrap();
        assert_eq!(kept.unwrap().version, 4);
    }

    #[tokio::test]
    async fn nobody_answers_for_another_restaurant_or_with_nothing() {
        let fixture = fixture().await;
        let elsewhere = reply(&fixture, 2, Some("Ours is better")).await;
        assert!(matches!(elsewhere, Err(ReplyToReviewError::NotFound)));
        assert!(matches!(
            reply(&fixture, 1, Some(" ")).await,
            Err(ReplyToReviewError::Invalid(_))
        ));
    }
}
