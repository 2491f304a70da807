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
    Error, FoodWala,
    contract::{orders::Order, page::PageQuery},
};
use foodwala_ui::{lazy, prelude::*, sdk::SignedIn};
use state::{Effect, Event, State, reduce};

/// Orders to look through for the last meal.
const ORDERS: u32 = 10;

/// The newest orders.
///
/// # Errors
/// The SDK's.
pub async fn newest_orders(client: FoodWala) -> Result<Vec<Order>, Error> {
    let query = PageQuery {
        limit: Some(ORDERS),
        ..PageQuery::default()
    };
    let page = client.orders().list(&query).await?;
    Ok(page.items)
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
    let send = use_callback(move |event: Event| {
        let effects = reduce(&mut state.write(), event);
        for effect in effects {
            let client = client.clone();
            spawn(async move {
                let event = match effect {
                    Effect::Cuisines(query) => {
                        let answer = client.restaurants().cuisines(&query).await;
                        Event::Cuisines(answer.map(|cuisines| cuisines.items).map_err(Into::into))
                    }
                    Effect::Orders => Event::Orders(orders(client).await),
                    // The page is whole without them.
                    Effect::Favourites(query) => match client.restaurants().search(&query).await {
                        Ok(page) => Event::Favourites(page.items),
                        Err(_) => return,
                    },
                };
                reduce(&mut state.write(), event);
            });
        }
    });
    use_effect(move || {
        let point = place.point();
        let signed_in = person.signed_in() == SignedIn::Yes;
        let favourites = person.favourites().into_iter().collect();
        listing.apply(listing::Event::Shown {
            point,
            text: String::new(),
        });
        send(Event::Shown {
            point,
            signed_in,
            favourites,
        });
    });
    rsx! {
        view::Screen { state, listing, send }
    }
}

/// The newest orders, by the part that reads orders. Why they could not be had is for the log.
async fn orders(client: FoodWala) -> Option<Vec<Order>> {
    let answer = match lazy::run("orders", parts::orders::newest, client).await {
        Ok(coming) => coming.await,
        Err(error) => {
            tracing::info!(error = &error as &dyn std::error::Error, "no part for orders");
            return None;
        }
    };
    answer
        .inspect_err(|error| {
            tracing::info!(
                error = error as &dyn std::error::Error,
                "the newest orders are not known"
            );
        })
        .ok()
}

#[cfg(test)]
mod tests;
