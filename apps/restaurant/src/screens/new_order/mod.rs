//! Entering an order for a guest on the phone or at the counter.

mod dishes;
mod door;
mod guest;
mod map;
mod sheet;
mod side;
mod view;
mod words;

use crate::{
    crew::{use_crew, use_title},
    entry::{Event, use_entry},
};
use dioxus::prelude::*;
use foodwala_sdk::{RestaurantId, contract::orders::EnterOrder};
use foodwala_ui::prelude::*;

/// The screen.
#[component]
pub fn NewOrder(place: RestaurantId) -> Element {
    use_title(t!("entry-title"));
    let entry = use_entry();
    let crew = use_crew();
    // What is being entered is kept; the menu may have changed since.
    use_hook(move || entry.send(Event::Load));
    if !crew.may::<EnterOrder>(place) {
        return rsx! {
            EmptyState { art: "locked", level: 1, title: t!("entry-not-yours"), text: t!("entry-not-yours-text") }
        };
    }
    let send = use_callback(move |event| entry.send(event));
    let enter = use_callback(move |()| entry.enter(t!("entry-nameless")));
    rsx! {
        view::View { place, send, enter }
    }
}
