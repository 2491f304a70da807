//! Follows one's own order live: its state first, then every change and the courier's position, until it has ended.

use super::get::get;
use crate::projection::{Projection, ProjectionError};
use foodwala_contract::{
    AccountId, OrderId,
    orders::{CourierPosition, Order, TrackingEvent},
};
use foodwala_platform::{EventStream, StreamEvent};
use foodwala_readmodel::{Event, ReadModelError, Subscription, names};
use futures_util::{StreamExt, stream};
use jiff::Timestamp;
use std::collections::VecDeque;

/// Why an order cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum FollowError {
    /// The customer has no such order.
    #[error("there is no such order")]
    NotFound,
    /// Its document cannot be read.
    #[error("the order's document is broken")]
    Broken(#[source] serde_json::Error),
    /// Neither read model nor SQL can answer.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
}

impl From<ReadModelError> for FollowError {
    fn from(error: ReadModelError) -> Self {
        Self::Projection(error.into())
    }
}

/// What comes over an order's channel: its document as announced, or the courier's position. Documents are many, so they are
/// tried first; an enum without a tag would copy each before it is read.
fn announced(body: &[u8]) -> Result<TrackingEvent, serde_json::Error> {
    match serde_json::from_slice(body) {
        Ok(order) => Ok(TrackingEvent::Order { order }),
        Err(_) => serde_json::from_slice(body),
    }
}

/// The events of an order, the present state first.
///
/// # Errors
/// Why it cannot be followed.
pub async fn follow(
    projection: &Projection,
    customer: AccountId,
    id: OrderId,
) -> Result<EventStream<TrackingEvent>, FollowError> {
    // Subscribed before the state is read: a change in between comes twice rather than never.
    let subscription = projection
        .read_model()
        .subscribe(&names::order_channel(customer, id))
        .await?;
    let mut follower = Follower {
        projection: projection.clone(),
        customer,
        id,
        subscription,
        ready: VecDeque::new(),
        version: 0,
        measured_at: None,
        ended: false,
    };
    follower.read_order().await?;
    follower.read_position().await?;
    Ok(stream::unfold(follower, Follower::next).boxed())
}

struct Follower {
    projection: Projection,
    customer: AccountId,
    id: OrderId,
    subscription: Subscription,
    /// To be sent before anything new is waited for.
    ready: VecDeque<StreamEvent<TrackingEvent>>,
    /// The last version that was sent.
    version: u64,
    /// When the last position that was sent was measured.
    measured_at: Option<Timestamp>,
    /// The order has ended: nothing follows.
    ended: bool,
}

