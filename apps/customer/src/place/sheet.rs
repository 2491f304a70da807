//! The sheet in which a person says where the food shall go.

use super::{
    PlaceHandle,
    areas::AREAS,
    state::{Effect, Event, Locating, State, reduce},
    town_map::TownMap,
    use_place,
};
use crate::{context::use_person, parts};
use dioxus::prelude::*;
use foodwala_sdk::contract::geo::GeoPoint;
use foodwala_ui::{
    device::{LocateError, locate},
    lazy::lazy_in,
    prelude::*,
    sdk::SignedIn,
};

/// The sheet; [`PlaceHandle::choose`](super::PlaceHandle::choose) opens it.
#[component]
pub fn PlaceSheet() -> Element {
    let place = use_place();
    if !place.is_choosing() {
        return rsx! {};
    }
    lazy_in("place", parts::place::sheet, (), frame)
}

/// The sheet before its part is there.
fn frame(inside: Element) -> Element {
    let place: PlaceHandle = consume_context();
    rsx! {
        Sheet { open: true, wide: true, title: t!("places-title"), onclose: move |()| place.chosen(), {inside} }
    }
}

/// The sheet itself.
#[component]
pub fn OpenSheet() -> Element {
    let place = use_place();
    let person = use_person();
    let client = use_client();
    let mut state = use_signal(|| {
        let mut state = State::default();
        reduce(&mut state, Event::Opened(place.peek()));
        state
    });
    let send = use_callback(move |event: Event| {
        let effect = reduce(&mut state.write(), event);
        match effect {
            None => {}
            Some(Effect::Take(chosen)) => {
                place.set(chosen);
                place.chosen();
            }
            Some(Effect::FocusMap) => device::document::focus("town-map"),
            Some(Effect::Locate) => {
                spawn(async move {
                    let answer = match locate().await {
                        Ok(position) => Ok(GeoPoint {
                            latitude: position.latitude,
                            longitude: position.longitude,
                        }),
                        Err(LocateError::Denied) => Err(Locating::Denied),
                        Err(LocateError::Unavailable | LocateError::Timeout) => Err(Locating::Unknown),
                    };
                    reduce(&mut state.write(), Event::Located(answer));
                });
            }
        }
    });
    use_hook(|| {
        if person.signed_in() == SignedIn::Yes {
            spawn(async move {
                match client.me().get().await {
                    Ok(me) => {
                        reduce(&mut state.write(), Event::Saved(me.value.addresses));
                    }
                    // The other ways to a place are still there.
                    Err(error) => tracing::info!(error = &error as &dyn std::error::Error, "no address book"),
                }
            });
        }
    });
    rsx! {
        Sheet {
            open: true,
            wide: true,
            title: t!("places-title"),
            onclose: move |()| place.chosen(),
            footer: rsx! {
                Button { wide: true, onclick: move |_| send(Event::Confirm), {t!("places-confirm")} }
            },
            Ways { state: state(), send }
        }
    }
}

/// The ways to a place: the address book, the device, an area, the map, the street.
#[component]
fn Ways(state: State, send: Callback<Event>) -> Element {
    let area = state.area();
    rsx! {
        div { class: "place-ways",
            if !state.saved.is_empty() {
                div { class: "place-saved",
                    h3 { class: "place-heading", {t!("places-saved")} }
                    ul {
                        for address in state.saved.iter().cloned() {
                            li { key: "{address.id}",
                                button {
                                    r#type: "button",
                                    class: "place-saved-row",
                                    onclick: {
                                        let address = address.clone();
                                        move |_| send(Event::Choose(address.clone()))
                                    },
                                    Icon { name: IconName::House, size: IconSize::Small }
                                    span { class: "choice-label",
                                        span { {address.details.label.clone()} }
                                        span { class: "choice-hint", {address.details.address.street.clone()} }
                                    }
                                    Icon { name: IconName::ChevronRight }
                                }
                            }
                        }
                    }
                }
            }
            Button {
                kind: ButtonKind::Secondary,
                icon: IconName::Locate,
                busy: state.locating == Locating::Asking,
                wide: true,
                onclick: move |_| send(Event::Locate),
                {t!("places-locate")}
            }
            match state.locating {
                Locating::Idle | Locating::Asking => rsx! {},
                Locating::Denied => rsx! { Banner { tone: Tone::Info, p { {t!("places-denied")} } } },
                Locating::Unknown => rsx! { Banner { tone: Tone::Info, p { {t!("places-unknown")} } } },
                Locating::Elsewhere => rsx! { Banner { tone: Tone::Warning, p { {t!("places-elsewhere")} } } },
            }
            h3 { class: "place-heading", {t!("places-area")} }
            ChipRow { label: t!("places-area"),
                for known in AREAS {
                    Chip {
                        key: "{known.name}",
                        selected: area.is_some_and(|area| area.name == known.name),
                        onclick: move |()| send(Event::Area(known)),
                        {known.name}
                    }
                }
            }
            TownMap { point: state.point, onchange: move |point| send(Event::Point(point)) }
            if state.point_missing {
                p { class: "field-error", role: "alert", {t!("places-point-missing")} }
            }
            div { class: "place-fields",
                Field {
                    label: t!("places-street"),
                    hint: t!("places-street-hint"),
                    value: state.street.clone(),
                    autocomplete: "street-address",
                    maxlength: 120,
                    oninput: move |text| send(Event::Street(text)),
                }
                Field {
                    label: t!("places-code"),
                    value: state.postal_code.clone(),
                    kind: FieldKind::Digits,
                    autocomplete: "postal-code",
                    maxlength: 12,
                    oninput: move |text| send(Event::PostalCode(text)),
                }
                Field {
                    label: t!("places-instructions"),
                    value: state.instructions.clone(),
                    placeholder: t!("places-instructions-example"),
                    maxlength: 200,
                    oninput: move |text| send(Event::Instructions(text)),
                }
            }
        }
    }
}
