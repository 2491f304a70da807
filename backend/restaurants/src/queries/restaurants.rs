//! A restaurant, its menu and its promo codes.

use super::Reader;
use crate::{
    documents::{MENU, PROFILE, PROMOS, restaurant_partition},
    domain::{hours, menu, road, search, slots},
    store::unprojected::Subject,
};
use foodwala_contract::{
    ErrorCode, RestaurantId, Timestamp,
    menu::Menu,
    orders::FulfilmentKind,
    restaurants::{PointQuery, Promos, Restaurant, RestaurantView, Slots, SlotsQuery},
};
use foodwala_hours::Schedule;
use foodwala_platform::ApiError;

/// A restaurant with its state at `now`, and what it is like for a point.
pub async fn restaurant(
    reader: &Reader,
    id: RestaurantId,
    query: &PointQuery,
    now: Timestamp,
) -> Result<RestaurantView, ApiError> {
    let point = search::point(query.latitude, query.longitude)?;
    let restaurant = profile(reader, id).await?;
    let schedule = Schedule::new(&restaurant.hours).ok();
    let status = hours::status(schedule.as_ref(), restaurant.pause.as_ref(), now);
    Ok(RestaurantView {
        ready_in_minutes: road::kitchen_minutes(&restaurant),
        here: point.map(|point| road::terms(&restaurant, &point)),
        restaurant,
        status,
    })
}

/// The times that can be ordered for.
pub async fn slots(reader: &Reader, id: RestaurantId, query: &SlotsQuery, now: Timestamp) -> Result<Slots, ApiError> {
    let point = search::point(query.latitude, query.longitude)?;
    let kind = query.fulfilment.unwrap_or(FulfilmentKind::Delivery);
    let restaurant = profile(reader, id).await?;
    Ok(slots::slots(&restaurant, kind, point.as_ref(), query.days, now)?)
}

/// A restaurant as it is kept.
pub async fn profile(reader: &Reader, id: RestaurantId) -> Result<Restaurant, ApiError> {
    reader
        .document(&restaurant_partition(id), PROFILE, Subject::Restaurant(id))
        .await
}

/// The published menu, with the limits that hold at `now`.
pub async fn menu(reader: &Reader, id: RestaurantId, now: Timestamp) -> Result<Menu, ApiError> {
    let mut menu: Menu = reader
        .document(&restaurant_partition(id), MENU, Subject::Menu(id))
        .await?;
    if menu.version == 0 {
        return Err(ApiError::new(ErrorCode::NotFound).detail("no menu has been published yet"));
    }
    menu.availability.retain(|availability| menu::limits(availability, now));
    Ok(menu)
}

/// The promo codes.
pub async fn promos(reader: &Reader, id: RestaurantId) -> Result<Promos, ApiError> {
    reader
        .document(&restaurant_partition(id), PROMOS, Subject::Promos(id))
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::set_availability::set_availability, samples, testing::Fixture};
    use foodwala_contract::menu::SetAvailabilityRequest;
    use jiff::ToSpan;

    #[tokio::test]
    async fn a_wiped_read_model_answers_all_the_same() {
        let fixture = Fixture::with_menu().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let reader = fixture.reader();
        for _ in 0..2 {
            fixture.read_model.wipe().await.unwrap();
            let view = restaurant(&reader, id, &PointQuery::at(samples::CENTRE), now)
                .await
                .unwrap();
            assert!(view.status.open && view.here.unwrap().delivery.is_some());
            assert!(
                !slots(&reader, id, &SlotsQuery::default(), now)
                    .await
                    .unwrap()
                    .items
                    .is_empty()
            );
            assert_eq!(menu(&reader, id, now).await.unwrap().version, 1);
            assert!(promos(&reader, id).await.unwrap().items.is_empty());
        }
        let nowhere = PointQuery::default();
        let unknown = restaurant(&reader, samples::restaurant_id(2), &nowhere, now)
            .await
            .unwrap_err();
        assert_eq!(unknown.code(), &ErrorCode::NotFound);
    }

    #[tokio::test]
    async fn a_menu_shows_the_limits_that_hold() {
        let fixture = Fixture::with_menu().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.tx().await;
        let until_then = SetAvailabilityRequest {
            portions_left: Some(0),
            until: Some(now + 1.hour()),
        };
        set_availability(&mut tx, id, samples::item(1), &until_then, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let reader = fixture.reader();
        assert_eq!(menu(&reader, id, now).await.unwrap().availability.len(), 1);
        assert_eq!(menu(&reader, id, now + 1.hour()).await.unwrap().availability.len(), 0);
    }

    #[tokio::test]
    async fn a_menu_that_was_never_published_is_not_there() {
        let fixture = Fixture::with_restaurant().await;
        let missing = menu(&fixture.reader(), samples::restaurant_id(1), samples::now())
            .await
            .unwrap_err();
        assert_eq!(missing.code(), &ErrorCode::NotFound);
    }
}
