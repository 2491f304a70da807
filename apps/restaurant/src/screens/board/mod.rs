//! The live order board.

mod state;
mod view;

use crate::{board::use_board, crew::use_title};
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::prelude::*;
use state::columns;

/// The board.
#[component]
pub fn Board(place: RestaurantId) -> Element {
    let board = use_board();
    let columns = use_memo(move || columns(board.views()));
    let new = columns.read().new.len();
    use_title(if new > 0 {
        t!("board-title-new", count = new)
    } else {
        t!("board-title")
    });
    let failure = board.read().failure.clone();
    let is_known = board.read().as_of.is_some();
    debug_assert_eq!(board.place(), place);
    if let (false, Some(failure)) = (is_known, failure) {
        return rsx! {
            FailureState { failure, onretry: move |()| board.retry() }
        };
    }
    rsx! {
        view::View { columns: columns.read().clone(), loading: !is_known }
    }
}
