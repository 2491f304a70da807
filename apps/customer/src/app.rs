//! The root of the app: what all screens share, and the router.

use crate::{
    basket::use_basket_provider, browser, context::use_person_provider, feed::use_feed_provider,
    listing::use_listings_provider, offline::use_waiting_provider, place::use_place_provider, route::Route,
    texts::TEXTS,
};
use dioxus::prelude::*;
use foodwala_sdk::FoodWala;
use foodwala_ui::{
    components::{Toaster, use_toasts_provider},
    i18n::use_i18n_provider,
    sdk::{use_client_provider, use_session_provider},
    theme::use_theme_provider,
};

/// The app, talking to the platform through a client.
#[component]
pub fn App(
    /// The client; there is one for the whole app.
    client: ClientProp,
) -> Element {
    use_i18n_provider(TEXTS);
    use_theme_provider();
    browser::use_history_provider();
    browser::use_worker_provider();
    use_toasts_provider();
    use_client_provider(|| client.0);
    let session = use_session_provider();
    let place = use_place_provider();
    let basket = use_basket_provider(place);
    let waiting = use_waiting_provider();
    let person = use_person_provider(session, place, basket, waiting);
    use_feed_provider(person);
    use_listings_provider();
    rsx! {
        Router::<Route> {}
        Toaster {}
    }
}

/// The client as a property, which never changes.
#[derive(Clone)]
pub struct ClientProp(pub FoodWala);

impl PartialEq for ClientProp {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
