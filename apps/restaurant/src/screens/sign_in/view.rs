//! How signing in looks.

use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    i18n::LanguageSwitch,
    sign_in::{SignInForm, SignInHandle},
    t,
};

/// The screen.
#[component]
pub fn View(handle: SignInHandle) -> Element {
    rsx! {
        div { class: "sign-in",
            div { class: "sign-in-side", "aria-hidden": "true",
                Illustration { name: "cook", size: ArtSize::Fill, eager: true }
                p { class: "sign-in-claim", {t!("sign-in-claim")} }
            }
            div { class: "sign-in-main",
                div { class: "sign-in-card",
                    p { class: "sign-in-brand",
                        span { class: "brand-mark", "aria-hidden": "true", Icon { name: IconName::ChefHat } }
                        {t!("shell-brand")}
                    }
                    h1 { class: "title-l", {t!("sign-in-title")} }
                    p { class: "sign-in-text", {t!("sign-in-text")} }
                    SignInForm { handle }
                }
                div { class: "sign-in-language", LanguageSwitch { hide_label: true } }
            }
        }
    }
}
