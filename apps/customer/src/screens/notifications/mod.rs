//! One's notifications.

mod state;
mod view;

pub use state::{Effect, Event, State, reduce};

use crate::{context::use_title, feed::use_feed, gate::Gate, route::Route};
use dioxus::prelude::*;
use foodwala_ui::t;

/// One's notifications.
#[component]
pub fn Notifications() -> Element {
    use_title(t!("notifications-title"));
    rsx! {
        Gate { title: t!("notifications-gate"), next: Route::Notifications {}, Inside {} }
    }
}

#[component]
fn Inside() -> Element {
    let feed = use_feed();
    use_hook(move || {
        feed.send(Event::Load);
        feed.send(Event::Seen);
    });
    use_drop(move || feed.send(Event::Left));
    let send = use_callback(move |event| feed.send(event));
    rsx! {
        view::View { state: feed.state(), send }
    }
}
