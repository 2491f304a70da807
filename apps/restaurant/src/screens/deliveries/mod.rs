//! Courier mode, for a phone: what waits, what is with me, the way there, handing over.

mod state;
mod view;

use crate::{
    actions::use_actions,
    board::use_board,
    crew::{use_crew, use_title},
    queue::StaffAct,
};
use dioxus::prelude::*;
use foodwala_sdk::{OrderId, RestaurantId};
use foodwala_ui::{
    prelude::*,
    sdk::calls::{Calls, use_calls},
};
use state::{Effect, Event, State, followed, mine, reduce, waiting};
use std::time::Duration;

/// Under this key is whether guests may see where the courier is.
const SHARE: &str = "kitchen-share-position";
/// How often a position is told.
const PERIOD: Duration = Duration::from_secs(15);

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    followed: Memo<Vec<OrderId>>,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Keep(shares)) => {
                device::storage::set(SHARE, if shares { "on" } else { "off" });
                self.locate();
            }
            Some(Effect::Tell(position)) => {
                spawn(async move {
                    let orders = self.followed.peek().clone();
                    let mut told = true;
                    for order in orders {
                        let answer = self.calls.client().deliveries().report_position(order, &position).await;
                        told &= answer.is_ok();
                    }
                    self.send(Event::Told(told, device::now()));
                });
            }
        }
    }

    fn locate(self) {
        if !self.state.peek().shares || self.followed.peek().is_empty() {
            return;
        }
        spawn(async move {
            let found = device::locate().await;
            self.send(Event::Located(found, device::now()));
        });
    }
}

/// Courier mode.
#[component]
pub fn Deliveries(place: RestaurantId) -> Element {
    use_title(t!("deliveries-title"));
    let board = use_board();
    let crew = use_crew();
    let actions = use_actions();
    debug_assert_eq!(board.place(), place);
    let me = use_memo(move || crew.me());
    let carried = use_memo(move || mine(&board.views(), me()));
    let screen = Screen {
        state: use_signal(|| State {
            shares: device::storage::get(SHARE).as_deref() == Some("on"),
            ..State::default()
        }),
        calls: use_calls(),
        followed: use_memo(move || followed(&carried.read())),
    };
    device::use_interval(PERIOD, move || screen.locate());
    // As soon as something is on the way.
    use_effect(move || {
        if !screen.followed.read().is_empty() {
            screen.locate();
        }
    });
    let ready = waiting(&board.views());
    let take = use_callback(move |id| actions.act(id, StaffAct::Dispatch { courier: None }));
    let deliver = use_callback(move |(id, act)| actions.act(id, act));
    let share = use_callback(move |on| screen.send(Event::Share(on)));
    rsx! {
        view::View { carried: carried.read().clone(), ready, state: screen.state, take, deliver, share }
    }
}
