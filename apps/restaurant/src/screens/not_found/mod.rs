//! An address that leads nowhere.

use crate::{crew::use_title, route::Route};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Says so, and leads back.
#[component]
pub fn NotFound(segments: Vec<String>) -> Element {
    use_title(t!("lost-title"));
    tracing::info!(path = segments.join("/"), "no such screen");
    rsx! {
        EmptyState { art: "lost", level: 1, title: t!("lost-title"), text: t!("lost-text"),
            Button { href: Route::Start {}.to_string(), {t!("lost-back")} }
        }
    }
}
