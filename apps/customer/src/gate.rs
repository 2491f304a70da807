//! Screens for who is signed in. Whoever is not is asked to, and comes back.

use crate::{context::use_person, route::Route};
use dioxus::prelude::*;
use foodwala_ui::{components::*, sdk::SignedIn, t};

/// Shows what is inside to who is signed in.
#[component]
pub fn Gate(
    /// What the person wants to see, as a sentence: `Sign in to see your orders`.
    #[props(into)]
    title: String,
    /// Where the person is.
    next: Route,
    /// The screen.
    children: Element,
) -> Element {
    let person = use_person();
    match person.signed_in() {
        SignedIn::Yes => children,
        SignedIn::Unknown => rsx! {
            Loading { class: "gate",
                Skeleton { shape: SkeletonShape::Title }
                Skeleton { shape: SkeletonShape::Row, count: 3 }
            }
        },
        SignedIn::No => {
            let next = Some(next.to_string());
            rsx! {
                EmptyState { art: "locked", title, text: t!("auth-gate-text"), level: 1,
                    Button { href: Route::SignIn { next: next.clone() }.to_string(), {t!("auth-sign-in")} }
                    Button { kind: ButtonKind::Secondary, href: Route::Register { next }.to_string(), {t!("auth-register")} }
                }
            }
        }
    }
}

/// Where to go after signing in: within the app, else home.
#[must_use]
pub fn way_back(next: Option<&str>) -> &str {
    match next {
        Some(path) if path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') => path,
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leaves_the_app() {
        assert_eq!(way_back(Some("/checkout")), "/checkout");
        for bad in [
            None,
            Some(""),
            Some("//evil.example"),
            Some("https://evil.example"),
            Some("/\\evil.example"),
        ] {
            assert_eq!(way_back(bad), "/", "{bad:?}");
        }
    }
}
