//! Orders and sales of every restaurant by day.

use super::days;
use crate::store::{restaurants, sums};
use foodwala_contract::{
    RestaurantId, Timestamp,
    page::Page,
    reporting::{ReportQuery, RestaurantReport},
};
use foodwala_database::Database;
use foodwala_platform::{ApiError, cursor};
use uuid::Uuid;

/// One page of restaurants with their days.
///
/// # Errors
/// `invalid_parameter` for days that cannot be reported on, or for a cursor of another list.
pub async fn page(
    database: &Database,
    query: &ReportQuery,
    now: Timestamp,
    longest: u32,
) -> Result<Page<RestaurantReport>, ApiError> {
    let after = query
        .cursor
        .as_deref()
        .map(cursor::decode::<RestaurantId>)
        .transpose()?;
    let limit = query.limit();
    // One more than asked for shows whether there is a page after this one.
    let more = u32::try_from(limit + 1).unwrap_or(u32::MAX);
    let mut found = restaurants::page(database, after.map_or(Uuid::nil(), RestaurantId::uuid), more).await?;
    let next_cursor = match found.get(limit.saturating_sub(1)) {
        Some(last) if found.len() > limit => Some(cursor::encode(&last.id)?),
        _ => None,
    };
    found.truncate(limit);
    let mut items = Vec::with_capacity(found.len());
    for known in found {
        let asked = days(&known, query.days(), now, longest)?;
        let quarters = sums::read(database, known.id, asked.quarters()).await?;
        let (total, days, _) = asked.add_up(&quarters);
        items.push(RestaurantReport {
            restaurant_id: known.id,
            name: known.name,
            time_zone: known.time_zone,
            currency: known.currency,
            total: total.figures(),
            days,
        });
    }
    Ok(Page { items, next_cursor })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Fixture, at, order, restaurant_id};

    #[tokio::test]
    async fn every_restaurant_is_on_one_page() {
        let fixture = Fixture::new().await;
        fixture.count(&order(1, 2)).await;
        let mut query = ReportQuery {
            limit: Some(1),
            ..ReportQuery::default()
        };
        let first = page(&fixture.database, &query, at(0), 92).await.unwrap();
        query.cursor = first.next_cursor;
        let second = page(&fixture.database, &query, at(0), 92).await.unwrap();
        let shown = |page: &Page<RestaurantReport>| (page.items[0].restaurant_id, page.items[0].total.orders);
        assert_eq!(
            (first.items.len(), second.items.len(), &second.next_cursor),
            (1, 1, &None)
        );
        assert_eq!(shown(&second), (restaurant_id(2), 1));
        assert_eq!(first.items[0].total.orders, 0);
    }
}
