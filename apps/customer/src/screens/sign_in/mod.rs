//! Signing in.

mod state;
mod view;

pub use view::AuthCard;

use crate::{
    calls::{Calls, use_calls},
    context::{use_person, use_title},
    gate::way_back,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::auth::LoginRequest;
use foodwala_ui::{device, sdk::SignedIn, t};
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
                    let answer = self
                        .calls
                        .client()
                        .auth()
                        .login(&LoginRequest { email, password })
                        .await;
                    self.send(Event::Answered(answer.map(drop)));
                });
            }
        }
    }
}

/// Leads on as soon as somebody is signed in.
pub fn use_way_on(next: Option<String>) {
    let person = use_person();
    let navigator = use_navigator();
    use_effect(move || {
        if person.signed_in() == SignedIn::Yes {
            navigator.replace(way_back(next.as_deref()));
        }
    });
}

/// Signing in.
#[component]
pub fn SignIn(next: Option<String>) -> Element {
    use_title(t!("auth-sign-in-title"));
    use_way_on(next.clone());
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
    };
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, next, send }
    }
}
