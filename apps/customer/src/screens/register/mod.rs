//! Opening an account.

mod state;
mod view;

use crate::{
    calls::{Calls, use_calls},
    context::use_title,
    screens::sign_in::use_way_on,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::auth::RegisterRequest;
use foodwala_ui::{device, i18n, t};
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
            Some(Effect::Register { name, email, password }) => {
                let request = RegisterRequest {
                    email,
                    password,
                    display_name: name,
                    locale: Some(i18n::language().tag().to_owned()),
                };
                spawn(async move {
                    let answer = self.calls.client().auth().register(&request).await;
                    self.send(Event::Answered(answer.map(drop)));
                });
            }
        }
    }
}

/// Opening an account.
#[component]
pub fn Register(next: Option<String>) -> Element {
    use_title(t!("auth-register-title"));
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
