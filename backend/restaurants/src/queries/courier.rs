//! What a courier has with them.

use super::Reader;
use crate::documents::{DELIVERIES, account_partition};
use foodwala_contract::{AccountId, board::Deliveries};
use foodwala_platform::ApiError;
use foodwala_readmodel::{Direction, RangeQuery};

/// Nobody carries more.
const MOST_DELIVERIES: usize = 100;

/// The orders a courier has with them, oldest first.
pub async fn deliveries(reader: &Reader, courier: AccountId) -> Result<Deliveries, ApiError> {
    reader.projection.ensure_deliveries(courier).await?;
    let range = RangeQuery::new(
        &account_partition(courier),
        DELIVERIES,
        Direction::Ascending,
        MOST_DELIVERIES,
    );
    let entries = reader.read_model.range(range).await?;
    let items = entries
        .iter()
        .map(|entry| entry.document.json())
        .collect::<Result<_, _>>()?;
    Ok(Deliveries { items })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::orders::OrderStatus;

    #[tokio::test]
    async fn a_delivery_is_listed_from_dispatch_to_door() {
        let fixture = Fixture::with_restaurant().await;
        let (reader, me) = (fixture.reader(), samples::account(2));
        for (version, status, listed) in [
            (1, OrderStatus::Ready, 0),
            (2, OrderStatus::OutForDelivery, 1),
            (3, OrderStatus::Delivered, 0),
        ] {
            let mut order = samples::order(status);
            order.version = version;
            order.courier = (version > 1).then(|| samples::courier(me));
            fixture.order(order).await;
            assert_eq!(deliveries(&reader, me).await.unwrap().items.len(), listed, "{status:?}");
        }
        let mut order = samples::order(OrderStatus::OutForDelivery);
        (order.id, order.courier) = (samples::order_id(2), Some(samples::courier(me)));
        fixture.order(order).await;
        fixture.read_model.wipe().await.unwrap();
        assert_eq!(deliveries(&reader, me).await.unwrap().items.len(), 1);
    }
}
