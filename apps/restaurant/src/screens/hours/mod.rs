//! Opening hours and holidays.

mod state;
mod view;

use crate::{
    crew::use_title,
    shop::{Shop, use_shop},
};
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
    shop: Shop,
    place: RestaurantId,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        if let Some(Effect::Save(hours)) = effect {
            spawn(async move {
                let answer = self.calls.client().restaurants().set_hours(self.place, &hours).await;
                let outcome = answer.map(|restaurant| {
                    let hours = restaurant.hours.clone();
                    self.shop.changed(restaurant);
                    hours
                });
                self.send(Event::Saved(outcome.map_err(Failure::from)));
            });
        }
    }
}

/// Opening hours and holidays.
#[component]
pub fn Hours(place: RestaurantId) -> Element {
    use_title(t!("hours-title"));
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        shop: use_shop(),
        place,
    };
    let shop = screen.shop;
    use_effect(move || {
        if let Some(view) = shop.get() {
            screen.send(Event::Came(view.restaurant.hours));
        }
    });
    let send = use_callback(move |event| screen.send(event));
    if screen.state.read().saved.is_none() {
        let failure = shop.read().failure().cloned();
        return match failure {
            Some(failure) => rsx! {
                FailureState { failure, onretry: move |()| shop.reload() }
            },
            None => rsx! {
                Loading { class: "detail", Skeleton { shape: SkeletonShape::Row, count: 7 } }
            },
        };
    }
    rsx! {
        view::View { state: screen.state, send }
    }
}
