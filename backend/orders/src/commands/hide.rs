//! Takes an order that has ended out of the customer's history.

use crate::{domain::order::StateRefused, events::ReadDocumentOutdated, rendered::Rendered, store};
use foodwala_contract::{AccountId, OrderId};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::Timestamp;

/// An order to hide.
#[derive(Debug, Clone, Copy)]
pub struct HideOrder {
    /// The order.
    pub order_id: OrderId,
    /// Whose it must be.
    pub customer_id: AccountId,
}

/// Why an order was not hidden.
#[derive(Debug, thiserror::Error)]
pub enum HideOrderError {
    /// The customer has no such order.
    #[error("there is no such order")]
    NotFound,
    /// It has not ended.
    #[error(transparent)]
    Refused(#[from] StateRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Hides an order. Hiding it again changes nothing.
///
/// # Errors
/// Why it was not hidden.
pub async fn hide(tx: &mut Tx, command: HideOrder, now: Timestamp) -> Result<Rendered, HideOrderError> {
    let mut aggregate = store::orders::find(tx, command.order_id)
        .await?
        .filter(|aggregate| aggregate.order().customer_id == command.customer_id)
        .ok_or(HideOrderError::NotFound)?;
    let changed = aggregate.hide(now)?;
    let rendered = Rendered::of(&aggregate)?;
    if changed {
        store::orders::update(tx, &aggregate, &rendered).await?;
        let event = ReadDocumentOutdated {
            order_id: command.order_id,
            customer_id: command.customer_id,
        };
        outbox::append(tx, &event, now).await?;
    }
    Ok(rendered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            expire::expire,
            testing::{Kitchen, command},
        },
        domain::testing::{CUSTOMER, NOON},
    };
    use jiff::SignedDuration;

    #[tokio::test]
    async fn an_order_is_hidden_once_it_has_ended() {
        let kitchen = Kitchen::open().await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        let hide_it = async || {
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
        };
        assert!(matches!(hide_it().await, Err(HideOrderError::Refused(_))));

        let late = NOON + SignedDuration::from_mins(10);
        kitchen.run(async |tx| expire(tx, order_id, late).await).await.unwrap();
        assert!(hide_it().await.unwrap().hidden);
        assert!(hide_it().await.unwrap().hidden);
        assert_eq!(
            kitchen.events().await.last().unwrap(),
            "foodwala.order.read_document_outdated.v1"
        );
        assert_eq!(kitchen.events().await.len(), 3);
        assert!(
            store::orders::rendered_of_customer(&kitchen.database, CUSTOMER)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
