//! The address book.

pub mod editor;
mod form;
mod state;
mod view;

pub use form::{AddressSheet, run};

use crate::{
    calls::{Calls, use_calls},
    context::use_title,
    gate::Gate,
    route::Route,
};
use dioxus::prelude::*;
use foodwala_ui::t;
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
            Some(Effect::Load) => {
                spawn(async move {
                    let me = self.calls.client().me().get().await;
                    self.send(Event::Loaded(me.map(|me| Box::new(me.value))));
                });
            }
            Some(Effect::Editor(effect)) => run(effect, self.calls, move |event| self.send(Event::Editor(event))),
            Some(Effect::Remove(id)) => {
                spawn(async move {
                    let answer = self.calls.client().me().remove_address(id).await;
                    self.send(Event::Removed(id, answer));
                });
            }
        }
    }
}

/// The address book.
#[component]
pub fn Addresses() -> Element {
    use_title(t!("addresses-title"));
    rsx! {
        Gate { title: t!("addresses-gate"), next: Route::Addresses {}, Book {} }
    }
}

#[component]
fn Book() -> Element {
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
    };
    use_hook(move || screen.send(Event::Reload));
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}
