//! A restaurant with its menu.

mod about;
mod dish;
mod head;
mod menu;
mod state;
mod view;

use crate::{
    basket::{self, use_basket},
    context::use_title,
    news::use_news,
    place::use_place,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    ItemId, RestaurantId,
    contract::{menu::MenuEvent, page::PageQuery},
};
use foodwala_ui::prelude::*;
use state::{Effect, Event, State, reduce};
use std::time::Duration;

/// It opens and closes while somebody reads; other changes are told.
const REFRESH: Duration = Duration::from_secs(120);
/// Reviews of a page.
const REVIEWS: u32 = 10;

/// A restaurant with its menu.
#[component]
pub fn Restaurant(id: ReadSignal<RestaurantId>, item: ReadSignal<Option<String>>) -> Element {
    let mut state = use_signal(State::default);
    let client = use_client();
    let place = use_place();
    let send = use_callback(move |event: Event| {
        let effects = reduce(&mut state.write(), event);
        for effect in effects {
            let client = client.clone();
            spawn(async move {
                let event = match effect {
                    Effect::View(id, Some(point)) => {
                        let answer = client.restaurants().get_at(id, point).await;
                        Event::View(id, answer.map(|view| Box::new(view.value)).map_err(Into::into))
                    }
                    Effect::View(id, None) => {
                        let answer = client.restaurants().get(id).await;
                        Event::View(id, answer.map(|view| Box::new(view.value)).map_err(Into::into))
                    }
                    Effect::Menu(id) => {
                        let answer = client.menus().get(id).await;
                        Event::Menu(id, answer.map(|menu| menu.value).map_err(Into::into))
                    }
                    Effect::Reviews(id, cursor) => {
                        let query = PageQuery {
                            cursor,
                            limit: Some(REVIEWS),
                        };
                        let answer = client.restaurants().reviews(id, &query).await;
                        Event::Reviews(answer.map_err(Into::into))
                    }
                };
                reduce(&mut state.write(), event);
            });
        }
    });
    use_effect(move || send(Event::Shown(id(), place.point())));
    let basket = use_basket();
    let told = use_callback(move |(id, news): (RestaurantId, MenuEvent)| {
        basket.apply(basket::Event::Told(id, news.clone()));
        send(Event::Told(id, news));
    });
    let shown = use_memo(move || Some(id()));
    use_news(shown, told);
    device::use_interval(REFRESH, move || {
        if device::is_online() {
            send(Event::Refresh);
        }
    });
    let name = use_memo(move || {
        state
            .read()
            .view
            .value()
            .map(|view| view.restaurant.profile.name.clone())
    });
    use_title(name().unwrap_or_else(|| t!("restaurant-title")));
    let item: Option<ItemId> = item().and_then(|item| item.parse().ok());
    rsx! {
        view::Screen { state, id: id(), item, send }
    }
}
