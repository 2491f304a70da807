//! The box in which one types what to look for: a combobox with suggestions.

mod state;
mod view;

pub use state::{Effect, Event, State, reduce};

use crate::{listing, place::use_place, route::Route};
use dioxus::prelude::*;
use foodwala_sdk::contract::restaurants::{SuggestQuery, Suggestion};
use foodwala_ui::{device, sdk::use_client};
use std::time::Duration;

/// People type fast; suggestions are asked for when they rest.
const BREATH: Duration = Duration::from_millis(160);

/// Types what to look for.
#[component]
pub fn SearchBox(
    /// Its id; there may be one in the header and one on the screen.
    id: &'static str,
    /// The text whose results the screen shows.
    #[props(default)]
    text: String,
    /// Smaller, for the header.
    #[props(default)]
    compact: bool,
) -> Element {
    let mut state = use_signal(State::default);
    let client = use_client();
    let place = use_place();
    let listings = listing::use_listings();
    let navigator = use_navigator();
    use_effect(use_reactive!(|text| {
        reduce(&mut state.write(), Event::Shows(text));
    }));
    let send = use_callback(move |event: Event| {
        let effect = reduce(&mut state.write(), event);
        match effect {
            None => {}
            Some(Effect::Find(q)) => {
                navigator.push(Route::Search { q });
            }
            Some(Effect::Go(Suggestion::Restaurant { restaurant_id, .. })) => {
                navigator.push(Route::Restaurant {
                    id: restaurant_id,
                    item: None,
                });
            }
            Some(Effect::Go(Suggestion::Dish { name, .. })) => {
                navigator.push(Route::Search { q: name });
            }
            Some(Effect::Go(Suggestion::Cuisine { cuisine, .. })) => {
                let filters = listings.search.read().filters.clone();
                listings.search.apply(listing::Event::Filter(listing::Filters {
                    cuisine: Some(cuisine),
                    ..filters
                }));
                navigator.push(Route::Search { q: String::new() });
            }
            Some(Effect::Ask(number, text)) => {
                let client = client.clone();
                let point = place.peek().map(|place| place.details.location);
                spawn(async move {
                    device::sleep(BREATH).await;
                    if state.peek().asked() != number {
                        return;
                    }
                    let query = SuggestQuery {
                        text,
                        latitude: point.map(|point| point.latitude),
                        longitude: point.map(|point| point.longitude),
                    };
                    match client.restaurants().suggest(&query).await {
                        Ok(found) => {
                            reduce(&mut state.write(), Event::Suggested(number, found.items));
                        }
                        // Enter still looks for the text, and says what is wrong.
                        Err(error) => tracing::info!(error = &error as &dyn std::error::Error, "no suggestions"),
                    }
                });
            }
        }
    });
    rsx! {
        view::Combobox { id, state: state(), compact, send }
    }
}
