//! Where a delivery goes: the address, the door of an earlier order, and the place on the map.

use super::map::DoorMap;
use crate::{
    board::use_board,
    entry::{CITY, Edit, Event, Guest, INSTRUCTIONS, POINT, POSTAL_CODE, STREET, known_doors},
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::{customers::AddressDetails, restaurants::RestaurantView};
use foodwala_ui::{forms::Problems, prelude::*};

/// Where it goes.
#[component]
pub fn Door(at: RestaurantView, guest: Guest, problems: Problems, locked: bool, send: Callback<Event>) -> Element {
    let edit = move |edit: Edit| send(Event::Guest(edit));
    let problem = |field| problems.of(field).map(|key| t!(key));
    let profile = &at.restaurant.profile;
    let tiers = profile
        .delivery
        .as_ref()
        .map(|terms| terms.fee_tiers.clone())
        .unwrap_or_default();
    let point_problem = problem(POINT);
    rsx! {
        Known { phone: guest.phone.clone(), street: guest.street.clone(), locked, send }
        Field {
            id: STREET,
            label: t!("entry-street"),
            required: true,
            disabled: locked,
            maxlength: 120,
            value: guest.street.clone(),
            error: problem(STREET),
            oninput: move |text| edit(Edit::Street(text)),
        }
        div { class: "field-pair",
            Field {
                id: POSTAL_CODE,
                label: t!("entry-postal-code"),
                disabled: locked,
                maxlength: 120,
                value: guest.postal_code.clone(),
                error: problem(POSTAL_CODE),
                oninput: move |text| edit(Edit::PostalCode(text)),
            }
            Field {
                id: CITY,
                label: t!("entry-city"),
                required: true,
                disabled: locked,
                maxlength: 120,
                value: guest.city.clone(),
                error: problem(CITY),
                oninput: move |text| edit(Edit::City(text)),
            }
        }
        fieldset { class: "entry-point",
            legend { class: "field-label", {t!("entry-point")} }
            p { class: "field-hint", {t!("entry-point-hint")} }
            DoorMap {
                centre: profile.location,
                tiers,
                currency: profile.currency,
                point: guest.point,
                locked,
                onchange: move |point| edit(Edit::Point(point)),
            }
            if let Some(problem) = point_problem {
                p { class: "field-error", role: "alert", Icon { name: IconName::TriangleAlert } {problem} }
            }
        }
        Field {
            id: INSTRUCTIONS,
            label: t!("entry-instructions"),
            disabled: locked,
            maxlength: 300,
            value: guest.instructions.clone(),
            error: problem(INSTRUCTIONS),
            oninput: move |text| edit(Edit::Instructions(text)),
        }
    }
}

/// The doors of who called from this number before, to be taken with one touch.
#[component]
fn Known(phone: String, street: String, locked: bool, send: Callback<Event>) -> Element {
    let board = use_board();
    let known = use_memo(use_reactive!(|phone| {
        let board = board.read();
        let cards = board.live.values().chain(board.ended.values());
        let mut orders: Vec<_> = cards.map(|card| &card.order).collect();
        orders.sort_by_key(|order| std::cmp::Reverse(order.ordered_at));
        known_doors(
            &phone,
            orders.into_iter().map(|order| (&order.contact, &order.fulfilment)),
        )
    }));
    let others: Vec<AddressDetails> = known
        .read()
        .iter()
        .filter(|door| door.address.street != street)
        .cloned()
        .collect();
    rsx! {
        for door in others {
            Button {
                key: "{door.address.street}",
                kind: ButtonKind::Secondary,
                icon: IconName::House,
                disabled: locked,
                onclick: {
                    let door = door.clone();
                    move |_| send(Event::Guest(Edit::Door(Box::new(door.clone()))))
                },
                {t!("entry-known", address = wording::address(&door))}
            }
        }
    }
}
