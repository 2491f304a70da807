//! Signing in: the form and what it does. Where it stands and where it leads is the app's.

mod form;
mod state;

pub use form::SignInForm;

use crate::{
    device,
    sdk::calls::{Calls, use_calls},
};
use dioxus::prelude::*;
use foodwala_sdk::contract::auth::LoginRequest;
use state::{Effect, Event, State, reduce};

/// The form's state and its way to the platform.
#[derive(Clone, Copy, PartialEq)]
pub struct SignInHandle {
    state: Signal<State>,
    calls: Calls,
}

impl SignInHandle {
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

/// For the screen that shows a [`SignInForm`]. The session says when somebody is signed in.
pub fn use_sign_in() -> SignInHandle {
    SignInHandle {
        state: use_signal(State::default),
        calls: use_calls(),
    }
}
