//! Failures as they are shown.

use super::{Failure, FailureKind, failure::WayOn};
use crate::{
    components::{Banner, Button, ButtonKind, ErrorState, Tone},
    t,
};
use dioxus::prelude::*;

/// A failure in place of what could not be fetched, with the way on.
#[component]
pub fn FailureState(
    /// What went wrong.
    failure: Failure,
    /// The same again.
    onretry: EventHandler<()>,
    /// Where to sign in.
    #[props(default = "/sign-in".to_owned(), into)]
    sign_in_href: String,
    /// The way out.
    #[props(default = "/".to_owned(), into)]
    home_href: String,
    /// The heading's level: 1 where it stands for the whole screen.
    #[props(default = 2)]
    level: u8,
) -> Element {
    let art = match failure.kind {
        FailureKind::Offline => "offline",
        FailureKind::NotFound => "lost",
        FailureKind::SessionExpired => "locked",
        FailureKind::RateLimited { .. } => "clock",
        _ => "spilled",
    };
    rsx! {
        ErrorState { art, title: failure.title(), text: failure.text(), request_id: failure.request_id.clone(), level,
            match failure.way_on() {
                WayOn::Retry => rsx! {
                    Button { onclick: move |_| onretry.call(()), {t!("ui-retry")} }
                },
                WayOn::SignIn => rsx! {
                    Button { href: sign_in_href, {t!("ui-sign-in")} }
                },
                WayOn::GoHome => rsx! {
                    Button { href: home_href, {t!("ui-go-home")} }
                },
            }
        }
    }
}

/// A failure above what is still shown: a form that was refused, a list that could not be brought up to date.
#[component]
pub fn FailureBanner(
    /// What went wrong.
    failure: Failure,
    /// The same again; offered where that may help.
    #[props(default)]
    onretry: Option<EventHandler<()>>,
    /// Where to sign in.
    #[props(default = "/sign-in".to_owned(), into)]
    sign_in_href: String,
) -> Element {
    rsx! {
        Banner { tone: Tone::Danger, title: failure.title(),
            p { {failure.text()} }
            match (failure.way_on(), onretry) {
                (WayOn::Retry, Some(onretry)) => rsx! {
                    Button { kind: ButtonKind::Quiet, onclick: move |_| onretry.call(()), {t!("ui-retry")} }
                },
                (WayOn::SignIn, _) => rsx! {
                    Button { kind: ButtonKind::Quiet, href: sign_in_href, {t!("ui-sign-in")} }
                },
                _ => rsx! {},
            }
        }
    }
}
