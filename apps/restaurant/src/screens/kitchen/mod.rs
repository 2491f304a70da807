//! The kitchen's view: big type, one touch per order, how many of each dish.

mod state;
mod view;

use crate::{
    actions::{Actions, use_actions},
    board::use_board,
    crew::use_title,
};
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::prelude::*;
use state::{Effect, Event, State, reduce};
use std::time::Duration;

/// Under this key is the station that the device stands at.
const STATION: &str = "kitchen-station";

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    actions: Actions,
}

impl Screen {
    fn send(mut self, event: Event) {
        if matches!(event, Event::Tick(_)) && self.state.peek().bumped.is_empty() {
            return;
        }
        // The button that began the cooking is the one that ends it now.
        if matches!(&event, Event::Bump(order, _) if self.actions.is_settling(*order)) {
            return;
        }
        let effects = reduce(&mut self.state.write(), event);
        for effect in effects {
            match effect {
                Effect::Act(order, act) => self.actions.act(order, act),
                Effect::Keep(Some(station)) => {
                    device::storage::set(STATION, &station);
                }
                Effect::Keep(None) => device::storage::remove(STATION),
            }
        }
    }
}

/// The kitchen's view.
#[component]
pub fn Kitchen(place: RestaurantId) -> Element {
    use_title(t!("kitchen-title"));
    let board = use_board();
    debug_assert_eq!(board.place(), place);
    let screen = Screen {
        state: use_signal(|| State {
            station: device::storage::get(STATION),
            ..State::default()
        }),
        actions: use_actions(),
    };
    device::use_interval(Duration::from_millis(500), move || {
        screen.send(Event::Tick(device::now()));
    });
    use_drop(move || screen.send(Event::Leave));
    let send = use_callback(move |event| screen.send(event));
    let views = use_memo(move || board.views());
    rsx! {
        view::View { views: views.read().clone(), state: screen.state, send }
    }
}
