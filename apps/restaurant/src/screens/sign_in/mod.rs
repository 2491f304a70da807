//! Signing in.

mod state;
mod view;

use crate::{
    crew::{use_crew, use_title},
    route::Route,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::auth::LoginRequest;
use foodwala_ui::{
    device,
    sdk::{
        SignedIn,
        calls::{Calls, use_calls},
    },
    t,
};
use state::{Effect, Event, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Focus(field)) => device::document::focus(field),
            Some(Effect::SignIn { email, password }) => {
                spawn(async move {
                    let request = LoginRequest { email, password };
                    let answer = self.calls.client().auth().login(&request).await;
                    self.send(Event::Answered(answer.map(drop)));
                });
            }
        }
    }
}

/// Signing in.
#[component]
pub fn SignIn(next: Option<String>) -> Element {
    use_title(t!("sign-in-title"));
    let crew = use_crew();
    let navigator = use_navigator();
    use_effect(move || {
        if crew.signed_in() == SignedIn::Yes {
            match next.as_deref().and_then(|next| next.parse::<Route>().ok()) {
                Some(route) if route.place().is_some() => navigator.replace(route),
                _ => navigator.replace(Route::Start {}),
            };
        }
    });
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
    };
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}
