//! An order, live: where it stands, where the courier is, what can be done.

mod code;
mod details;
mod ending;
mod state;
mod view;

pub use details::Lines;

use crate::{
    calls::{Calls, use_calls},
    context::use_title,
    gate::Gate,
    route::Route,
};
use dioxus::{core::Task, prelude::*};
use foodwala_sdk::{OrderId, StreamExt, contract::orders::CancelOrderRequest};
use foodwala_ui::{device, t};
use state::{Effect, Event, Link, State, reduce};

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    calls: Calls,
    order: OrderId,
    following: CopyValue<Option<Task>>,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Follow) => self.follow(),
            Some(Effect::Stop) => self.stop(),
            Some(Effect::LoadRestaurant) => {
                let Some(id) = self.state.peek().order.as_ref().map(|order| order.restaurant_id) else {
                    return;
                };
                spawn(async move {
                    // The order holds what is needed most; without the rest there is no link to the menu's name.
                    match self.calls.client().restaurants().get(id).await {
                        Ok(restaurant) => self.send(Event::Restaurant(Box::new(restaurant.value))),
                        Err(error) => tracing::info!(error = &error as &dyn std::error::Error, "no restaurant"),
                    }
                });
            }
            Some(Effect::Cancel) => {
                spawn(async move {
                    let orders = self.calls.client().orders();
                    let answer = orders.cancel(self.order, &CancelOrderRequest::default()).await;
                    if answer.is_ok() {
                        // The button is far below what says so.
                        device::document::scroll_to_top();
                    }
                    self.send(Event::Cancelled(answer.map(Box::new)));
                });
            }
        }
    }

    fn stop(mut self) {
        if let Some(task) = self.following.write().take() {
            task.cancel();
        }
    }

    fn follow(mut self) {
        self.stop();
        let task = spawn(async move {
            let mut events = self.calls.client().orders().follow(self.order);
            let mut connection = Box::pin(events.connection());
            spawn(async move {
                while let Some(stands) = connection.next().await {
                    self.send(Event::Connected(stands));
                }
            });
            let error = loop {
                match events.next().await {
                    Some(Ok(event)) => self.send(Event::Told(event)),
                    // The last item of a stream that will not heal.
                    Some(Err(error)) if !matches!(error, foodwala_sdk::Error::Decode { .. }) => break Some(error),
                    Some(Err(error)) => {
                        tracing::warn!(
                            error = &error as &dyn std::error::Error,
                            "an event of the order was not understood"
                        );
                    }
                    None => break None,
                }
            };
            self.following.set(None);
            self.send(Event::Ended(error));
        });
        self.following.set(Some(task));
    }
}

/// An order, live.
#[component]
pub fn Order(id: OrderId) -> Element {
    use_title(t!("order-title"));
    rsx! {
        Gate { title: t!("order-gate"), next: Route::Order { id }, Followed { key: "{id}", id } }
    }
}

#[component]
fn Followed(id: OrderId) -> Element {
    let screen = Screen {
        state: use_signal(State::default),
        calls: use_calls(),
        order: id,
        following: use_hook(|| CopyValue::new(None)),
    };
    use_hook(move || screen.send(Event::Retry));
    let online = device::use_online();
    use_effect(move || {
        // The stream notices a lost connection late, and its return later still.
        let broken = matches!(screen.state.peek().link, Link::Broken);
        match online() {
            false => screen.send(Event::Connected(false)),
            true if broken => screen.send(Event::Retry),
            true => {}
        }
    });
    let send = use_callback(move |event| screen.send(event));
    rsx! {
        view::View { state: screen.state, send }
    }
}
