//! Saying what one thought of an order.

mod state;
mod view;

use crate::{
    calls::{Calls, use_calls},
    context::use_title,
    gate::Gate,
    route::Route,
};
use dioxus::prelude::*;
use foodwala_sdk::OrderId;
use foodwala_ui::{device, t};
use state::{Effect, Event, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    order: OrderId,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Focus(field)) => device::document::focus(field),
            Some(Effect::Load) => {
                spawn(async move {
                    let order = self.calls.client().orders().get(self.order).await;
                    self.send(Event::Loaded(order.map(Box::new)));
                });
            }
            Some(Effect::Send(review)) => {
                spawn(async move {
                    let order = self.calls.client().orders().review(self.order, &review).await;
                    self.send(Event::Answered(order.map(Box::new)));
                });
            }
        }
    }
}

/// Saying what one thought of an order.
#[component]
pub fn Review(id: OrderId) -> Element {
    use_title(t!("review-title"));
    rsx! {
        Gate { title: t!("order-gate"), next: Route::Review { id }, Asked { key: "{id}", id } }
    }
}

#[component]
fn Asked(id: OrderId) -> Element {
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        order: id,
    };
    use_hook(move || screen.send(Event::Reload));
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, order: id, send }
    }
}
