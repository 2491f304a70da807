//! The basket with its quote.

mod extras;
mod state;
mod times;
mod view;

use crate::{basket::use_basket, context::use_title, news::use_news, place::use_place};
use dioxus::prelude::*;
use foodwala_sdk::contract::restaurants::SlotsQuery;
use foodwala_ui::prelude::*;
use state::{Effect, Event, State, reduce};

/// Days ahead that are offered.
const DAYS: u32 = 7;

/// The basket with its quote.
#[component]
pub fn Basket() -> Element {
    let mut state = use_signal(State::default);
    let client = use_client();
    let place = use_place();
    let basket = use_basket();
    use_title(t!("basket-title"));
    let send = use_callback(move |event: Event| {
        let effect = reduce(&mut state.write(), event);
        let client = client.clone();
        let kind = basket.peek().kept.kind();
        let point = place.peek().map(|place| place.details.location);
        if let Some(effect) = effect {
            spawn(async move {
                let event = match effect {
                    Effect::Menu(id) => {
                        let answer = client.menus().get(id).await;
                        Event::Menu(answer.map(|menu| menu.value).map_err(Into::into))
                    }
                    Effect::Slots(id) => {
                        let query = SlotsQuery {
                            fulfilment: Some(kind),
                            latitude: point.map(|point| point.latitude),
                            longitude: point.map(|point| point.longitude),
                            days: Some(DAYS),
                        };
                        Event::Slots(client.restaurants().slots(id, &query).await.map_err(Into::into))
                    }
                };
                reduce(&mut state.write(), event);
            });
        }
    });
    let shop = use_memo(move || basket.read().kept.shop.as_ref().map(|shop| shop.id));
    use_effect(move || send(Event::Shown(shop())));
    let told = use_callback(move |(id, news)| basket.apply(crate::basket::Event::Told(id, news)));
    use_news(shop, told);
    // Prices and hours may have changed since the basket was seen last.
    use_hook(|| basket.apply(crate::basket::Event::Reprice));
    rsx! {
        view::Screen { state, send }
    }
}
