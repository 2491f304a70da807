//! Reviews an order after it was delivered or collected.

use crate::{domain::order::ReviewRefused, rendered::Rendered, store};
use foodwala_contract::{AccountId, OrderId};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// A review.
#[derive(Debug, Clone)]
pub struct ReviewOrder {
    /// The order.
    pub order_id: OrderId,
    /// Whose it must be.
    pub customer_id: AccountId,
    /// 1 to 5.
    pub stars: u8,
    /// A few words.
    pub comment: Option<String>,
}

/// Why an order was not reviewed.
#[derive(Debug, thiserror::Error)]
pub enum ReviewOrderError {
    /// The customer has no such order.
    #[error("there is no such order")]
    NotFound,
    /// The guest has not got the food, or has said it before.
    #[error(transparent)]
    Refused(#[from] ReviewRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Reviews an order.
///
/// # Errors
/// Why it was not reviewed.
pub async fn review(tx: &mut Tx, command: ReviewOrder, now: Timestamp) -> Result<Rendered, ReviewOrderError> {
    let mut aggregate = store::orders::find(tx, command.order_id)
        .await?
        .filter(|aggregate| aggregate.order().customer_id == command.customer_id)
        .ok_or(ReviewOrderError::NotFound)?;
    let change = aggregate.review(command.stars, command.comment, now)?;
    Ok(super::record(tx, &aggregate, change, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command, order_of},
        domain::testing::{CUSTOMER, NOON},
    };

    #[tokio::test]
    async fn a_delivered_order_is_reviewed_once() {
        let kitchen = Kitchen::open().await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        let review_it = async |customer_id| {
            let command = ReviewOrder {
                order_id,
                customer_id,
                stars: 5,
                comment: Some("Good".into()),
            };
            kitchen.run(async |tx| review(tx, command, NOON).await).await
        };
        let early = review_it(CUSTOMER).await;
        assert!(matches!(early, Err(ReviewOrderError::Refused(ReviewRefused::State(_)))));
        kitchen.deliver(order_id).await;

        let stranger = AccountId(uuid::Uuid::from_u128(77));
        assert!(matches!(review_it(stranger).await, Err(ReviewOrderError::NotFound)));
        assert_eq!(order_of(&review_it(CUSTOMER).await.unwrap()).review.unwrap().stars, 5);
        let again = review_it(CUSTOMER).await;
        assert!(matches!(
            again,
            Err(ReviewOrderError::Refused(ReviewRefused::AlreadyReviewed))
        ));
        assert_eq!(kitchen.events().await.last().unwrap(), "foodwala.order.reviewed.v1");
    }
}
