//! The board live: what changed since the client's last event, then every change as it is announced.

use super::Reader;
use crate::{
    documents::{BoardDocument, CHANGED, board_channel, restaurant_partition},
    domain::board::Viewer,
};
use foodwala_contract::{ErrorCode, RestaurantId, board::BoardEvent};
use foodwala_platform::{ApiError, EventStream, StreamEvent};
use foodwala_readmodel::{Direction, Event, RangeQuery, ReadModel, ReadModelError, Subscription};
use futures_util::{StreamExt, stream::unfold};
use std::collections::VecDeque;

/// Changes are told in the order in which they were written, which is not quite the order of their times. A client that
/// comes back is told a little more than it missed; cards carry a version.
const OVERLAP_MICROS: i64 = 30_000_000;
/// Changes read in one go.
const CHUNK: usize = 200;

/// Follows a board. A client that also lists it does so after the stream has begun, and so misses nothing in between.
pub async fn follow(
    reader: &Reader,
    restaurant: RestaurantId,
    viewer: Viewer,
    last_event_id: Option<&str>,
) -> Result<EventStream<BoardEvent>, ApiError> {
    let invalid = || ApiError::new(ErrorCode::InvalidParameter).detail("Last-Event-ID is not one of this stream's ids");
    let last = last_event_id
        .map(str::parse::<i64>)
        .transpose()
        .map_err(|_| invalid())?;
    let live = reader.read_model.subscribe(&board_channel(restaurant)).await?;
    reader.projection.ensure_board(restaurant).await?;
    let missed = last.map(Missed::since);
    let state = Following {
        read_model: reader.read_model.clone(),
        restaurant,
        live,
        missed,
        ready: VecDeque::new(),
        last: last.unwrap_or(0),
    };
    let documents = unfold(state, |mut state| async move {
        match state.next().await {
            Ok(document) => document.map(|document| (document, state)),
            Err(error) => {
                // The stream ends; the client comes back with the last id it has seen.
                tracing::warn!(restaurant.id = %state.restaurant, error = %error, "a board cannot be followed");
                None
            }
        }
    });
    let events = documents.filter_map(move |document| {
        let event = match document.event {
            BoardEvent::Card { card } => viewer.told(*card).map(|card| BoardEvent::Card { card: Box::new(card) }),
            event @ BoardEvent::Availability { .. } => Some(event),
        };
        let id = Some(document.changed_at.as_microsecond().to_string());
        std::future::ready(event.map(|data| StreamEvent { id, data }))
    });
    Ok(events.boxed())
}

struct Following {
    read_model: ReadModel,
    restaurant: RestaurantId,
    live: Subscription,
    /// What is still to be read of the past.
    missed: Option<Missed>,
    ready: VecDeque<BoardDocument>,
    /// The newest id told, or the one the client came with.
    last: i64,
}

struct Missed {
    min: i64,
    after: Option<(i64, String)>,
}

impl Missed {
    fn since(last: i64) -> Self {
        Self {
            min: last.saturating_sub(OVERLAP_MICROS),
            after: None,
        }
    }
}

impl Following {
    async fn next(&mut self) -> Result<Option<BoardDocument>, ReadModelError> {
        loop {
            if let Some(document) = self.ready.pop_front() {
                self.last = self.last.max(document.changed_at.as_microsecond());
                return Ok(Some(document));
            }
            if let Some(missed) = self.missed.take() {
                self.read_missed(missed).await?;
                continue;
            }
            match self.live.next().await {
                None => return Ok(None),
                Some(Event::Message(body)) => {
                    let document = serde_json::from_slice(&body).map_err(|source| ReadModelError::Decode {
                        expected: "BoardDocument",
                        source,
                    })?;
                    self.ready.push_back(document);
                }
                Some(Event::Lagged) => self.missed = Some(Missed::since(self.last)),
            }
        }
    }

