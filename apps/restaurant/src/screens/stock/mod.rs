//! What is sold out: now, or until tomorrow.

mod state;
mod view;

use crate::{board::use_board, crew::use_title};
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure,
        calls::{Calls, use_calls},
    },
};
use state::{Effect, Event, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    place: RestaurantId,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Fetch) => {
                spawn(async move {
                    let menu = self.calls.client().menus().get(self.place).await;
                    self.send(Event::Came(menu.map(|menu| menu.value).map_err(Failure::from)));
                });
            }
            Some(Effect::Tell(item, request)) => {
                spawn(async move {
                    let menus = self.calls.client().menus();
                    let answer = menus.set_availability(self.place, item, &request).await;
                    self.send(Event::Done(item, answer.map_err(Failure::from)));
                });
            }
        }
    }
}

/// What is sold out.
#[component]
pub fn Stock(place: RestaurantId) -> Element {
    use_title(t!("stock-title"));
    let board = use_board();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        place,
    };
    use_hook(move || screen.send(Event::Load));
    // Sold out elsewhere, or by an order that took the last portion.
    let changes = use_memo(move || board.read().availability.clone());
    use_effect(move || {
        for availability in changes.read().values() {
            screen.send(Event::Told(availability.clone()));
        }
    });
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}
