//! Every component and picture on one page, where the feature `gallery` is on. The bundle does without its weight.

use dioxus::prelude::*;

/// Every component and picture on one page.
#[cfg(feature = "gallery")]
#[component]
pub fn Gallery() -> Element {
    crate::context::use_title(foodwala_ui::t!("shell-gallery"));
    rsx! {
        div { class: "page", foodwala_ui::gallery::Gallery {} }
    }
}

/// An address that leads nowhere.
#[cfg(not(feature = "gallery"))]
#[component]
pub fn Gallery() -> Element {
    rsx! {
        super::NotFound { segments: vec!["gallery".to_owned()] }
    }
}
