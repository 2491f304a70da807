//! How getting a new password looks.

use super::state::{EMAIL, Event, PASSWORD, State, Step};
use crate::{route::Route, screens::sign_in::AuthCard};
use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let (title, text, art) = match &state.step {
        Step::Asking => (t!("auth-forgot-title"), t!("auth-forgot-text"), "locked"),
        Step::Sent => (t!("auth-sent-title"), t!("auth-sent-text"), "letter"),
        Step::Choosing { .. } => (t!("auth-reset-title"), t!("auth-reset-text"), "locked"),
        Step::LinkOver => (t!("auth-link-over-title"), t!("auth-link-over-text"), "lost"),
        Step::Done => (t!("auth-reset-done-title"), t!("auth-reset-done-text"), "party"),
    };
    let sign_in = Route::SignIn { next: None }.to_string();
    rsx! {
        AuthCard { title, text, art,
            if let Some(error) = &state.error {
                FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Submit) }
            }
            div { role: "status", class: "visually-hidden",
                match &state.step {
                    Step::Sent => t!("auth-sent-title"),
                    Step::LinkOver => t!("auth-link-over-title"),
                    Step::Done => t!("auth-reset-done-title"),
                    _ => String::new(),
                }
            }
            match &state.step {
                Step::Asking | Step::Choosing { .. } => form(&state, send),
                Step::Sent => rsx! {
                    div { class: "auth-form",
                        Button { wide: true, href: sign_in.clone(), {t!("auth-back")} }
                        Button { kind: ButtonKind::Quiet, wide: true, onclick: move |_| send(Event::Restart), {t!("auth-send-again")} }
                    }
                },
                Step::LinkOver => rsx! {
                    div { class: "auth-form",
                        Button { wide: true, onclick: move |_| send(Event::Restart), {t!("auth-new-link")} }
                    }
                },
                Step::Done => rsx! {
                    div { class: "auth-form",
                        Button { wide: true, href: sign_in.clone(), {t!("auth-sign-in")} }
                    }
                },
            }
            if state.step == Step::Asking {
                p { class: "auth-other",
                    Anchor { href: sign_in, {t!("auth-back")} }
                }
            }
        }
    }
}

fn form(state: &State, send: Callback<Event>) -> Element {
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    rsx! {
        form {
            class: "auth-form",
            novalidate: true,
            onsubmit: move |event: FormEvent| {
                event.prevent_default();
                send(Event::Submit);
            },
            if state.step == Step::Asking {
                Field {
                    id: EMAIL,
                    label: t!("ui-email"),
                    kind: FieldKind::Email,
                    required: true,
                    autocomplete: "username",
                    value: state.email.clone(),
                    error: problem(EMAIL),
                    oninput: move |text| send(Event::Email(text)),
                }
                Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("auth-send-link")} }
            } else {
                Field {
                    id: PASSWORD,
                    label: t!("form-new-password"),
                    kind: FieldKind::Password,
                    required: true,
                    autocomplete: "new-password",
                    hint: t!("form-password-rule"),
                    value: state.password.clone(),
                    error: problem(PASSWORD),
                    oninput: move |text| send(Event::Password(text)),
                }
                Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("auth-set-password")} }
            }
        }
    }
}
