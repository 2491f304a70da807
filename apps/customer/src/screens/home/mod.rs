//! Finding food: the delivery point, cuisines, the last meal, favourites, filters, the list of restaurants.

mod state;
mod view;

use crate::{
    context::{use_person, use_title},
    listing::{self, use_listings},
    parts,
    place::use_place,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    FoodWala,
    contract::{orders::Order, page::PageQuery},
};
use foodwala_ui::{lazy, prelude::*, sdk::SignedIn};
use state::{Effect, Event, State, reduce};

/// Orders to look through for the last meal.
const ORDERS: u32 = 10;

/// The newest orders; the screen is whole without them.
pub async fn newest_orders(client: FoodWala) -> Option<Vec<Order>> {
    let query = PageQuery {
        limit: Some(ORDERS),
        ..PageQuery::default()
    };
    let page = client.orders().list(&query).await.ok()?;
    Some(page.items)
}

/// Finding food.
#[component]
pub fn Home() -> Element {
    let mut state = use_signal(State::default);
    let client = use_client();
    let place = use_place();
    let person = use_person();
    let listing = use_listings().home;
    use_title(t!("home-page-title"));
    use_effect(move || {
        let point = place.point();
        let signed_in = person.signed_in() == SignedIn::Yes;
        let favourites = person.favourites().into_iter().collect();
        listing.apply(listing::Event::Shown {
            point,
            text: String::new(),
        });
        let event = Event::Shown {
            point,
            signed_in,
            favourites,
        };
        let effects = reduce(&mut state.write(), event);
        for effect in effects {
            let client = client.clone();
            spawn(async move {
                let event = match effect {
                    Effect::Cuisines(query) => {
                        let answer = client.restaurants().cuisines(&query).await;
                        Event::Cuisines(answer.map(|cuisines| cuisines.items).map_err(Into::into))
                    }
                    // The page is whole without these two.
                    Effect::Orders => {
                        let Ok(coming) = lazy::run("orders", parts::orders::newest, client).await else {
                            return;
                        };
                        match coming.await {
                            Some(orders) => Event::Orders(orders),
                            None => return,
                        }
                    }
                    Effect::Favourites(query) => match client.restaurants().search(&query).await {
                        Ok(page) => Event::Favourites(page.items),
                        Err(_) => return,
                    },
                };
                reduce(&mut state.write(), event);
            });
        }
    });
    rsx! {
        view::Screen { state, listing }
    }
}
