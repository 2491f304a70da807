//! How signing in looks.

use crate::route::Route;
use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    sign_in::{SignInForm, SignInHandle},
    t,
};

/// A form of the screens around signing in.
#[component]
pub fn AuthCard(
    /// The heading.
    #[props(into)]
    title: String,
    /// A line below it.
    #[props(default, into)]
    text: Option<String>,
    /// A drawing's name.
    #[props(default = "noodles".to_owned(), into)]
    art: String,
    /// The form.
    children: Element,
) -> Element {
    rsx! {
        div { class: "auth",
            div { class: "auth-art", "aria-hidden": "true", Illustration { name: art, size: ArtSize::Fill, eager: true } }
            div { class: "auth-card",
                h1 { class: "auth-title", {title} }
                if let Some(text) = text {
                    p { class: "auth-text", {text} }
                }
                {children}
            }
        }
    }
}

/// The screen.
#[component]
pub fn View(handle: SignInHandle, next: Option<String>) -> Element {
    rsx! {
        AuthCard { title: t!("auth-sign-in-title"), text: t!("auth-sign-in-text"), art: "ramen",
            SignInForm { handle,
                p { class: "auth-aside",
                    Anchor { href: Route::ForgotPassword {}.to_string(), {t!("auth-forgot")} }
                }
            }
            p { class: "auth-other",
                {t!("auth-no-account")}
                " "
                Anchor { href: Route::Register { next }.to_string(), {t!("auth-register")} }
            }
        }
    }
}