impl Follower {
    async fn next(mut self) -> Option<(StreamEvent<TrackingEvent>, Self)> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some((event, self));
            }
            if self.ended {
                return None;
            }
            match self.subscription.next().await? {
                Event::Message(body) => self.take(&body),
                Event::Lagged => {
                    if let Err(error) = self.catch_up().await {
                        // The client comes back and begins with the state.
                        let error: &dyn std::error::Error = &error;
                        tracing::warn!(order.id = %self.id, error, "following an order ends early");
                        return None;
                    }
                }
            }
        }
    }

    fn take(&mut self, body: &[u8]) {
        match announced(body) {
            Ok(TrackingEvent::Order { order }) => self.tell_order(order),
            Ok(TrackingEvent::Position { position }) => self.tell_position(position),
            Err(error) => tracing::error!(order.id = %self.id, error = %error, "an announcement cannot be read"),
        }
    }

    async fn catch_up(&mut self) -> Result<(), FollowError> {
        self.read_order().await?;
        self.read_position().await
    }

    async fn read_order(&mut self) -> Result<(), FollowError> {
        let body = get(&self.projection, self.customer, self.id)
            .await?
            .ok_or(FollowError::NotFound)?;
        let order = serde_json::from_slice(&body).map_err(FollowError::Broken)?;
        self.tell_order(order);
        Ok(())
    }

    async fn read_position(&mut self) -> Result<(), FollowError> {
        let partition = names::customer_partition(self.customer);
        let key = names::position_key(self.id);
        if let Some(position) = self.projection.read_model().get_json(&partition, &key).await? {
            self.tell_position(position);
        }
        Ok(())
    }

    fn tell_order(&mut self, order: Box<Order>) {
        if order.version <= self.version {
            return;
        }
        self.version = order.version;
        // An ended order can still change, when it is reviewed; that is not worth a line held open.
        self.ended = order.status.is_final();
        let id = Some(order.version.to_string());
        self.ready.push_back(StreamEvent {
            id,
            data: TrackingEvent::Order { order },
        });
    }

    fn tell_position(&mut self, position: CourierPosition) {
        if self.ended || self.measured_at.is_some_and(|last| position.measured_at <= last) {
            return;
        }
        self.measured_at = Some(position.measured_at);
        self.ready.push_back(StreamEvent {
            id: None,
            data: TrackingEvent::Position { position },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            staff_action,
            testing::{Kitchen, command},
        },
        domain::testing::{self, CUSTOMER, NOON, RESTAURANT},
        store,
    };
    use foodwala_contract::{
        events::StaffActionTaken,
        geo::GeoPoint,
        orders::OrderStatus::{self, Accepted, Delivered, OutForDelivery, Placed, Preparing, Ready},
    };
    use foodwala_readmodel::{Put, ReadModel};
    use jiff::SignedDuration;

    #[derive(Debug, PartialEq)]
    enum Seen {
        Order(OrderStatus, u64),
        Position(Timestamp),
    }

    fn seen(event: StreamEvent<TrackingEvent>) -> Seen {
        match event.data {
            TrackingEvent::Order { order } => {
                assert_eq!(event.id, Some(order.version.to_string()));
                Seen::Order(order.status, order.version)
            }
            TrackingEvent::Position { position } => Seen::Position(position.measured_at),
        }
    }

    fn position(minute: i64) -> CourierPosition {
        CourierPosition {
            location: GeoPoint {
                latitude: 52.52,
                longitude: 13.405,
            },
            heading_degrees: None,
            measured_at: NOON + SignedDuration::from_mins(minute),
        }
    }

    #[tokio::test]
    async fn a_follower_sees_every_change_once_and_in_order_until_the_end() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let read_model = projection.read_model().clone();
        let placed = kitchen.place(command()).await.unwrap();
        projection.show(&placed).await.unwrap();
        let channel = names::order_channel(CUSTOMER, placed.id);
        let mut events = follow(&projection, CUSTOMER, placed.id).await.unwrap().map(seen);

        for (index, action) in testing::all_the_way().into_iter().enumerate() {
            let taken = StaffActionTaken {
                order_id: placed.id,
                restaurant_id: RESTAURANT,
                action,
                by: None,
            };
            kitchen
                .run(async |tx| staff_action::take(tx, taken, NOON).await)
                .await
                .unwrap();
            let order = store::orders::rendered(&kitchen.database, placed.id)
                .await
                .unwrap()
                .unwrap();
            projection.show(&order).await.unwrap();
            // What is announced again is not told again.
            read_model.publish(&channel, placed.body()).await.unwrap();
            read_model.publish(&channel, order.body()).await.unwrap();
            if index == 3 {
                for minute in [1, 1, 0, 2] {
                    let event = TrackingEvent::Position {
                        position: position(minute),
                    };
                    read_model
                        .publish(&channel, serde_json::to_vec(&event).unwrap())
                        .await
                        .unwrap();
                }
            }
        }
        let mut all = Vec::new();
        while let Some(event) = events.next().await {
            all.push(event);
        }
        let minute = |minute| Seen::Position(position(minute).measured_at);
        assert_eq!(
            all,
            [
                Seen::Order(Placed, 1),
                Seen::Order(Accepted, 2),
                Seen::Order(Preparing, 3),
                Seen::Order(Ready, 4),
                Seen::Order(OutForDelivery, 5),
                minute(1),
                minute(2),
                Seen::Order(Delivered, 6),
            ]
        );
    }

    #[tokio::test]
    async fn a_late_follower_begins_with_state_and_position() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let id = kitchen.place(command()).await.unwrap().id;
        let partition = names::customer_partition(CUSTOMER);
        let put = Put::json(&partition, names::position_key(id), 1, &position(3)).unwrap();
        projection.read_model().put(put).await.unwrap();

        let mut events = follow(&projection, CUSTOMER, id).await.unwrap().map(seen);
        assert_eq!(events.next().await, Some(Seen::Order(Placed, 1)));
        assert_eq!(events.next().await, Some(Seen::Position(position(3).measured_at)));

        let stranger = follow(&projection, AccountId(RESTAURANT.uuid()), id).await;
        assert!(matches!(stranger, Err(FollowError::NotFound)));
    }

    #[tokio::test]
    async fn who_has_missed_something_reads_it_again() {
        let kitchen = Kitchen::open().await;
        let projection = Projection::new(kitchen.database.clone(), ReadModel::in_process());
        let placed = kitchen.place(command()).await.unwrap();
        projection.show(&placed).await.unwrap();
        let mut events = follow(&projection, CUSTOMER, placed.id).await.unwrap().map(seen);
        assert_eq!(events.next().await, Some(Seen::Order(Placed, 1)));

        kitchen.deliver(placed.id).await;
        let order = store::orders::rendered(&kitchen.database, placed.id)
            .await
            .unwrap()
            .unwrap();
        projection.show(&order).await.unwrap();
        // Far more than any subscription holds: the announcement of the delivery is among what is missed.
        let channel = names::order_channel(CUSTOMER, placed.id);
        for _ in 0..20_000 {
            projection.read_model().publish(&channel, placed.body()).await.unwrap();
        }
        assert_eq!(events.next().await, Some(Seen::Order(Delivered, 6)));
        assert_eq!(events.next().await, None);
    }
}
