//! How signing in looks.

use super::state::{EMAIL, Event, PASSWORD, State};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner},
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
pub fn View(state: ReadSignal<State>, next: Option<String>, send: Callback<Event>) -> Element {
    let state = state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    rsx! {
        AuthCard { title: t!("auth-sign-in-title"), text: t!("auth-sign-in-text"), art: "ramen",
            form {
                class: "auth-form",
                novalidate: true,
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    send(Event::Submit);
                },
                if state.wrong {
                    Banner { tone: Tone::Danger, title: t!("auth-wrong"), p { {t!("auth-wrong-text")} } }
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
                p { class: "auth-aside",
                    Anchor { href: Route::ForgotPassword {}.to_string(), {t!("auth-forgot")} }
                }
                Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("auth-sign-in")} }
            }
            p { class: "auth-other",
                {t!("auth-no-account")}
                " "
                Anchor { href: Route::Register { next }.to_string(), {t!("auth-register")} }
            }
        }
    }
}
