//! The browser, which reaches no printer on the network.

use super::OutOfReach;
use crate::{
    board::{BoardHandle, Card as Order},
    shop::Shop,
};
use dioxus::prelude::*;
use foodwala_ui::{components::Card, t};

/// There is nothing to give.
pub const fn use_printing_provider() {}

/// Nothing is printed by itself.
pub const fn use_automatic_printing(_board: BoardHandle, _shop: Shop) {}

/// Says that there is nothing to set.
#[component]
pub fn PrinterSettings() -> Element {
    rsx! {
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("print-printers")} }
            OutOfReach {}
        }
    }
}

/// Says that there is no printer.
#[component]
pub fn OrderPrinters(card: Order) -> Element {
    let _unused = card;
    rsx! {
        OutOfReach {}
    }
}

/// There are none.
#[component]
pub fn PrintTroubles() -> Element {
    rsx! {}
}
