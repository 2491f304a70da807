//! How the form looks.

use super::{
    SignInHandle,
    state::{EMAIL, Event, PASSWORD},
};
use crate::{
    components::*,
    sdk::{Failure, FailureBanner},
    t,
};
use dioxus::prelude::*;

/// The form for e-mail and password.
#[component]
pub fn SignInForm(
    /// From [`use_sign_in`](super::use_sign_in).
    handle: SignInHandle,
    /// What stands between the fields and the button.
    #[props(default)]
    children: Element,
) -> Element {
    let state = handle.state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    rsx! {
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event: FormEvent| {
                event.prevent_default();
                handle.send(Event::Submit);
            },
            if state.wrong {
                Banner { tone: Tone::Danger, title: t!("ui-sign-in-wrong"), p { {t!("ui-sign-in-wrong-text")} } }
            }
            if let Some(error) = &state.error {
                FailureBanner { failure: Failure::from(error), onretry: move |()| handle.send(Event::Submit) }
            }
            Field {
                id: EMAIL,
                label: t!("ui-email"),
                kind: FieldKind::Email,
                required: true,
                autocomplete: "username",
                value: state.email.clone(),
                error: problem(EMAIL),
                oninput: move |text| handle.send(Event::Email(text)),
            }
            Field {
                id: PASSWORD,
                label: t!("ui-password"),
                kind: FieldKind::Password,
                required: true,
                autocomplete: "current-password",
                value: state.password.clone(),
                error: problem(PASSWORD),
                oninput: move |text| handle.send(Event::Password(text)),
            }
            {children}
            Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("ui-sign-in")} }
        }
    }
}
