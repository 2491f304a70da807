//! How opening an account looks.

use super::state::{EMAIL, Event, NAME, PASSWORD, State};
use crate::{route::Route, screens::sign_in::AuthCard};
use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, next: Option<String>, send: Callback<Event>) -> Element {
    let state = state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    let sign_in = Route::SignIn { next }.to_string();
    rsx! {
        AuthCard { title: t!("auth-register-title"), text: t!("auth-register-text"), art: "burger",
            form {
                class: "auth-form",
                novalidate: true,
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    send(Event::Submit);
                },
                if state.not_opened {
                    Banner { tone: Tone::Danger, title: t!("auth-not-opened"),
                        p { {t!("auth-not-opened-text")} }
                        div { class: "auth-ways",
                            Anchor { href: sign_in.clone(), {t!("auth-sign-in")} }
                            Anchor { href: Route::ForgotPassword {}.to_string(), {t!("auth-forgot")} }
                        }
                    }
                }
                if let Some(error) = &state.error {
                    FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Submit) }
                }
                Field {
                    id: NAME,
                    label: t!("form-name"),
                    required: true,
                    autocomplete: "name",
                    value: state.name.clone(),
                    error: problem(NAME),
                    oninput: move |text| send(Event::Name(text)),
                }
                Field {
                    id: EMAIL,
                    label: t!("ui-email"),
                    kind: FieldKind::Email,
                    required: true,
                    autocomplete: "email",
                    value: state.email.clone(),
                    error: problem(EMAIL),
                    oninput: move |text| send(Event::Email(text)),
                }
                Field {
                    id: PASSWORD,
                    label: t!("ui-password"),
                    kind: FieldKind::Password,
                    required: true,
                    autocomplete: "new-password",
                    hint: t!("form-password-rule"),
                    value: state.password.clone(),
                    error: problem(PASSWORD),
                    oninput: move |text| send(Event::Password(text)),
                }
                Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("auth-register")} }
            }
            p { class: "auth-other",
                {t!("auth-have-account")}
                " "
                Anchor { href: sign_in, {t!("auth-sign-in")} }
            }
        }
    }
}
