//! The figures of all restaurants that somebody runs, side by side.

mod state;
mod view;

use crate::{
    crew::{use_crew, use_title},
    route::Route,
    screens::figures::period::Moment,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::{reporting::GetFigures, restaurants::Workplace};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure, SignedIn,
        calls::{Calls, use_calls},
    },
};
use state::{Event, Fetch, State, reduce};
use std::time::Duration;

/// How often it is looked whether figures are due.
const TICK: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
}

impl Screen {
    fn send(mut self, event: Event) {
        let fetches = reduce(&mut self.state.write(), event);
        for fetch in fetches {
            spawn(self.fetch(fetch));
        }
    }

    async fn fetch(self, fetch: Fetch) {
        let zone = fetch.zone.clone().unwrap_or_else(device::time_zone);
        let query = fetch.query(Moment::now(&zone).today());
        let answer = self.calls.client().reports().figures(fetch.place, &query).await;
        self.send(Event::Came(fetch.lot, fetch.place, answer.map_err(Failure::from)));
    }
}

/// The figures of all restaurants.
#[component]
pub fn Branches() -> Element {
    use_title(t!("branches-title"));
    let crew = use_crew();
    let navigator = use_navigator();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
    };
    use_effect(move || {
        if crew.signed_in() == SignedIn::No {
            let next = Some(Route::Branches {}.to_string());
            navigator.replace(Route::SignIn { next });
        }
    });
    use_effect(move || {
        let workplaces = crew.workplaces();
        let Some(found) = workplaces.value() else { return };
        let own = found
            .iter()
            .filter(|workplace| crew.may::<GetFigures>(workplace.restaurant_id));
        let mut own: Vec<Workplace> = own.cloned().collect();
        own.sort_by(|a, b| a.name.cmp(&b.name));
        screen.send(Event::Workplaces(own, device::now()));
    });
    device::use_interval(TICK, move || {
        let now = device::now();
        if device::is_in_sight() && screen.state.peek().is_due(now) {
            screen.send(Event::Refresh(now));
        }
    });
    let send = use_callback(move |event| screen.send(event));
    let workplaces = crew.workplaces();
    match (workplaces.value(), workplaces.failure()) {
        (Some(_), _) => rsx! {
            view::View { state: screen.state, send }
        },
        (None, Some(failure)) => rsx! {
            FailureState { failure: failure.clone(), onretry: move |()| crew.reload() }
        },
        (None, None) => rsx! {
            Loading { class: "branches",
                Skeleton { shape: SkeletonShape::Title }
                Skeleton { shape: SkeletonShape::Row, count: 4 }
            }
        },
    }
}
