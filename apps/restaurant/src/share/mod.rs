//! A link with which a courier without an account brings one order: made, shown once, shared, taken back.

mod state;
mod view;

pub use state::{Effect, Event, SPANS, Standing, State, reduce, standing};
pub use view::SharePart;

use crate::{actions, actions::use_actions, board::CardView};
use dioxus::{prelude::*, router::router};
use foodwala_sdk::{IdempotencyKey, OrderId, RestaurantId, contract::couriers::CourierLink};
use foodwala_ui::{
    device,
    sdk::{
        Failure,
        calls::{Calls, use_calls},
    },
    t,
};
use std::collections::BTreeMap;

/// The links that were made here, by order: the platform shows each only once, and a sheet is closed by mistake.
#[derive(Clone, Copy, PartialEq)]
pub struct Links(Signal<BTreeMap<OrderId, CourierLink>>);

/// Gives everything below the links that are made.
pub fn use_links_provider() {
    use_hook(|| provide_context(Links(Signal::new(BTreeMap::new()))));
}

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    links: Links,
    calls: Calls,
    place: RestaurantId,
    order: OrderId,
}

impl Screen {
    fn send(mut self, event: Event) {
        let effect = reduce(&mut self.state.write(), event);
        match effect {
            None => {}
            Some(Effect::Share { key, request }) => {
                spawn(async move {
                    let couriers = self.calls.client().couriers(self.place);
                    let answer = match key.parse::<IdempotencyKey>() {
                        Ok(key) => couriers.share_with_key(&key, self.order, &request).await,
                        Err(_) => couriers.share(self.order, &request).await,
                    };
                    self.send(Event::Made(answer.map_err(Failure::from)));
                });
            }
            Some(Effect::Unshare) => {
                spawn(async move {
                    let answer = self.calls.client().couriers(self.place).unshare(self.order).await;
                    self.send(Event::TakenBack(answer.map_err(Failure::from)));
                });
            }
            Some(Effect::Show(link)) => {
                self.links.0.write().insert(self.order, link);
            }
            Some(Effect::Hide) => {
                self.links.0.write().remove(&self.order);
            }
        }
    }
}

/// The sheet.
#[component]
pub fn ShareSheet(view: CardView) -> Element {
    let actions = use_actions();
    let (order, place) = (view.card.order.id, view.card.order.restaurant_id);
    let screen = Screen {
        state: use_signal(State::default),
        links: use_context(),
        calls: use_calls(),
        place,
        order,
    };
    let number = view.card.order.number.clone();
    let link = screen.links.0.read().get(&order).cloned();
    let url = link.as_ref().map(|link| address(&link.token));
    let send = use_callback(move |event| screen.send(event));
    let copy = use_callback(move |url: String| {
        spawn(async move {
            let copied = device::copy(&url).await.is_ok();
            screen.send(Event::Copied(copied));
        });
    });
    let hand_on = use_callback(move |url: String| {
        let title = t!("link-share-title", number = number.clone());
        spawn(async move {
            match device::share(&title, &url).await {
                Ok(device::Shared::Copied) => screen.send(Event::Copied(true)),
                Err(device::ShareError::Unavailable) => screen.send(Event::Copied(false)),
                // In the system's own dialogue they saw what became of it.
                Ok(device::Shared::Sent) | Err(device::ShareError::CalledOff) => {}
            }
        });
    });
    rsx! {
        view::View {
            view,
            state: screen.state,
            link,
            url,
            send,
            copy,
            hand_on,
            onclose: move |()| actions.send(actions::Event::Close),
        }
    }
}

/// Where a link leads, as it is sent to a courier.
fn address(token: &str) -> String {
    let route = crate::route::Route::Linked {
        token: token.to_owned(),
    };
    format!("{}{}{route}", device::origin(), router().prefix().unwrap_or_default())
}
