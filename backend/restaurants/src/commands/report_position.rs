//! Tells a guest where the courier is. Kept in the read model for two minutes, never in the database.

use crate::{
    documents::{account_partition, delivery_key},
    domain::{
        board::carried_by,
        faults::{Faults, Invalid},
    },
    queries::linked,
    store::board,
};
use foodwala_contract::{
    AccountId, OrderId, Timestamp,
    orders::{CourierPosition, Order, OrderStatus, TrackingEvent},
};
use foodwala_database::{Database, DatabaseError};
use foodwala_readmodel::{Put, PutOutcome, ReadModel, ReadModelError, names};
use jiff::SignedDuration;
use std::time::Duration;

/// How long a position is kept.
const LIFETIME: Duration = Duration::from_secs(120);
/// How far ahead a courier's clock may be.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_secs(60);

/// Why a position was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ReportPositionError {
    /// The caller does not have this order with them.
    #[error("the caller does not have this order with them")]
    NotFound,
    /// The position is out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The read model failed.
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Keeps the position of a courier who has `order` with them, and tells whoever follows the order.
///
/// # Errors
/// [`ReportPositionError`].
pub async fn report_position(
    read_model: &ReadModel,
    database: &Database,
    courier: AccountId,
    order: OrderId,
    position: CourierPosition,
    now: Timestamp,
) -> Result<(), ReportPositionError> {
    check(&position, now)?;
    let order = delivery(read_model, database, courier, order)
        .await?
        .ok_or(ReportPositionError::NotFound)?;
    tell(read_model, &order, position).await
}

/// The same of whoever holds the link of an order that is on the way.
///
/// # Errors
/// [`ReportPositionError`].
pub async fn report_linked_position(
    read_model: &ReadModel,
    database: &Database,
    token: &str,
    position: CourierPosition,
    now: Timestamp,
) -> Result<(), ReportPositionError> {
    check(&position, now)?;
    let order = linked::order(database, token, now).await?;
    let order = order.filter(|order| order.status == OrderStatus::OutForDelivery);
    tell(read_model, &order.ok_or(ReportPositionError::NotFound)?, position).await
}

async fn tell(read_model: &ReadModel, order: &Order, position: CourierPosition) -> Result<(), ReportPositionError> {
    let partition = names::customer_partition(order.customer_id);
    // The newest measurement counts, in whatever order they arrive.
    let version = u64::try_from(position.measured_at.as_millisecond()).unwrap_or(0);
    let put = Put::json(&partition, names::position_key(order.id), version, &position)?.ttl(LIFETIME);
    if read_model.put(put).await? == PutOutcome::Written {
        let event = serde_json::to_vec(&TrackingEvent::Position { position }).map_err(ReadModelError::Encode)?;
        read_model
            .publish(&names::order_channel(order.customer_id, order.id), event)
            .await?;
    }
    Ok(())
}

fn check(position: &CourierPosition, now: Timestamp) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.check(
        position.location.is_valid(),
        "/location",
        "must be a point on the earth",
    );
    faults.check(
        position.heading_degrees.is_none_or(|degrees| degrees < 360),
        "/heading_degrees",
        "must be 0 to 359",
    );
    let ahead = position.measured_at.duration_since(now);
    faults.check(ahead <= CLOCK_SKEW, "/measured_at", "must not be in the future");
    faults.into_result()
}

/// The order, if the courier has it with them: from the read model, for positions come every few seconds.
async fn delivery(
    read_model: &ReadModel,
    database: &Database,
    courier: AccountId,
    order: OrderId,
) -> Result<Option<Order>, ReportPositionError> {
    let key = delivery_key(order);
    if let Some(order) = read_model.get_json(&account_partition(courier), &key).await? {
        return Ok(Some(order));
    }
    let stored = board::read(database, order).await?.map(|stored| stored.card.order);
    Ok(stored.filter(|order| carried_by(order) == Some(courier)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_readmodel::Event;
    use futures_util::StreamExt;
    use jiff::ToSpan;

    #[tokio::test]
    async fn only_the_courier_on_the_way_is_followed() {
        let fixture = Fixture::with_restaurant().await;
        let (me, now) = (samples::account(2), samples::now());
        let mut order = samples::order(OrderStatus::OutForDelivery);
        order.courier = Some(samples::courier(me));
        fixture.order(order.clone()).await;
        let channel = names::order_channel(order.customer_id, order.id);
        let mut told = fixture.read_model.subscribe(&channel).await.unwrap();
        let report =
            |who, position| report_position(&fixture.read_model, &fixture.database, who, order.id, position, now);
        let position = CourierPosition {
            location: samples::CENTRE,
            heading_degrees: Some(90),
            measured_at: now,
        };

        report(me, position).await.unwrap();
        let Some(Event::Message(message)) = told.next().await else {
            panic!("a message")
        };
        let event: TrackingEvent = serde_json::from_slice(&message).unwrap();
        assert_eq!(event, TrackingEvent::Position { position });
        let key = names::position_key(order.id);
        let kept = fixture
            .read_model
            .get_json(&names::customer_partition(order.customer_id), &key)
            .await
            .unwrap();
        assert_eq!(kept, Some(position));

        let other = report(samples::account(3), position).await;
        assert!(matches!(other, Err(ReportPositionError::NotFound)));
        let future = CourierPosition {
            measured_at: now + 2.minutes(),
            heading_degrees: Some(360),
            ..position
        };
        let Err(ReportPositionError::Invalid(Invalid(errors))) = report(me, future).await else {
            panic!("refused")
        };
        assert_eq!(errors.len(), 2);
    }
}