    async fn read_missed(&mut self, missed: Missed) -> Result<(), ReadModelError> {
        let partition = restaurant_partition(self.restaurant);
        let mut range = RangeQuery::new(&partition, CHANGED, Direction::Ascending, CHUNK).min(missed.min);
        if let Some((score, key)) = missed.after {
            range = range.after(score, key);
        }
        let entries = self.read_model.range(range).await?;
        for entry in &entries {
            self.ready.push_back(entry.document.json()?);
        }
        if let Some(last) = entries.last().filter(|_| entries.len() == CHUNK) {
            self.missed = Some(Missed {
                min: missed.min,
                after: Some((last.score, last.key.clone())),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::set_availability::set_availability, samples, store::unprojected::Subject, testing::Fixture};
    use foodwala_contract::{
        menu::SetAvailabilityRequest,
        orders::{Order, OrderStatus},
    };
    use futures_util::FutureExt;
    use std::time::Duration;

    fn order(number: u128, version: u64, status: OrderStatus) -> Order {
        Order {
            id: samples::order_id(number),
            version,
            ..samples::order(status)
        }
    }

    async fn numbers(stream: &mut EventStream<BoardEvent>, count: usize) -> (Vec<u128>, Option<String>) {
        let (mut seen, mut id) = (Vec::new(), None);
        for _ in 0..count {
            let event = stream.next().await.unwrap();
            let BoardEvent::Card { card } = event.data else {
                panic!("a card")
            };
            seen.push(card.order.id.uuid().as_u128() - samples::order_id(0).uuid().as_u128());
            id = event.id;
        }
        (seen, id)
    }

    #[tokio::test]
    async fn changes_are_told_as_they_happen_and_again_to_who_missed_them() {
        let fixture = Fixture::with_menu().await;
        let (reader, here) = (fixture.reader(), samples::restaurant_id(1));
        fixture.order(order(1, 1, OrderStatus::Placed)).await;
        reader.projection.ensure_board(here).await.unwrap();
        let mut live = follow(&reader, here, Viewer::Whole, None).await.unwrap();
        fixture.manual.advance(Duration::from_secs(60));
        fixture.order(order(2, 1, OrderStatus::Placed)).await;
        let (seen, id) = numbers(&mut live, 1).await;
        assert_eq!(seen, [2]);
        drop(live);

        fixture.manual.advance(Duration::from_secs(60));
        fixture.order(order(1, 2, OrderStatus::Accepted)).await;
        fixture.order(order(3, 1, OrderStatus::Placed)).await;
        let mut back = follow(&reader, here, Viewer::Whole, id.as_deref()).await.unwrap();
        // Order 2 is within the overlap.
        assert_eq!(numbers(&mut back, 3).await.0, [2, 1, 3]);
        assert!(back.next().now_or_never().is_none());
        assert!(follow(&reader, here, Viewer::Whole, Some("yesterday")).await.is_err());
    }

    #[tokio::test]
    async fn availability_is_told_too_and_couriers_hear_only_what_concerns_them() {
        let fixture = Fixture::with_menu().await;
        let (reader, here) = (fixture.reader(), samples::restaurant_id(1));
        reader.projection.ensure_board(here).await.unwrap();
        let mut courier = follow(&reader, here, Viewer::Courier(samples::account(2)), None)
            .await
            .unwrap();
        fixture.order(order(1, 1, OrderStatus::Placed)).await;
        let mut tx = fixture.tx().await;
        let sold_out = SetAvailabilityRequest {
            portions_left: Some(0),
            until: None,
        };
        set_availability(&mut tx, here, samples::item(1), &sold_out, samples::now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        fixture.projection.refresh(&[Subject::Menu(here)]).await;
        let first = courier.next().await.unwrap();
        assert!(matches!(first.data, BoardEvent::Availability { .. }), "{first:?}");
        fixture.order(order(1, 2, OrderStatus::Ready)).await;
        assert_eq!(numbers(&mut courier, 1).await.0, [1]);
        let taken = Order {
            courier: Some(samples::courier(samples::account(3))),
            ..order(1, 3, OrderStatus::OutForDelivery)
        };
        fixture.order(taken).await;
        let Some(BoardEvent::Card { card }) = courier.next().await.map(|event| event.data) else {
            panic!("a card")
        };
        assert_eq!(card.order.contact.phone, "");
    }
}
