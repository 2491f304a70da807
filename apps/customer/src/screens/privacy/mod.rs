//! One's data and one's account: taking them along, a new password, the end.

mod state;
mod view;

use crate::{
    calls::{Calls, use_calls},
    context::{Person, use_person, use_title},
    download,
    gate::Gate,
    route::Route,
};
use dioxus::{prelude::*, router::Navigator};
use foodwala_sdk::contract::auth::ChangePasswordRequest;
use foodwala_ui::{
    components::{Toasts, use_toasts},
    device, t,
};
use state::{Effect, Event, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    person: Person,
    navigator: Navigator,
    toasts: Toasts,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Focus(field)) => device::document::focus(field),
            Some(Effect::Export) => {
                spawn(async move {
                    let data = self.calls.client().me().export().await;
                    self.send(Event::Exported(data.map(Box::new)));
                });
            }
            Some(Effect::Save(data)) => match serde_json::to_string_pretty(&*data) {
                Ok(text) => download::save("foodwala-my-data.json", "application/json", &text),
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "the data cannot be written");
                }
            },
            Some(Effect::End) => {
                spawn(async move {
                    let answer = self.person.delete().await;
                    self.send(Event::Ended(answer));
                });
            }
            Some(Effect::Leave) => {
                self.toasts.success(t!("privacy-ended"));
                self.navigator.replace(Route::Home {});
            }
            Some(Effect::Change { current, new }) => {
                let request = ChangePasswordRequest {
                    current_password: current,
                    new_password: new,
                };
                spawn(async move {
                    let answer = self.calls.client().auth().change_password(&request).await;
                    self.send(Event::Changed(answer));
                });
            }
            Some(Effect::SignInAgain) => {
                let (said, person, toasts) = (t!("privacy-changed"), self.person, self.toasts);
                // The gate around this screen asks to sign in.
                dioxus::core::spawn_forever(async move {
                    // The platform has ended this session with all others, so there is nothing to tell it.
                    drop(person.sign_out().await);
                    toasts.success(said);
                });
            }
        }
    }
}

/// One's data and one's account.
#[component]
pub fn Privacy() -> Element {
    use_title(t!("privacy-title"));
    rsx! {
        Gate { title: t!("account-gate"), next: Route::Privacy {}, Inside {} }
    }
}

#[component]
fn Inside() -> Element {
    let person = use_person();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        person,
        navigator: use_navigator(),
        toasts: use_toasts(),
    };
    use_effect(move || {
        if let Some(account) = person.account() {
            screen.send(Event::Email(account.email));
        }
    });
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}
