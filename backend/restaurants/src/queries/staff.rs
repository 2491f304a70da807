//! Who works at a restaurant, and where a person works.

use super::{Reader, restaurants::profile};
use crate::{
    documents::{STAFF, WORKPLACES, WorkplaceDocument, account_partition, restaurant_partition},
    store::unprojected::Subject,
};
use foodwala_contract::{
    AccountId, RestaurantId,
    restaurants::{Staff, Workplace, Workplaces},
};
use foodwala_platform::ApiError;
use foodwala_readmodel::{Direction, RangeQuery};

/// Nobody works at more restaurants.
const MOST_WORKPLACES: usize = 1000;

/// The staff of a restaurant.
pub async fn staff(reader: &Reader, id: RestaurantId) -> Result<Staff, ApiError> {
    reader
        .document(&restaurant_partition(id), STAFF, Subject::Staff(id))
        .await
}

/// Where a person works, by name.
pub async fn workplaces(reader: &Reader, account: AccountId) -> Result<Workplaces, ApiError> {
    reader.projection.ensure_workplaces(account).await?;
    let range = RangeQuery::new(
        &account_partition(account),
        WORKPLACES,
        Direction::Ascending,
        MOST_WORKPLACES,
    );
    let mut items = Vec::new();
    for entry in reader.read_model.range(range).await? {
        let WorkplaceDocument { restaurant_id, role } = entry.document.json()?;
        let name = profile(reader, restaurant_id).await?.profile.name;
        items.push(Workplace {
            restaurant_id,
            name,
            role,
        });
    }
    items.sort_by(|a, b| (&a.name, a.restaurant_id).cmp(&(&b.name, b.restaurant_id)));
    Ok(Workplaces { items })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::remove_staff::remove_staff, samples, testing::Fixture};
    use foodwala_contract::access::StaffRole;

    #[tokio::test]
    async fn workplaces_come_and_go_with_the_staff() {
        let fixture = Fixture::with_restaurant().await;
        fixture.restaurant(2, "Al Mare").await;
        fixture.staff(2, StaffRole::Courier).await;
        let (reader, here) = (fixture.reader(), samples::restaurant_id(1));
        let owner = workplaces(&reader, samples::account(1)).await.unwrap();
        assert_eq!(
            owner.items.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(),
            ["Al Mare", "Da Mario"]
        );
        assert_eq!(
            workplaces(&reader, samples::account(2)).await.unwrap().items[0].role,
            StaffRole::Courier
        );
        assert_eq!(staff(&reader, here).await.unwrap().items.len(), 2);

        let mut tx = fixture.tx().await;
        remove_staff(&mut tx, here, samples::account(1), samples::account(2), samples::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fixture.projection.refresh(&[Subject::Staff(here)]).await;
        assert!(workplaces(&reader, samples::account(2)).await.unwrap().items.is_empty());
        assert_eq!(staff(&reader, here).await.unwrap().items.len(), 1);
    }
}
