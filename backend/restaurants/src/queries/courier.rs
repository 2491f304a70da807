//! What a courier has with them.

use super::{Reader, staff};
use crate::{
    documents::{DELIVERIES, account_partition},
    store::deliveries::read_carrying,
};
use foodwala_contract::{
    AccountId, RestaurantId,
    access::StaffRole,
    board::Deliveries,
    couriers::{CourierOnStaff, Couriers},
};
use foodwala_database::Database;
use foodwala_platform::ApiError;
use foodwala_readmodel::{Direction, RangeQuery};

/// Nobody carries more.
const MOST_DELIVERIES: usize = 100;

/// The couriers of a restaurant, by name, and how much each has with them.
pub async fn couriers(reader: &Reader, database: &Database, id: RestaurantId) -> Result<Couriers, ApiError> {
    let staff = staff::staff(reader, id).await?.items;
    let carrying = read_carrying(database, id).await?;
    let with = |courier: AccountId| {
        carrying
            .iter()
            .find(|(id, _)| *id == courier)
            .map_or(0, |(_, count)| *count)
    };
    let couriers = staff.into_iter().filter(|member| member.role == StaffRole::Courier);
    let items = couriers.map(|member| CourierOnStaff {
        account_id: member.account_id,
        carrying: with(member.account_id),
        name: member.name,
    });
    Ok(Couriers { items: items.collect() })
}

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
    async fn couriers_are_shown_with_what_they_carry() {
        let fixture = Fixture::with_restaurant().await;
        for (number, role) in [
            (2, StaffRole::Courier),
            (3, StaffRole::Courier),
            (4, StaffRole::Kitchen),
        ] {
            fixture.staff(number, role).await;
        }
        let mut order = samples::order(OrderStatus::OutForDelivery);
        order.courier = Some(samples::courier(samples::account(3)));
        fixture.order(order).await;
        let shown = couriers(&fixture.reader(), &fixture.database, samples::restaurant_id(1))
            .await
            .unwrap();
        let shown: Vec<_> = shown
            .items
            .into_iter()
            .map(|one| (one.account_id, one.carrying))
            .collect();
        assert_eq!(shown, [(samples::account(2), 0), (samples::account(3), 1)]);
    }

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
