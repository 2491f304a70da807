//! Changes the notes or the contact of an order that no restaurant has accepted yet.

use crate::{domain::order::StateRefused, rendered::Rendered, store};
use foodwala_contract::{
    AccountId, OrderId,
    orders::{AmendOrderRequest, FulfilmentKind},
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// Changes to an order.
#[derive(Debug, Clone)]
pub struct AmendOrder {
    /// The order.
    pub order_id: OrderId,
    /// Whose it must be.
    pub customer_id: AccountId,
    /// What changes.
    pub changes: AmendOrderRequest,
}

/// Why an order was not changed.
#[derive(Debug, thiserror::Error)]
pub enum AmendOrderError {
    /// The customer has no such order.
    #[error("there is no such order")]
    NotFound,
    /// Nobody delivers it, so that there is nobody to instruct.
    #[error("the guest fetches the order")]
    NotDelivered,
    /// It is too late.
    #[error(transparent)]
    Refused(#[from] StateRefused),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Changes an order.
///
/// # Errors
/// Why it was not changed.
pub async fn amend(tx: &mut Tx, command: AmendOrder, now: Timestamp) -> Result<Rendered, AmendOrderError> {
    let mut aggregate = store::orders::find(tx, command.order_id)
        .await?
        .filter(|aggregate| aggregate.order().customer_id == command.customer_id)
        .ok_or(AmendOrderError::NotFound)?;
    let fetched = aggregate.order().fulfilment.kind() == FulfilmentKind::Pickup;
    if fetched && command.changes.delivery_instructions.is_some() {
        return Err(AmendOrderError::NotDelivered);
    }
    match aggregate.amend(command.changes, now)? {
        Some(change) => Ok(super::record(tx, &aggregate, change, now).await?),
        None => Ok(Rendered::of(&aggregate)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command, order_of},
        domain::testing::{CUSTOMER, NOON, RESTAURANT},
    };

    #[tokio::test]
    async fn only_its_customer_amends_an_order() {
        let kitchen = Kitchen::open().await;
        let order_id = kitchen.place(command()).await.unwrap().id;
        let changes = AmendOrderRequest {
            note: Some("Ring".into()),
            ..AmendOrderRequest::default()
        };
        let amend_as = async |customer_id| {
            let command = AmendOrder {
                order_id,
                customer_id,
                changes: changes.clone(),
            };
            kitchen.run(async |tx| amend(tx, command, NOON).await).await
        };
        assert!(matches!(
            amend_as(AccountId(RESTAURANT.uuid())).await,
            Err(AmendOrderError::NotFound)
        ));

        let order = order_of(&amend_as(CUSTOMER).await.unwrap());
        assert_eq!((order.note.as_deref(), order.version), (Some("Ring"), 2));
        assert_eq!(
            amend_as(CUSTOMER).await.unwrap().version,
            2,
            "asked again, nothing changes"
        );
        assert_eq!(
            kitchen.events().await,
            ["foodwala.order.placed.v1", "foodwala.order.amended.v1"]
        );
    }
}
