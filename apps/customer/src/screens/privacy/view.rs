//! How one's data and the end of one's account look.

use super::state::{CONFIRM, CURRENT, Event, NEW, State};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let problem = |field| shown.problems.of(field).map(|key| t!(key));
    rsx! {
        div { class: "privacy",
            TopBar { title: t!("privacy-title"), back_href: Route::Account {}.to_string() }
            Card { class: "privacy-part",
                h2 { class: "account-subtitle", {t!("privacy-export")} }
                p { {t!("privacy-export-text")} }
                if let Some(error) = &shown.export_error {
                    FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Export) }
                }
                Button { kind: ButtonKind::Secondary, icon: IconName::Download, busy: shown.exporting, onclick: move |_| send(Event::Export),
                    {t!("privacy-export-do")}
                }
                p { role: "status", class: "account-saved",
                    if shown.exported {
                        Icon { name: IconName::CircleCheck }
                        {t!("privacy-exported")}
                    }
                }
            }
            Card { class: "privacy-part",
                h2 { class: "account-subtitle", {t!("privacy-password")} }
                p { {t!("privacy-password-text")} }
                form {
                    class: "account-form",
                    novalidate: true,
                    onsubmit: move |event: FormEvent| {
                        event.prevent_default();
                        send(Event::Change);
                    },
                    if let Some(error) = &shown.change_error {
                        FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Change) }
                    }
                    Field {
                        id: CURRENT,
                        label: t!("privacy-current"),
                        kind: FieldKind::Password,
                        required: true,
                        autocomplete: "current-password",
                        value: shown.current.clone(),
                        error: problem(CURRENT),
                        oninput: move |text| send(Event::Current(text)),
                    }
                    Field {
                        id: NEW,
                        label: t!("form-new-password"),
                        kind: FieldKind::Password,
                        required: true,
                        autocomplete: "new-password",
                        hint: t!("form-password-rule"),
                        value: shown.new.clone(),
                        error: problem(NEW),
                        oninput: move |text| send(Event::New(text)),
                    }
                    Button { submit: true, kind: ButtonKind::Secondary, busy: shown.changing, {t!("privacy-change")} }
                }
            }
            Card { class: "privacy-part privacy-end",
                h2 { class: "account-subtitle", {t!("privacy-end")} }
                p { {t!("privacy-end-text")} }
                Button { kind: ButtonKind::Danger, icon: IconName::Trash2, onclick: move |_| send(Event::AskEnd), {t!("privacy-end-do")} }
            }
            Dialog {
                open: shown.ending,
                title: t!("privacy-end-title"),
                text: t!("privacy-end-warning"),
                confirm: t!("privacy-end-do"),
                danger: true,
                busy: shown.busy,
                onconfirm: move |()| send(Event::End),
                onclose: move |()| send(Event::Keep),
                if shown.last_owner {
                    Banner { tone: Tone::Danger, title: t!("privacy-last-owner"), p { {t!("privacy-last-owner-text")} } }
                }
                if let Some(error) = &shown.error {
                    FailureBanner { failure: Failure::from(error) }
                }
                Field {
                    id: CONFIRM,
                    label: t!("privacy-confirm", email = shown.email.clone()),
                    kind: FieldKind::Email,
                    required: true,
                    autocomplete: "off",
                    value: shown.confirmation.clone(),
                    error: problem(CONFIRM),
                    oninput: move |text| send(Event::Confirmation(text)),
                    onenter: move |()| send(Event::End),
                }
            }
        }
    }
}
