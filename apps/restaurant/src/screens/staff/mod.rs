//! Who works here, and what they do.

mod state;
mod view;

use crate::crew::use_title;
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
        let Some(effect) = effect else { return };
        if let Effect::Focus(field) = effect {
            device::document::focus(field);
            return;
        }
        spawn(async move {
            let restaurants = self.calls.client().restaurants();
            let event = match effect {
                Effect::Fetch => {
                    let staff = restaurants.staff(self.place).await;
                    Event::Came(staff.map(|staff| staff.items).map_err(Failure::from))
                }
                Effect::Add(request) => Event::Added(restaurants.add_staff(self.place, &request).await),
                Effect::Remove(account) => {
                    let answer = restaurants.remove_staff(self.place, account).await;
                    Event::Removed(account, answer.map_err(Failure::from))
                }
                Effect::Focus(_) => return,
            };
            self.send(event);
        });
    }
}

/// Who works here.
#[component]
pub fn Staff(place: RestaurantId) -> Element {
    use_title(t!("staff-title"));
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        place,
    };
    use_hook(move || screen.send(Event::Load));
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, place, send }
    }
}
