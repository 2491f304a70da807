//! One order with everything about it, and its ticket on paper.

mod state;
mod ticket;
mod view;

use crate::{
    board::{CardView, Event as BoardEvent, use_board},
    crew::use_title,
    queue::use_queue,
};
use dioxus::prelude::*;
use foodwala_sdk::{OrderId, RestaurantId};
use foodwala_ui::{
    prelude::*,
    sdk::{Failure, calls::use_calls},
};
use state::{Event, State, reduce};

/// An order.
#[component]
pub fn Order(place: RestaurantId, id: OrderId) -> Element {
    let board = use_board();
    let queue = use_queue();
    let calls = use_calls();
    let mut state = use_signal(State::default);
    // One that has ended before we looked is not on the board.
    let fetch = use_callback(move |()| {
        if board.card(id).is_some() {
            return;
        }
        reduce(&mut state.write(), Event::Begin);
        spawn(async move {
            let answer = calls.client().board(place).get(id).await;
            match answer {
                Ok(card) => {
                    board.apply(BoardEvent::Card(Box::new(card)));
                    reduce(&mut state.write(), Event::Done(Ok(())));
                }
                Err(error) => {
                    reduce(&mut state.write(), Event::Done(Err(Failure::from(error))));
                }
            }
        });
    });
    use_hook(move || fetch(()));
    let view: Option<CardView> = {
        let _queue = queue.read();
        board.card(id)
    };
    let number = view.as_ref().map(|view| view.card.order.number.clone());
    use_title(t!("order-title", number = number.unwrap_or_default()));
    match (view, state.read().failure.clone()) {
        (Some(view), _) => rsx! { view::View { view, place } },
        (None, Some(failure)) => rsx! {
            FailureState { failure, onretry: move |()| fetch(()) }
        },
        (None, None) => rsx! {
            Loading { class: "detail",
                Skeleton { shape: SkeletonShape::Title }
                Skeleton { shape: SkeletonShape::Row, count: 4 }
            }
        },
    }
}
