//! A new password by a link in an e-mail: asking for the link, and what it leads to.

mod state;
mod view;

use crate::{
    calls::{Calls, use_calls},
    context::use_title,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::auth::{ConfirmPasswordReset, RequestPasswordReset};
use foodwala_ui::{device, t};
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
            Some(Effect::Request { email }) => {
                spawn(async move {
                    let auth = self.calls.client().auth();
                    let answer = auth.request_password_reset(&RequestPasswordReset { email }).await;
                    self.send(Event::Answered(answer));
                });
            }
            Some(Effect::Confirm { token, password }) => {
                let request = ConfirmPasswordReset {
                    token,
                    new_password: password,
                };
                spawn(async move {
                    let answer = self.calls.client().auth().confirm_password_reset(&request).await;
                    self.send(Event::Answered(answer));
                });
            }
        }
    }
}

/// The way to a new password, from its beginning or from the link's token on.
#[component]
pub fn NewPassword(token: String) -> Element {
    let screen = Screen {
        state: use_signal(|| State::new(&token)),
        calls: use_calls(),
    };
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}

/// Setting a new password with the link from an e-mail.
#[component]
pub fn ResetPassword(token: String) -> Element {
    use_title(t!("auth-reset-title"));
    rsx! {
        NewPassword { token }
    }
}
