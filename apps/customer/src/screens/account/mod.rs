//! One's account: who one is, and the ways to everything else that is one's own.

mod state;
mod view;

use crate::{
    calls::{Calls, use_calls},
    context::{use_person, use_title},
    gate::Gate,
    route::Route,
};
use dioxus::prelude::*;
use foodwala_ui::{
    components::{Tone, use_toasts},
    device, t,
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
            Some(Effect::Load) => {
                spawn(async move {
                    let me = self.calls.client().me().get().await;
                    self.send(Event::Loaded(me.map(|me| Box::new(me.value))));
                });
            }
            Some(Effect::Save { version, changes }) => {
                spawn(async move {
                    let me = self.calls.client().me().update(&changes, version).await;
                    self.send(Event::Saved(me.map(|me| Box::new(me.value))));
                });
            }
        }
    }
}

/// One's account.
#[component]
pub fn Account() -> Element {
    use_title(t!("account-title"));
    rsx! {
        Gate { title: t!("account-gate"), next: Route::Account {}, Profile {} }
    }
}

#[component]
fn Profile() -> Element {
    let person = use_person();
    let toasts = use_toasts();
    let navigator = use_navigator();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
    };
    use_hook(move || screen.send(Event::Reload));
    let send = use_callback(move |event| screen.send(event));
    let sign_out = use_callback(move |()| {
        let told = t!("account-signed-out");
        let untold = t!("account-signed-out-here");
        // First away from here: the task outlives this screen, and knows no addresses.
        navigator.replace(Route::Home {});
        dioxus::core::spawn_forever(async move {
            match person.sign_out().await {
                Ok(()) => toasts.success(told),
                Err(_) => toasts.show(Tone::Warning, untold),
            }
        });
    });
    rsx! {
        view::View { state: screen.state, send, sign_out }
    }
}
