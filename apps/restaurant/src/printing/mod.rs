//! Printing tickets on receipt printers of the network: by hand, and by itself what is taken. A window of its own does it; a
//! browser cannot, and says so where one would look.
//!
//! | module | holds |
//! |---|---|
//! | `printer` | the printers of this device |
//! | `state` | which tickets were printed where |
//! | `handle`, `send` | printing in the app; a ticket on its way |
//! | `settings`, `order`, `troubles` | how it looks |

#[cfg(not(target_arch = "wasm32"))]
mod handle;
#[cfg(not(target_arch = "wasm32"))]
mod order;
#[cfg(not(target_arch = "wasm32"))]
mod printer;
#[cfg(not(target_arch = "wasm32"))]
mod send;
#[cfg(not(target_arch = "wasm32"))]
mod settings;
#[cfg(not(target_arch = "wasm32"))]
mod state;
#[cfg(not(target_arch = "wasm32"))]
mod troubles;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(target_arch = "wasm32")]
pub use web::{OrderPrinters, PrintTroubles, PrinterSettings, use_automatic_printing, use_printing_provider};
#[cfg(not(target_arch = "wasm32"))]
pub use {
    handle::{use_automatic_printing, use_printing_provider},
    order::OrderPrinters,
    settings::PrinterSettings,
    troubles::PrintTroubles,
};

use dioxus::prelude::*;
use foodwala_ui::t;

/// What is said where receipt printers cannot be reached.
#[component]
fn OutOfReach() -> Element {
    rsx! {
        p { class: "sheet-text", {t!("print-only-window")} }
    }
}
