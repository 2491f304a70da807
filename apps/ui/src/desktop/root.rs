//! What the window shows: the question where the platform is, or the app.

#[cfg(debug_assertions)]
use super::driver;
use super::{
    App, config,
    connect::{Connect, address},
    files,
    folder::Folder,
    frame::use_frame,
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
    /// Ask for another platform than the one that is known.
    pub asks: bool,
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
    use_frame(begin.app.size);
    let again = begin.clone();
    let mut asks = use_signal(|| begin.asks);
    let change = use_callback(move |()| {
        if super::IS_PHONE {
            // There is no other window: the question takes the app's place.
            asks.set(true);
        } else {
            open_anew(again.clone());
        }
    });
    let mut platform = use_hook(|| {
        match begin.url.as_deref().map(address::read) {
            Some(Ok(url)) => take(&url),
            // What it was started with makes no sense: asking says so.
            Some(Err(_)) => asks.set(true),
            None => {}
        }
        provide_context(Platform {
            address: Signal::new(storage::get(KEY)),
            change,
        })
    });
    let known = (platform.address)();
    match known.clone().filter(|_| !asks()) {
        Some(url) => rsx! { Connected { url, onfailed: move |()| asks.set(true) } },
        None => rsx! {
            Asking {
                typed: begin.url.clone().or_else(|| known.clone()).unwrap_or_default(),
                ondone: move |url: String| {
                    take(&url);
                    platform.address.set(Some(url));
                    asks.set(false);
                },
                oncancel: known.is_some().then(|| EventHandler::new(move |()| asks.set(false))),
            }
        },
    }
}

/// Another platform is another app from the ground up: a window of its own, in place of this one.
fn open_anew(begin: Begin) {
    let config = config(begin.app);
    let again = Begin {
        url: None,
        asks: true,
        ..begin
    };
    let window = dioxus_desktop::window();
    spawn(async move {
        window
            .new_window(VirtualDom::new(Root).with_root_context(again), config)
            .await;
        window.close();
    });
}

/// Keeps the address. What the device kept of somebody at another platform goes.
fn take(url: &str) {
    if storage::get(KEY).is_some_and(|known| known != url) {
        storage::forget_person();
    }
    storage::set(KEY, url);
}

#[component]
fn Asking(typed: String, ondone: EventHandler<String>, oncancel: Option<EventHandler<()>>) -> Element {
    use_i18n_provider(super::connect::TEXTS);
    use_theme_provider();
    rsx! {
        Connect { address: typed, ondone, oncancel }
    }
}

#[component]
fn Connected(url: String, onfailed: EventHandler<()>) -> Element {
    let begin: Begin = use_context();
    let client = use_hook(|| {
        set_origin(&url);
        let sessions = FileSessions::new(begin.folder.file("session.json"), url.clone());
        let client = FoodWala::builder().base_url(&url).session_store(sessions).build();
        client.inspect_err(|error| {
            // An address that was changed by hand, or a file that cannot be read.
            tracing::error!(error = error as &dyn std::error::Error, "the platform cannot be used");
        })
    });
    let failed = client.is_err();
    use_effect(move || {
        if failed {
            onfailed.call(());
        }
    });
    match client {
        Ok(client) => (begin.app.view)(client),
        Err(_) => rsx! {},
    }
}
