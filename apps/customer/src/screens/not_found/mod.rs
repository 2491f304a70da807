//! An address that leads nowhere.

use crate::{context::use_title, route::Route};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// An address that leads nowhere.
#[component]
pub fn NotFound(segments: Vec<String>) -> Element {
    use_title(t!("lost-title"));
    tracing::info!(address.segments = segments.len(), "no such screen");
    rsx! {
        div { class: "page",
            EmptyState { art: "lost", title: t!("lost-title"), text: t!("lost-text"), level: 1,
                Button { href: Route::Home {}.to_string(), {t!("lost-home")} }
            }
        }
    }
}
