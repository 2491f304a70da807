//! Following a board: every event as it happens, and the whole board whenever the connection is made anew.

use super::{Board, BoardHandle, Event};
use crate::{crew::use_crew, queue::use_queue};
use dioxus::prelude::*;
use foodwala_sdk::{
    Error, ErrorCode, FoodWala, RestaurantId, StreamExt, TryStreamExt,
    contract::board::{BoardQuery, BoardView},
};
use foodwala_ui::{
    device,
    sdk::{Failure, SignedIn, calls::use_calls},
};
use std::time::Duration;

/// How often a board that could not be fetched is asked for again.
const AGAIN: Duration = Duration::from_secs(5);
/// How often the device is told of the board.
const SAVE: Duration = Duration::from_secs(2);

/// Gives everything below the board of a restaurant, and follows it while it is shown.
pub fn use_board_provider(place: RestaurantId) -> BoardHandle {
    let queue = use_queue();
    let crew = use_crew();
    let calls = use_calls();
    let board = use_hook(|| {
        let board = BoardHandle {
            board: Signal::new(Board::default()),
            place,
            queue,
            unsaved: CopyValue::new(false),
            tries: Signal::new(0),
        };
        board.restore();
        provide_context(board)
    });
    let find = use_callback(move |order| {
        let board = board.board.peek();
        let card = board.live.get(&order).or_else(|| board.ended.get(&order));
        card.map(|card| (**card).clone())
    });
    let tell = use_callback(move |card| board.apply(Event::Card(Box::new(card))));
    use_hook(move || queue.join(find, tell));
    // The queue outlives the board, and must not call what went with it.
    use_drop(move || queue.leave(find, tell));
    let signed_in = use_memo(move || crew.signed_in() == SignedIn::Yes && !crew.is_unconfirmed());
    use_resource(move || {
        let follows = signed_in();
        // Whoever asks for it again begins anew.
        let _tries = board.tries.read();
        async move {
            if follows {
                follow(calls.client(), board).await;
            }
        }
    });
    device::use_interval(SAVE, move || board.save());
    board
}

async fn follow(client: FoodWala, board: BoardHandle) {
    loop {
        let mut events = client.board(board.place).follow().even_out_of_sight();
        let mut connection = Box::pin(events.connection());
        let watch = async {
            let mut change = connection.next().await;
            while let Some(stands) = change {
                board.apply(Event::Connected(stands, device::now()));
                change = if stands {
                    board.queue.back();
                    // The connection may break while the board is on its way.
                    let fetching = std::pin::pin!(fetch(&client, board));
                    first(std::pin::pin!(connection.next()), fetching).await
                } else {
                    connection.next().await
                };
            }
        };
        let listen = async {
            while let Some(event) = events.next().await {
                match event {
                    Ok(event) => board.apply(Event::Told(event)),
                    // One of a kind that this version does not know.
                    Err(Error::Decode { .. }) => {}
                    Err(error) => return Some(error),
                }
            }
            None
        };
        let watch = std::pin::pin!(watch);
        let listen = std::pin::pin!(listen);
        let ended = first(listen, watch).await;
        board.apply(Event::Connected(false, device::now()));
        if let Some(error) = ended {
            board.apply(Event::Fetched(Err(Failure::from(&error)), device::now()));
            if is_final(&error) {
                return;
            }
        }
        device::sleep(AGAIN).await;
    }
}

/// Whether asking again is in vain: signed out, or no longer on the staff. Whatever else goes wrong may pass, and a kitchen
/// that is not told of its orders is worse than one that asks too often.
fn is_final(error: &Error) -> bool {
    matches!(
        error.code(),
        Some(ErrorCode::Unauthenticated | ErrorCode::Forbidden | ErrorCode::NotFound)
    )
}

/// What the listening ends with. Watching goes on beside it, and decides nothing.
async fn first<T>(
    listen: std::pin::Pin<&mut impl Future<Output = T>>,
    watch: std::pin::Pin<&mut impl Future<Output = ()>>,
) -> T {
    let (mut listen, mut watch) = (listen, Some(watch));
    std::future::poll_fn(move |context| {
        if let Some(running) = &mut watch
            && running.as_mut().poll(context).is_ready()
        {
            watch = None;
        }
        listen.as_mut().poll(context)
    })
    .await
}

async fn fetch(client: &FoodWala, board: BoardHandle) {
    loop {
        board.apply(Event::Begin);
        let query = BoardQuery {
            view: Some(BoardView::Live),
            limit: Some(100),
            ..BoardQuery::default()
        };
        let cards = client.board(board.place).list_all(query).try_collect::<Vec<_>>().await;
        let is_there = cards.is_ok();
        let is_in_vain = cards.as_ref().err().is_some_and(is_final);
        board.apply(Event::Fetched(cards.map_err(Failure::from), device::now()));
        if is_there || is_in_vain {
            return;
        }
        device::sleep(AGAIN).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_sdk::Problem;

    #[test]
    fn only_what_cannot_pass_ends_the_board() {
        let api = |code| Error::Api {
            problem: Box::new(Problem::new(code)),
            retry_after: None,
        };
        for code in [ErrorCode::Unauthenticated, ErrorCode::Forbidden, ErrorCode::NotFound] {
            assert!(is_final(&api(code)));
        }
        assert!(is_final(&Error::SessionEnded));
        for code in [ErrorCode::Internal, ErrorCode::Unavailable, ErrorCode::RateLimited] {
            assert!(!is_final(&api(code)));
        }
        assert!(!is_final(&api(ErrorCode::Other("http_500".to_owned()))));
    }
}
