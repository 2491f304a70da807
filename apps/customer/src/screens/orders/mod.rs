//! One's orders: those under way first, then all before.

mod again;
mod again_state;
mod state;
mod view;

pub use again::AgainButton;

use crate::{
    calls::{Calls, use_calls},
    context::use_title,
    gate::Gate,
    offline::use_waiting,
    route::Route,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::page::PageQuery;
use foodwala_ui::{components::use_toasts, t};
use state::{Effect, Event, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    hidden: Callback<()>,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Fetch(cursor)) => {
                spawn(async move {
                    let query = PageQuery {
                        cursor,
                        limit: Some(20),
                    };
                    let page = self.calls.client().orders().list(&query).await;
                    self.send(Event::Page(page));
                });
            }
            Some(Effect::Hide(id)) => {
                spawn(async move {
                    let answer = self.calls.client().orders().hide(id).await;
                    if answer.is_ok() {
                        self.hidden.call(());
                    }
                    self.send(Event::Hidden(id, answer));
                });
            }
        }
    }
}

/// One's orders.
#[component]
pub fn Orders() -> Element {
    use_title(t!("orders-title"));
    rsx! {
        Gate { title: t!("orders-gate"), next: Route::Orders {}, History {} }
    }
}

#[component]
fn History() -> Element {
    let toasts = use_toasts();
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        hidden: use_callback(move |()| toasts.success(t!("orders-hidden"))),
    };
    let waiting = use_waiting();
    use_effect(move || {
        // At first, and again when an order that waited for a connection was placed.
        waiting.placed();
        screen.send(Event::Load);
    });
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}
