//! How a restaurant works: what its owners and managers turn on and off.

mod state;
mod view;

use crate::{
    crew::{use_crew, use_title},
    shop::{Shop, use_shop},
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Error, ErrorCode, RestaurantId,
    contract::restaurants::{Restaurant, UpdateRestaurant},
};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure,
        calls::{Calls, use_calls},
    },
};
use state::{Effect, Event, State, reduce};
use std::time::Duration;

/// So often a profile that somebody else has just changed is read anew before it is changed.
const TRIES: u32 = 4;
/// Until what was read is what is.
const PAUSE: Duration = Duration::from_millis(400);

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
        if let Some(Effect::Save { codes }) = effect {
            spawn(async move {
                let outcome = self.save(codes).await.map(|restaurant| self.shop.changed(restaurant));
                self.send(Event::Saved(outcome.map_err(Failure::from)));
            });
        }
    }

    /// A profile is replaced as a whole: what somebody else has changed meanwhile stays as they want it.
    async fn save(self, codes: bool) -> Result<Restaurant, Error> {
        let client = self.calls.client();
        let restaurants = client.restaurants();
        let mut tries = 1;
        loop {
            let now = restaurants.get(self.place).await?;
            let mut profile = now.value.restaurant.profile.clone();
            if let Some(delivery) = &mut profile.delivery {
                delivery.proof_code = codes;
            }
            match restaurants.update(self.place, &profile, now.version).await {
                Err(error) if error.code() == Some(&ErrorCode::PreconditionFailed) && tries < TRIES => {
                    tries += 1;
                    device::sleep(PAUSE).await;
                }
                answer => return answer.map(|restaurant| restaurant.value),
            }
        }
    }
}

/// How a restaurant works.
#[component]
pub fn Settings(place: RestaurantId) -> Element {
    use_title(t!("settings-title"));
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        shop: use_shop(),
        place,
    };
    let crew = use_crew();
    let shop = screen.shop;
    let send = use_callback(move |event| screen.send(event));
    if !crew.may::<UpdateRestaurant>(place) {
        return rsx! {
            EmptyState { art: "locked", level: 1, title: t!("settings-not-yours"), text: t!("settings-not-yours-text") }
        };
    }
    let Some(at) = shop.get() else {
        let failure = shop.read().failure().cloned();
        return match failure {
            Some(failure) => rsx! {
                FailureState { failure, onretry: move |()| shop.reload() }
            },
            None => rsx! {
                Loading { class: "detail", Skeleton { shape: SkeletonShape::Row, count: 3 } }
            },
        };
    };
    rsx! {
        view::View { place, delivery: at.restaurant.profile.delivery, state: screen.state, send }
    }
}
