//! How one's account looks.

use super::state::{Event, NAME, PHONE, State};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_sdk::contract::customers::{Consents, Customer};
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner, FailureState},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>, sign_out: Callback<()>) -> Element {
    let shown = state.read();
    rsx! {
        div { class: "account",
            TopBar { title: t!("account-title") }
            match (&shown.base, &shown.load_error) {
                (None, Some(error)) => rsx! {
                    FailureState { failure: Failure::from(error), onretry: move |()| send(Event::Reload) }
                },
                (None, None) => rsx! {
                    Loading { Skeleton { shape: SkeletonShape::Circle } Skeleton { shape: SkeletonShape::Row, count: 4 } }
                },
                (Some(base), _) => rsx! {
                    div { class: "account-head",
                        Avatar { name: base.display_name.clone(), large: true }
                        div {
                            p { class: "account-name", {base.display_name.clone()} }
                            p { class: "account-email", bdi { {base.email.clone()} } }
                        }
                    }
                    div { class: "account-columns",
                        nav { class: "account-ways card", "aria-label": t!("account-ways"),
                            ListLink { href: Route::Orders {}.to_string(), icon: IconName::ReceiptText, label: t!("orders-title") }
                            ListLink { href: Route::Addresses {}.to_string(), icon: IconName::MapPin, label: t!("addresses-title") }
                            ListLink { href: Route::Favourites {}.to_string(), icon: IconName::Heart, label: t!("account-favourites") }
                            ListLink { href: Route::Notifications {}.to_string(), icon: IconName::Bell, label: t!("notifications-title") }
                            ListLink { href: Route::Settings {}.to_string(), icon: IconName::Settings, label: t!("settings-title"), hint: t!("settings-hint") }
                            ListLink { href: Route::Privacy {}.to_string(), icon: IconName::ShieldCheck, label: t!("privacy-title"), hint: t!("privacy-hint") }
                        }
                        Profile { state, send }
                    }
                    div { class: "account-out",
                        Button { kind: ButtonKind::Secondary, icon: IconName::LogOut, onclick: move |_| sign_out(()), {t!("account-sign-out")} }
                    }
                },
            }
        }
    }
}

#[component]
fn Profile(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    let consents = state.form.consents;
    rsx! {
        Card { class: "account-profile",
            h2 { class: "account-subtitle", {t!("account-profile")} }
            form {
                class: "account-form",
                novalidate: true,
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    send(Event::Submit);
                },
                if let Some(error) = &state.error {
                    FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Submit) }
                }
                if let Some(theirs) = &state.theirs {
                    Conflict { theirs: (**theirs).clone(), send }
                }
                Field {
                    id: NAME,
                    label: t!("form-name"),
                    required: true,
                    autocomplete: "name",
                    value: state.form.name.clone(),
                    error: problem(NAME),
                    oninput: move |text| send(Event::Name(text)),
                }
                Field {
                    id: PHONE,
                    label: t!("form-phone"),
                    kind: FieldKind::Tel,
                    autocomplete: "tel",
                    hint: t!("account-phone-hint"),
                    value: state.form.phone.clone(),
                    error: problem(PHONE),
                    oninput: move |text| send(Event::Phone(text)),
                }
                Switch {
                    label: t!("account-marketing"),
                    hint: t!("account-marketing-hint"),
                    checked: consents.marketing_email,
                    onchange: move |on| send(Event::Consents(Consents { marketing_email: on, ..consents })),
                }
                Switch {
                    label: t!("account-personalisation"),
                    hint: t!("account-personalisation-hint"),
                    checked: consents.personalisation,
                    onchange: move |on| send(Event::Consents(Consents { personalisation: on, ..consents })),
                }
                div { class: "account-save",
                    Button { submit: true, busy: state.busy, disabled: !state.is_changed(), {t!("account-save")} }
                    p { role: "status", class: "account-saved",
                        if state.saved && !state.is_changed() {
                            Icon { name: IconName::CircleCheck }
                            {t!("account-saved")}
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Conflict(theirs: Customer, send: Callback<Event>) -> Element {
    let phone = theirs.phone.clone().unwrap_or_else(|| t!("account-no-phone"));
    rsx! {
        Banner { tone: Tone::Warning, title: t!("account-conflict"),
            p { {t!("account-conflict-text")} }
            p { class: "account-theirs", {theirs.display_name.clone()} " · " bdi { {phone} } }
            div { class: "account-choice",
                Button { size: ButtonSize::Small, onclick: move |_| send(Event::KeepMine), {t!("account-keep-mine")} }
                Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, onclick: move |_| send(Event::TakeTheirs), {t!("account-take-theirs")} }
            }
        }
    }
}
