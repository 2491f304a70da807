//! One's own order.

use crate::projection::{Projection, ProjectionError};
use bytes::Bytes;
use foodwala_contract::{AccountId, OrderId};
use foodwala_readmodel::names;

/// A customer's order as JSON; `None` when the customer has no such order.
///
/// # Errors
/// When neither read model nor SQL can answer.
pub async fn get(projection: &Projection, customer: AccountId, id: OrderId) -> Result<Option<Bytes>, ProjectionError> {
    let partition = names::customer_partition(customer);
    if let Some(document) = projection.read_model().get(&partition, &names::order_key(id)).await? {
        return Ok(Some(document.body));
    }
    Ok(projection.restore(customer, id).await?.map(|order| order.body()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{Kitchen, command},
        domain::testing::{CUSTOMER, RESTAURANT},
    };
    use foodwala_readmodel::ReadModel;

    #[tokio::test]
    async fn a_miss_is_made_good_and_strangers_see_nothing() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let placed = kitchen.place(command()).await.unwrap();
        assert_eq!(
            get(&projection, CUSTOMER, placed.id).await.unwrap(),
            Some(placed.body())
        );
        assert_eq!(
            get(&projection, AccountId(RESTAURANT.uuid()), placed.id).await.unwrap(),
            None
        );
    }
}
