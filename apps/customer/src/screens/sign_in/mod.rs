//! Signing in.

mod view;

pub use view::AuthCard;

use crate::{
    context::{use_person, use_title},
    gate::way_back,
};
use dioxus::prelude::*;
use foodwala_ui::{sdk::SignedIn, sign_in::use_sign_in, t};

/// Leads on as soon as somebody is signed in.
pub fn use_way_on(next: Option<String>) {
    let person = use_person();
    let navigator = use_navigator();
    use_effect(move || {
        if person.signed_in() == SignedIn::Yes {
            navigator.replace(way_back(next.as_deref()));
        }
    });
}

/// Signing in.
#[component]
pub fn SignIn(next: Option<String>) -> Element {
    use_title(t!("auth-sign-in-title"));
    use_way_on(next.clone());
    let handle = use_sign_in();
    rsx! {
        view::View { handle, next }
    }
}
