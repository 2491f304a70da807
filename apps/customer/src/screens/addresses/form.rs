//! The form of an address, and what it asks of platform and device.

use super::editor::{CITY, Effect, Event, INSTRUCTIONS, LABEL, Locating, POINT, POSTAL_CODE, STREET, State};
use crate::{
    calls::Calls,
    place::{TownMap, areas},
};
use dioxus::prelude::*;
use foodwala_sdk::{IdempotencyKey, contract::geo::GeoPoint};
use foodwala_ui::{
    components::*,
    device,
    sdk::{Failure, FailureBanner},
    t,
};

/// The id of the form, for a button outside of it.
pub const FORM: &str = "address-form";

/// Does what the editor asks for, and tells it the outcome.
pub fn run(effect: Effect, calls: Calls, send: impl Fn(Event) + 'static) {
    match effect {
        Effect::Focus(field) => device::document::focus(field),
        Effect::Locate => {
            spawn(async move {
                let position = device::locate().await.ok();
                send(Event::Located(position.map(|at| GeoPoint {
                    latitude: at.latitude,
                    longitude: at.longitude,
                })));
            });
        }
        Effect::Add { key, details } => {
            spawn(async move {
                let me = calls.client().me();
                let answer = match key.parse::<IdempotencyKey>() {
                    Ok(key) => me.add_address_with_key(&key, &details).await,
                    Err(_) => me.add_address(&details).await,
                };
                send(Event::Answered(answer.map(Box::new)));
            });
        }
        Effect::Change(id, details) => {
            spawn(async move {
                let answer = calls.client().me().update_address(id, &details).await;
                send(Event::Answered(answer.map(Box::new)));
            });
        }
        // The screen around takes it.
        Effect::Kept(_) => {}
    }
}

/// The form of an address.
#[component]
fn AddressForm(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let problem = |field| state.problems.of(field).map(|key| t!(key));
    rsx! {
        form {
            id: FORM,
            class: "addresses-form",
            novalidate: true,
            onsubmit: move |event: FormEvent| {
                event.prevent_default();
                send(Event::Submit);
            },
            if let Some(error) = &state.error {
                FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Submit) }
            }
            Field {
                id: STREET,
                label: t!("address-street"),
                required: true,
                autocomplete: "address-line1",
                value: state.street.clone(),
                error: problem(STREET),
                oninput: move |text| send(Event::Street(text)),
            }
            div { class: "addresses-pair",
                Field {
                    id: POSTAL_CODE,
                    label: t!("address-postal-code"),
                    autocomplete: "postal-code",
                    value: state.postal_code.clone(),
                    error: problem(POSTAL_CODE),
                    oninput: move |text| send(Event::PostalCode(text)),
                }
                Field {
                    id: CITY,
                    label: t!("address-city"),
                    required: true,
                    autocomplete: "address-level2",
                    value: state.city.clone(),
                    error: problem(CITY),
                    oninput: move |text| send(Event::City(text)),
                }
            }
            Point { point: state.point, locating: state.locating, problem: problem(POINT), send }
            Field {
                id: INSTRUCTIONS,
                label: t!("address-instructions"),
                hint: t!("address-instructions-hint"),
                value: state.instructions.clone(),
                error: problem(INSTRUCTIONS),
                maxlength: 300,
                oninput: move |text| send(Event::Instructions(text)),
            }
            div { class: "addresses-labels",
                Field {
                    id: LABEL,
                    label: t!("address-label"),
                    required: true,
                    hint: t!("address-label-hint"),
                    value: state.label.clone(),
                    error: problem(LABEL),
                    maxlength: 50,
                    oninput: move |text| send(Event::Label(text)),
                }
                ChipRow { label: t!("address-label-ideas"),
                    for name in [t!("address-home"), t!("address-work"), t!("address-friends")] {
                        Chip {
                            key: "{name}",
                            selected: state.label == name,
                            onclick: {
                                let name = name.clone();
                                move |()| send(Event::Label(name.clone()))
                            },
                            {name}
                        }
                    }
                }
            }
        }
    }
}

/// Where the door is: by the device, by the part of the town, and then to the step.
#[component]
fn Point(point: Option<GeoPoint>, locating: Locating, problem: Option<String>, send: Callback<Event>) -> Element {
    let near = point.as_ref().and_then(areas::nearest);
    let mut areas: Vec<Choice> = areas::AREAS
        .iter()
        .map(|area| Choice::new(area.name, area.name))
        .collect();
    if point.is_none() {
        areas.insert(0, Choice::new("", t!("address-choose-area")));
    }
    let has_problem = problem.is_some();
    rsx! {
        fieldset { id: POINT, class: "addresses-point", tabindex: "-1",
            "aria-describedby": has_problem.then_some("address-point-error"),
            legend { class: "field-label", {t!("address-point")} }
            p { class: "field-hint", {t!("address-point-hint")} }
            div { class: "addresses-find",
                Button {
                    kind: ButtonKind::Secondary,
                    icon: IconName::Navigation,
                    busy: locating == Locating::Asking,
                    onclick: move |_| send(Event::Locate),
                    {t!("address-locate")}
                }
                Select {
                    label: t!("address-area"),
                    hide_label: true,
                    options: areas,
                    value: near.map(|area| area.name).unwrap_or_default(),
                    onchange: move |name: String| {
                        if let Some(area) = areas::AREAS.iter().find(|area| area.name == name) {
                            send(Event::Point(area.centre));
                        }
                    },
                }
            }
            if locating == Locating::Failed {
                p { class: "field-hint", role: "status", {t!("address-locate-failed")} }
            }
            if let Some(problem) = problem.as_ref() {
                p { id: "address-point-error", class: "field-error", role: "alert", Icon { name: IconName::TriangleAlert } "{problem}" }
            }
            TownMap { point, onchange: move |point| send(Event::Point(point)) }
        }
    }
}

/// The form in a sheet of its own.
#[component]
pub fn AddressSheet(state: ReadSignal<State>, send: Callback<Event>, onclose: EventHandler<()>) -> Element {
    let (is_new, busy) = (state.read().id.is_none(), state.read().busy);
    rsx! {
        Sheet {
            open: true,
            wide: true,
            title: if is_new { t!("addresses-add") } else { t!("addresses-change") },
            onclose: move |()| onclose.call(()),
            footer: rsx! {
                Button { submit: true, form: FORM, wide: true, size: ButtonSize::Large, busy, {t!("addresses-save")} }
            },
            AddressForm { state, send }
        }
    }
}
