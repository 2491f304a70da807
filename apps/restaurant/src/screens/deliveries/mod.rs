//! Courier mode, for a phone: what waits, what is with me, the way there, handing over.

mod state;
mod view;

use crate::{
    actions::use_actions,
    board::use_board,
    crew::{use_crew, use_title},
    position::use_sharing,
    queue::StaffAct,
    shop::use_shop,
};
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::{prelude::*, sdk::calls::use_calls};
use state::{followed, mine, waiting};

/// Courier mode.
#[component]
pub fn Deliveries(place: RestaurantId) -> Element {
    use_title(t!("deliveries-title"));
    let board = use_board();
    let crew = use_crew();
    let actions = use_actions();
    let calls = use_calls();
    let shop = use_shop();
    debug_assert_eq!(board.place(), place);
    let me = use_memo(move || crew.me());
    let carried = use_memo(move || mine(&board.views(), me()));
    let orders = use_memo(move || followed(&carried.read()));
    let moves = use_memo(move || !orders.read().is_empty());
    let sharing = use_sharing(moves, move |position| async move {
        let mut is_told = true;
        let orders = orders.peek().clone();
        for order in orders {
            let answer = calls.client().deliveries().report_position(order, &position).await;
            is_told &= answer.is_ok();
        }
        is_told
    });
    let ready = waiting(&board.views());
    let phone = shop.get().map(|view| view.restaurant.profile.phone).unwrap_or_default();
    let take = use_callback(move |id| actions.act(id, StaffAct::Dispatch { courier: None }));
    let deliver = use_callback(move |(id, act)| actions.act(id, act));
    rsx! {
        view::View { carried: carried.read().clone(), ready, sharing, phone, take, deliver }
    }
}
