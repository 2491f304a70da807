//! The footer: language, theme, ways to what is seldom needed.

use crate::route::Route;
use dioxus::prelude::*;
use foodwala_ui::{i18n::LanguageSwitch, prelude::*, theme::ThemeSwitch};

/// The footer of every screen.
#[component]
pub fn Footer() -> Element {
    rsx! {
        footer { class: "shell-footer",
            div { class: "shell-footer-row",
                div { class: "shell-footer-about",
                    p { class: "shell-footer-name", "FoodWala" }
                    p { {t!("shell-about")} }
                }
                nav { class: "shell-footer-links", "aria-label": t!("shell-footer-nav"),
                    Anchor { href: Route::Search { q: String::new() }.to_string(), {t!("shell-search")} }
                    Anchor { href: Route::Orders {}.to_string(), {t!("shell-orders")} }
                    Anchor { href: Route::Account {}.to_string(), {t!("shell-account")} }
                    if cfg!(feature = "gallery") {
                        Anchor { href: Route::Gallery {}.to_string(), {t!("shell-gallery")} }
                    }
                }
                div { class: "shell-footer-choices",
                    LanguageSwitch {}
                    ThemeSwitch {}
                }
            }
        }
    }
}
