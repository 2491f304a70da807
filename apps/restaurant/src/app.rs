//! The root of the app: what all screens share, and the router.

use crate::{
    alarm::use_alarm_provider, clock::use_clock_provider, crew::use_crew_provider, printing::use_printing_provider,
    queue::use_queue_provider, route::Route, texts::TEXTS,
};
use dioxus::prelude::*;
use foodwala_sdk::FoodWala;
use foodwala_ui::{
    browser,
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
    use_clock_provider();
    use_alarm_provider();
    use_printing_provider();
    let session = use_session_provider();
    let queue = use_queue_provider();
    use_crew_provider(session, queue);
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
