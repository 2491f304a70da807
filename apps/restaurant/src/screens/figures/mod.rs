//! How the restaurant does: today as it happens, and any days before.

mod chart;
mod charts;
mod choice;
mod dishes;
pub mod measure;
pub mod period;
#[cfg(test)]
pub mod samples;
mod state;
#[cfg(test)]
mod state_tests;
#[cfg(test)]
mod tests;
mod tiles;
mod view;
pub mod words;

use crate::{
    board::use_board,
    crew::{Crew, use_crew, use_title},
    shop::{Shop, use_shop},
};
pub use choice::Periods;
use dioxus::prelude::*;
use foodwala_sdk::{RestaurantId, contract::reporting::GetFigures};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure,
        calls::{Calls, use_calls},
    },
};
use period::Moment;
use state::{Effect, Event, State, reduce};
use std::time::Duration;

/// How often it is looked whether figures are due.
const TICK: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    shop: Shop,
    place: RestaurantId,
}

impl Screen {
    /// Now, at the restaurant.
    fn moment(self) -> Moment {
        let told = self.state.peek();
        let told = told.figures.value().map(|figures| figures.time_zone.clone());
        Moment::now(&told.unwrap_or_else(|| self.shop.zone()))
    }

    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        let Some(effect) = effect else { return };
        if let Effect::Focus(field) = effect {
            device::document::focus(field);
            return;
        }
        spawn(async move {
            let reports = self.calls.client().reports();
            let event = match effect {
                Effect::Fetch(lot, query) => {
                    let answer = reports.figures(self.place, &query).await;
                    Event::Came(lot, answer.map_err(Failure::from), device::now())
                }
                Effect::FetchBefore(lot, query) => {
                    let answer = reports.figures(self.place, &query).await;
                    Event::BeforeCame(lot, answer.map_err(Failure::from))
                }
                Effect::Focus(_) => return,
            };
            self.send(event);
        });
    }
}

/// Whether somebody may see the figures of more than one restaurant.
#[must_use]
pub fn may_compare(crew: Crew) -> bool {
    let workplaces = crew.workplaces();
    let mut places = workplaces.value().into_iter().flatten();
    let mut may = || places.any(|workplace| crew.may::<GetFigures>(workplace.restaurant_id));
    may() && may()
}

/// How the restaurant does.
#[component]
pub fn Figures(place: RestaurantId) -> Element {
    use_title(t!("figures-title"));
    let crew = use_crew();
    if !crew.may::<GetFigures>(place) {
        return rsx! {
            EmptyState { art: "locked", level: 1, title: t!("figures-locked"), text: t!("figures-locked-text") }
        };
    }
    rsx! {
        Followed { place }
    }
}

/// The screen, for whoever may see it.
#[component]
fn Followed(place: RestaurantId) -> Element {
    let board = use_board();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        shop: use_shop(),
        place,
    };
    use_hook(move || screen.send(Event::Refresh(screen.moment())));
    // What staff does and guests order moves the figures.
    let versions = use_memo(move || {
        let board = board.read();
        let cards = board.live.values().chain(board.ended.values());
        cards.map(|card| card.version).sum::<u64>()
    });
    let mut seen = use_hook(|| CopyValue::new(None));
    use_effect(move || {
        let now = versions();
        if seen.write().replace(now).is_some_and(|before| before != now) {
            screen.send(Event::Moved(device::now()));
        }
    });
    device::use_interval(TICK, move || {
        let moment = screen.moment();
        if device::is_in_sight() && screen.state.peek().is_due(moment) {
            screen.send(Event::Refresh(moment));
        }
    });
    let send = use_callback(move |event| screen.send(event));
    let moment = use_callback(move |()| screen.moment());
    rsx! {
        view::View { state: screen.state, moment, send }
    }
}
