//! How signing in looks.

use super::state::{EMAIL, Event, PASSWORD, State};
use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    i18n::LanguageSwitch,
    sdk::{Failure, FailureBanner},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
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
                    form {
                        class: "stack",
                        novalidate: true,
                        onsubmit: move |event: FormEvent| {
                            event.prevent_default();
                            send(Event::Submit);
                        },
                        if state.wrong {
                            Banner { tone: Tone::Danger, title: t!("sign-in-wrong"), p { {t!("sign-in-wrong-text")} } }
                        }
                        if let Some(error) = &state.error {
                            FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Submit) }
                        }
                        Field {
                            id: EMAIL,
                            label: t!("form-email"),
                            kind: FieldKind::Email,
                            required: true,
                            autocomplete: "username",
                            value: state.email.clone(),
                            error: problem(EMAIL),
                            oninput: move |text| send(Event::Email(text)),
                        }
                        Field {
                            id: PASSWORD,
                            label: t!("form-password"),
                            kind: FieldKind::Password,
                            required: true,
                            autocomplete: "current-password",
                            value: state.password.clone(),
                            error: problem(PASSWORD),
                            oninput: move |text| send(Event::Password(text)),
                        }
                        Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("sign-in-submit")} }
                    }
                }
                div { class: "sign-in-language", LanguageSwitch { hide_label: true } }
            }
        }
    }
}
