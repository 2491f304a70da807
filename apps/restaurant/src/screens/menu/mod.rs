//! The menu editor.

mod diff;
mod drawings;
mod edit;
mod item;
mod review;
mod state;
mod view;

use crate::{crew::use_title, shop::use_shop};
use dioxus::prelude::*;
use foodwala_sdk::{Currency, RestaurantId};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure,
        calls::{Calls, use_calls},
    },
};
use state::{Draft, Effect, Event, State, reduce};

/// Under this key and the restaurant's id is the draft.
const KEY: &str = "kitchen-menu-draft.";

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    place: RestaurantId,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effects = reduce(&mut self.state.write(), event);
        for effect in effects {
            match effect {
                Effect::Keep(draft) => keep(self.place, draft.as_ref()),
                Effect::Fetch => {
                    spawn(async move {
                        let menu = self.calls.client().menus().get(self.place).await;
                        self.send(Event::Came(menu.map(|menu| menu.value).map_err(Failure::from)));
                    });
                }
                Effect::Publish(request, version) => {
                    spawn(async move {
                        let menus = self.calls.client().menus();
                        let answer = menus.publish(self.place, &request, version).await;
                        self.send(Event::Published(answer.map(|menu| menu.value)));
                    });
                }
            }
        }
    }
}

fn keep(place: RestaurantId, draft: Option<&Draft>) {
    let key = format!("{KEY}{place}");
    let Some(draft) = draft else {
        device::storage::remove(&key);
        return;
    };
    match serde_json::to_string(draft) {
        Ok(text) if device::storage::set(&key, &text) => {}
        Ok(_) => tracing::info!("the device keeps no draft"),
        Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "the draft cannot be written"),
    }
}

fn kept(place: RestaurantId) -> Option<Draft> {
    let text = device::storage::get(&format!("{KEY}{place}"))?;
    serde_json::from_slice(text.as_bytes()).ok()
}

/// The menu editor.
#[component]
pub fn Menu(place: RestaurantId) -> Element {
    use_title(t!("menu-title"));
    let shop = use_shop();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        place,
    };
    use_hook(move || {
        if let Some(draft) = kept(place) {
            screen.send(Event::Kept(draft));
        }
        screen.send(Event::Load);
    });
    let send = use_callback(move |event| screen.send(event));
    let currency: Option<Currency> = shop.get().map(|view| view.restaurant.profile.currency);
    let is_there = screen.state.read().published.value().is_some();
    let (Some(currency), true) = (currency, is_there) else {
        let failure = screen.state.read().published.failure().cloned();
        return match failure {
            Some(failure) => rsx! {
                FailureState { failure, onretry: move |()| send(Event::Load) }
            },
            None => rsx! {
                Loading { class: "detail", Skeleton { shape: SkeletonShape::Row, count: 6 } }
            },
        };
    };
    rsx! {
        view::View { state: screen.state, currency, send }
    }
}
