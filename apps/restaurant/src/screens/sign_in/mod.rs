//! Signing in.

mod view;

use crate::{
    crew::{use_crew, use_title},
    route::Route,
};
use dioxus::prelude::*;
use foodwala_ui::{sdk::SignedIn, sign_in::use_sign_in, t};

/// Signing in.
#[component]
pub fn SignIn(next: Option<String>) -> Element {
    use_title(t!("sign-in-title"));
    let crew = use_crew();
    let navigator = use_navigator();
    use_effect(move || {
        if crew.signed_in() == SignedIn::Yes {
            match next.as_deref().and_then(|next| next.parse::<Route>().ok()) {
                Some(route) if route.place().is_some() => navigator.replace(route),
                _ => navigator.replace(Route::Start {}),
            };
        }
    });
    let handle = use_sign_in();
    rsx! {
        view::View { handle }
    }
}
