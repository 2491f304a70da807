//! Every component in every state, on one page: a bench for those who build the apps. Its own words are English.

mod controls;
mod live;
mod states;
mod surfaces;

pub use states::SampleSheet;

use crate::{i18n::LanguageSwitch, theme::ThemeSwitch};
use dioxus::prelude::*;

/// Every component in every state, on one page.
#[component]
pub fn Gallery() -> Element {
    rsx! {
        div { class: "page stack-l",
            header { class: "stack",
                h1 { class: "title-xl", "Everything on the table" }
                p { class: "muted", "Every component in every state." }
                div { class: "grid-2",
                    LanguageSwitch {}
                    ThemeSwitch {}
                }
            }
            surfaces::Restaurants {}
            surfaces::Marks {}
            controls::Buttons {}
            controls::Fields {}
            controls::Choices {}
            controls::Navigation {}
            live::Order {}
            states::Messages {}
            states::Waiting {}
            states::Modals {}
            surfaces::Icons {}
            surfaces::Drawings {}
        }
    }
}
