//! What the window shows: the question where the platform is, or the app.

#[cfg(debug_assertions)]
use super::driver;
use super::{
    App,
    connect::{Connect, address},
    files,
    folder::Folder,
    page,
    session::FileSessions,
    set_origin,
};
use crate::{
    device::storage,
    i18n::use_i18n_provider,
    platform::{KEY, Platform},
    theme::use_theme_provider,
};
use dioxus::prelude::*;
use foodwala_sdk::FoodWala;
use std::rc::Rc;

/// What the window begins with.
#[derive(Clone)]
pub struct Begin {
    pub app: App,
    /// As it was started with.
    pub url: Option<String>,
    pub folder: Rc<Folder>,
}

/// The window's root.
#[component]
pub fn Root() -> Element {
    let begin = use_hook(|| {
        let begin: Begin = consume_context();
        let window = dioxus_desktop::window();
        page::arrive(&window, dioxus_document::document());
        let app = begin.app;
        window.register_asset_handler(files::ROOT.to_owned(), move |request, responder| {
            files::answer(app, &request, responder);
        });
        spawn(page::listen());
        #[cfg(debug_assertions)]
        spawn(driver::follow());
        begin
    });
    let platform = use_hook(|| {
        let given = begin.url.as_deref().map(address::read);
        if let Some(Ok(url)) = &given {
            take(url);
        }
        let kept = storage::get(KEY);
        provide_context(Platform {
            address: Signal::new(kept),
            // What it was started with makes no sense: asking says so.
            asks: Signal::new(matches!(given, Some(Err(_)))),
        })
    });
    let kept = (platform.address)();
    let asks = (platform.asks)();
    let app = begin.app;
    match kept {
        Some(url) if !asks => rsx! {
            // Another platform is another app from the ground up.
            for url in [url] {
                Connected { key: "{url}", app, url: url.clone() }
            }
        },
        kept => rsx! {
            Asking { known: kept, given: begin.url.clone() }
        },
    }
}

/// Keeps the address. What the device kept of somebody at another platform goes.
fn take(url: &str) {
    if storage::get(KEY).is_some_and(|known| known != url) {
        storage::forget_person();
    }
    storage::set(KEY, url);
}

#[component]
fn Asking(known: Option<String>, given: Option<String>) -> Element {
    use_i18n_provider(super::connect::TEXTS);
    use_theme_provider();
    let mut platform: Platform = use_context();
    let is_known = known.is_some();
    rsx! {
        Connect {
            address: known.or(given).unwrap_or_default(),
            ondone: move |url: String| {
                take(&url);
                platform.address.set(Some(url));
                platform.asks.set(false);
            },
            oncancel: is_known.then(|| EventHandler::new(move |()| platform.asks.set(false))),
        }
    }
}

#[component]
fn Connected(app: App, url: String) -> Element {
    let begin: Begin = use_context();
    let mut platform: Platform = use_context();
    let client = use_hook(|| {
        set_origin(&url);
        let sessions = FileSessions::new(begin.folder.file("session.json"), url.clone());
        FoodWala::builder().base_url(&url).session_store(sessions).build()
    });
    // An address that was kept by hand and is none, or a file that cannot be read.
    let failed = client.is_err();
    use_effect(move || {
        if failed {
            platform.asks.set(true);
        }
    });
    match client {
        Ok(client) => (app.view)(client),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "there is no client");
            rsx! {}
        }
    }
}
