//! The form of the guest: how they order, who they are, where it goes.

use super::door::Door;
use crate::entry::{Edit, Event, NAME, NOTE, PHONE, Way, use_entry};
use dioxus::prelude::*;
use foodwala_sdk::contract::{orders::FulfilmentKind, restaurants::RestaurantView};
use foodwala_ui::{prelude::*, sdk::times::WantedTime};

fn way_name(way: Way) -> String {
    match way {
        Way::Counter => t!("entry-way-counter"),
        Way::PhonePickup => t!("entry-way-pickup"),
        Way::PhoneDelivery => t!("entry-way-delivery"),
    }
}

/// The form of the guest.
#[component]
pub fn GuestForm(at: RestaurantView, locked: bool, send: Callback<Event>) -> Element {
    let entry = use_entry();
    let shown = entry.read();
    let guest = shown.guest.clone();
    let profile = &at.restaurant.profile;
    // What the restaurant does not offer the platform would refuse.
    let is_offered = |way: Way| match way {
        Way::PhoneDelivery => profile.delivery.is_some(),
        Way::Counter | Way::PhonePickup => profile.pickup,
    };
    let ways = Way::ALL.into_iter();
    let ways = ways.map(|way| RadioOption::new(way.as_str(), way_name(way)).disabled(locked || !is_offered(way)));
    let edit = move |edit: Edit| send(Event::Guest(edit));
    let problem = |field| shown.problems.of(field).map(|key| t!(key));
    let is_delivered = guest.way == Way::PhoneDelivery;
    rsx! {
        div { class: "entry-guest",
            RadioGroup {
                legend: t!("entry-way"),
                hide_legend: true,
                layout: RadioLayout::Segments,
                options: ways.collect::<Vec<_>>(),
                value: guest.way.as_str(),
                onchange: move |value: String| {
                    let way = Way::ALL.into_iter().find(|way| way.as_str() == value);
                    edit(Edit::Way(way.unwrap_or_default()));
                },
            }
            div { class: "field-pair",
                Field {
                    id: NAME,
                    label: t!("entry-name"),
                    required: guest.way != Way::Counter,
                    disabled: locked,
                    maxlength: 120,
                    value: guest.name.clone(),
                    error: problem(NAME),
                    oninput: move |text| edit(Edit::Name(text)),
                }
                Field {
                    id: PHONE,
                    label: t!("entry-phone"),
                    kind: FieldKind::Tel,
                    required: is_delivered,
                    disabled: locked,
                    maxlength: 120,
                    value: guest.phone.clone(),
                    error: problem(PHONE),
                    oninput: move |text| edit(Edit::Phone(text)),
                }
            }
            if is_delivered {
                Door { at: at.clone(), guest: guest.clone(), problems: shown.problems.clone(), locked, send }
            }
            When { way: guest.way, locked, send }
            Field {
                id: NOTE,
                label: t!("entry-note"),
                disabled: locked,
                maxlength: 500,
                value: guest.note.clone(),
                error: problem(NOTE),
                oninput: move |text| edit(Edit::Note(text)),
            }
        }
    }
}

/// Now, or ahead: at one of the times that the opening hours offer.
#[component]
fn When(way: Way, locked: bool, send: Callback<Event>) -> Element {
    let entry = use_entry();
    let shown = entry.read();
    let kind = match way {
        Way::PhoneDelivery => FulfilmentKind::Delivery,
        Way::Counter | Way::PhonePickup => FulfilmentKind::Pickup,
    };
    rsx! {
        if let Some(slots) = shown.slots.value() {
            WantedTime {
                slots: slots.clone(),
                kind,
                wanted: shown.wanted,
                disabled: locked,
                onchange: move |at| send(Event::Wanted(at)),
            }
        } else if shown.slots.failure().is_some() {
            p { class: "field-hint", {t!("entry-times-missing")} " "
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::Times), {t!("ui-retry")} }
            }
        }
    }
}
