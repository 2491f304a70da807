//! The board's cards, in pages and one by one.

use super::Reader;
use crate::{
    documents::{BoardDocument, ENDED, LIVE, card_key, ended_by, restaurant_partition},
    domain::board::Viewer,
    store::unprojected::Subject,
};
use foodwala_contract::{
    ErrorCode, OrderId, RestaurantId,
    board::{BoardEvent, BoardOrder, BoardQuery, BoardView},
    page::{Page, PageQuery},
};
use foodwala_platform::{ApiError, cursor};
use foodwala_readmodel::{Direction, Entry, RangeQuery};
use serde::{Deserialize, Serialize};

/// Behind which card a page starts.
#[derive(Serialize, Deserialize)]
struct Position {
    view: BoardView,
    score: i64,
    key: String,
}

/// One page of the board as `viewer` sees it.
pub async fn list(
    reader: &Reader,
    restaurant: RestaurantId,
    viewer: Viewer,
    query: BoardQuery,
) -> Result<Page<BoardOrder>, ApiError> {
    let view = query.view.unwrap_or(BoardView::Live);
    let limit = PageQuery {
        cursor: None,
        limit: query.limit,
    }
    .limit();
    let mut after = query.cursor.as_deref().map(cursor::decode::<Position>).transpose()?;
    if after.as_ref().is_some_and(|after| after.view != view) {
        return Err(ApiError::new(ErrorCode::InvalidParameter).detail("the cursor is of the other view"));
    }
    reader.projection.ensure_board(restaurant).await?;
    let (index, direction) = match (view, viewer) {
        (BoardView::Live, _) => (LIVE.to_owned(), Direction::Ascending),
        (BoardView::Ended, Viewer::Whole) => (ENDED.to_owned(), Direction::Descending),
        (BoardView::Ended, Viewer::Courier(courier)) => (ended_by(courier), Direction::Descending),
    };
    let mut items = Vec::new();
    // A courier sees only some of the live cards: pages are read until theirs is full.
    loop {
        let mut range = RangeQuery::new(&restaurant_partition(restaurant), &index, direction, limit + 1);
        if let Some(after) = &after {
            range = range.after(after.score, &after.key);
        }
        let entries = reader.read_model.range(range).await?;
        let exhausted = entries.len() <= limit;
        for entry in entries {
            if items.len() == limit {
                return Ok(Page {
                    items,
                    next_cursor: after.map(|after| cursor::encode(&after)).transpose()?,
                });
            }
            if let Some(card) = card(&entry)?.filter(|card| viewer.sees(&card.order)) {
                items.push(card);
            }
            after = Some(Position {
                view,
                score: entry.score,
                key: entry.key,
            });
        }
        if exhausted {
            return Ok(Page {
                items,
                next_cursor: None,
            });
        }
    }
}

fn card(entry: &Entry) -> Result<Option<BoardOrder>, ApiError> {
    let document: BoardDocument = entry.document.json()?;
    match document.event {
        BoardEvent::Card { card } => Ok(Some(*card)),
        BoardEvent::Availability { .. } => Ok(None),
    }
}

/// One card as `viewer` sees it.
pub async fn get(
    reader: &Reader,
    restaurant: RestaurantId,
    order: OrderId,
    viewer: Viewer,
) -> Result<BoardOrder, ApiError> {
    let partition = restaurant_partition(restaurant);
    let document: BoardDocument = reader
        .document(&partition, &card_key(order), Subject::Card(order))
        .await?;
    match document.event {
        BoardEvent::Card { card } if viewer.sees(&card.order) => Ok(*card),
        _ => Err(ApiError::new(ErrorCode::NotFound)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use foodwala_contract::orders::{Order, OrderStatus};
    use jiff::ToSpan;

    fn order(number: u8, status: OrderStatus) -> Order {
        let mut order = samples::order(status);
        order.id = samples::order_id(number.into());
        order.ordered_at = samples::now() - i64::from(number).minutes();
        order
    }

    async fn pages(fixture: &Fixture, viewer: Viewer, view: BoardView, limit: u32) -> Vec<u128> {
        let (reader, mut found, mut cursor) = (fixture.reader(), Vec::new(), None);
        loop {
            let query = BoardQuery {
                view: Some(view),
                cursor,
                limit: Some(limit),
            };
            let page = list(&reader, samples::restaurant_id(1), viewer, query).await.unwrap();
            assert!(page.items.len() <= usize::try_from(limit).unwrap());
            found.extend(
                page.items
                    .into_iter()
                    .map(|card| card.order.id.uuid().as_u128() - samples::order_id(0).uuid().as_u128()),
            );
            cursor = page.next_cursor;
            if cursor.is_none() {
                return found;
            }
        }
    }

    #[tokio::test]
    async fn live_cards_come_oldest_first_and_ended_ones_newest_first() {
        let fixture = Fixture::with_restaurant().await;
        for number in 1..=5 {
            fixture.order(order(number, OrderStatus::Placed)).await;
        }
        for number in 6..=8 {
            fixture.manual.advance(std::time::Duration::from_secs(1));
            fixture.order(order(number, OrderStatus::Rejected)).await;
        }
        for wiped in [false, true] {
            if wiped {
                fixture.read_model.wipe().await.unwrap();
            }
            for limit in [1, 2, 5, 100] {
                assert_eq!(
                    pages(&fixture, Viewer::Whole, BoardView::Live, limit).await,
                    [5, 4, 3, 2, 1]
                );
                assert_eq!(pages(&fixture, Viewer::Whole, BoardView::Ended, limit).await, [8, 7, 6]);
            }
        }
    }

    #[tokio::test]
    async fn couriers_page_through_what_is_theirs() {
        let fixture = Fixture::with_restaurant().await;
        let me = samples::account(2);
        for (number, status, mine) in [
            (1, OrderStatus::Placed, false),
            (2, OrderStatus::Ready, false),
            (3, OrderStatus::Preparing, false),
            (4, OrderStatus::OutForDelivery, true),
            (5, OrderStatus::OutForDelivery, false),
            (6, OrderStatus::Delivered, true),
            (7, OrderStatus::Delivered, false),
        ] {
            let who = if mine { me } else { samples::account(3) };
            let courier = (status >= OrderStatus::OutForDelivery).then(|| samples::courier(who));
            fixture
                .order(Order {
                    courier,
                    ..order(number, status)
                })
                .await;
        }
        for limit in [1, 2, 10] {
            assert_eq!(
                pages(&fixture, Viewer::Courier(me), BoardView::Live, limit).await,
                [4, 2]
            );
            assert_eq!(pages(&fixture, Viewer::Courier(me), BoardView::Ended, limit).await, [6]);
        }
        let (reader, here) = (fixture.reader(), samples::restaurant_id(1));
        let hidden = get(&reader, here, samples::order_id(5), Viewer::Courier(me))
            .await
            .unwrap_err();
        assert_eq!(hidden.code(), &ErrorCode::NotFound);
        assert!(get(&reader, here, samples::order_id(5), Viewer::Whole).await.is_ok());
        let elsewhere = get(&reader, samples::restaurant_id(2), samples::order_id(5), Viewer::Whole).await;
        assert!(elsewhere.is_err());
    }
}
