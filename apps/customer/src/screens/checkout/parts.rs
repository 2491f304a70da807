//! The parts of the form.

use super::state::{ADDRESS, Event, INSTRUCTIONS, NAME, NOTE, PHONE, PROMO, State};
use crate::{
    calls::use_calls,
    screens::addresses::{AddressSheet, editor, run},
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Money,
    contract::orders::{ChargeKind, FulfilmentKind, PaymentMethod},
};
use foodwala_ui::{components::*, sdk::money, t};

fn problem(state: &State, field: &str) -> Option<String> {
    state.problems.of(field).map(|key| t!(key))
}

/// Brought or fetched.
#[component]
pub fn How(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let Some(view) = &state.restaurant else { return rsx! {} };
    let profile = &view.restaurant.profile;
    if profile.delivery.is_none() || !profile.pickup {
        return rsx! {};
    }
    let value = match state.form.kind {
        FulfilmentKind::Delivery => "delivery",
        FulfilmentKind::Pickup => "pickup",
    };
    rsx! {
        RadioGroup {
            legend: t!("checkout-how"),
            hide_legend: true,
            layout: RadioLayout::Segments,
            options: vec![
                RadioOption::new("delivery", t!("checkout-delivery")).icon(IconName::Bike),
                RadioOption::new("pickup", t!("checkout-pickup")).icon(IconName::ShoppingBag),
            ],
            value,
            onchange: move |kind: String| {
                let kind = if kind == "pickup" { FulfilmentKind::Pickup } else { FulfilmentKind::Delivery };
                send(Event::Kind(kind));
            },
        }
    }
}

/// To which door, or where to fetch it.
#[component]
pub fn Where(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let calls = use_calls();
    let mut editing = use_signal(|| false);
    let mut writing = use_signal(editor::State::default);
    let edit = use_callback(move |event: editor::Event| {
        write(writing, editing, calls, send, event);
    });
    let shown = state.read();
    if shown.form.kind == FulfilmentKind::Pickup {
        let Some(view) = &shown.restaurant else { return rsx! {} };
        let profile = &view.restaurant.profile;
        return rsx! {
            Section { title: t!("checkout-where-pickup"),
                Card { class: "checkout-fetch",
                    Icon { name: IconName::Store, size: IconSize::Medium }
                    div {
                        p { class: "checkout-strong", {profile.name.clone()} }
                        p { {profile.address.street.clone()} ", " {profile.address.postal_code.clone()} " " {profile.address.city.clone()} }
                    }
                }
            }
        };
    }
    let chosen = shown.form.address_id.map(|id| id.to_string());
    let mut options: Vec<RadioOption> = shown
        .addresses
        .iter()
        .map(|address| {
            RadioOption::new(address.id.to_string(), address.details.label.clone())
                .hint(wording::address(&address.details))
                .icon(IconName::MapPin)
        })
        .collect();
    let typed = shown.form.address.as_ref().filter(|_| chosen.is_none());
    if let Some(details) = typed {
        let option = RadioOption::new("typed", details.label.clone())
            .hint(wording::address(details))
            .icon(IconName::Navigation);
        options.insert(0, option);
    }
    let error = problem(&shown, ADDRESS);
    let has_any = !options.is_empty();
    rsx! {
        Section { title: t!("checkout-where"),
            div { id: ADDRESS, tabindex: "-1", class: "checkout-addresses",
                if has_any {
                    RadioGroup {
                        legend: t!("checkout-where"),
                        hide_legend: true,
                        layout: RadioLayout::Cards,
                        options,
                        value: chosen.unwrap_or_else(|| if typed.is_some() { "typed".to_owned() } else { String::new() }),
                        error,
                        onchange: move |id: String| {
                            if let Ok(id) = id.parse() {
                                send(Event::Chose(id));
                            }
                        },
                    }
                } else {
                    p { class: "checkout-hint", {t!("checkout-no-address")} }
                    if let Some(error) = error {
                        p { class: "field-error", role: "alert", Icon { name: IconName::TriangleAlert } {error} }
                    }
                }
                Button {
                    kind: ButtonKind::Secondary,
                    icon: IconName::Plus,
                    onclick: move |_| {
                        writing.set(editor::State::fresh(super::view::fresh_key(), None));
                        editing.set(true);
                    },
                    {t!("addresses-add")}
                }
            }
            Field {
                id: INSTRUCTIONS,
                label: t!("checkout-instructions"),
                hint: t!("address-instructions-hint"),
                icon: IconName::Bike,
                value: shown.form.instructions.clone(),
                error: problem(&shown, INSTRUCTIONS),
                maxlength: 300,
                oninput: move |text| send(Event::Instructions(text)),
            }
        }
        if editing() {
            AddressSheet { state: writing, send: edit, onclose: move |()| editing.set(false) }
        }
    }
}

fn write(
    mut writing: Signal<editor::State>,
    mut editing: Signal<bool>,
    calls: crate::calls::Calls,
    send: Callback<Event>,
    event: editor::Event,
) {
    let effect = editor::reduce(&mut writing.write(), event);
    match effect {
        None => {}
        Some(editor::Effect::Kept(address)) => {
            editing.set(false);
            send(Event::Kept(*address));
        }
        Some(effect) => run(effect, calls, move |event| write(writing, editing, calls, send, event)),
    }
}

/// Whom to call.
#[component]
pub fn Contact(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    rsx! {
        Section { title: t!("checkout-contact"),
            div { class: "field-pair",
                Field {
                    id: NAME,
                    label: t!("form-name"),
                    required: true,
                    autocomplete: "name",
                    value: state.form.name.clone(),
                    error: problem(&state, NAME),
                    oninput: move |text| send(Event::Name(text)),
                }
                Field {
                    id: PHONE,
                    label: t!("form-phone"),
                    kind: FieldKind::Tel,
                    required: true,
                    autocomplete: "tel",
                    value: state.form.phone.clone(),
                    error: problem(&state, PHONE),
                    oninput: move |text| send(Event::Phone(text)),
                }
            }
        }
    }
}

/// How it is paid.
#[component]
pub fn Payment(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let Some(view) = &state.restaurant else { return rsx! {} };
    let pickup = state.form.kind == FulfilmentKind::Pickup;
    // The quote knows whether the platform can take cards at all; before it there is the restaurant's word.
    let quoted = state
        .quoting
        .quote()
        .map(|quote| &quote.payment_methods)
        .filter(|methods| !methods.is_empty());
    let options: Vec<RadioOption> = quoted
        .unwrap_or(&view.restaurant.profile.payment_methods)
        .iter()
        .map(|method| match method {
            PaymentMethod::Cash => RadioOption::new("cash", wording::payment(*method))
                .hint(if pickup {
                    t!("checkout-pay-cash-pickup")
                } else {
                    t!("checkout-pay-cash-delivery")
                })
                .icon(IconName::Banknote),
            PaymentMethod::Card => RadioOption::new("card", wording::payment(*method))
                .hint(t!("checkout-pay-card-hint"))
                .icon(IconName::CreditCard),
        })
        .collect();
    rsx! {
        Section { title: t!("checkout-payment"),
            RadioGroup {
                legend: t!("checkout-payment"),
                hide_legend: true,
                layout: RadioLayout::Cards,
                options,
                value: match state.form.payment {
                    PaymentMethod::Cash => "cash",
                    PaymentMethod::Card => "card",
                },
                onchange: move |method: String| {
                    let method = if method == "card" { PaymentMethod::Card } else { PaymentMethod::Cash };
                    send(Event::Payment(method));
                },
            }
        }
    }
}

/// Shares of the dishes' price that a tip may be, percent.
const SHARES: &[i64] = &[5, 10, 15];

/// A share of an amount, to a round number of minor units.
fn share(items_minor: i64, percent: i64, digits: u8) -> i64 {
    let round = if digits >= 2 { 10 } else { 1 };
    (items_minor * percent + 50 * round).div_euclid(100 * round) * round
}

/// For courier and kitchen.
#[component]
pub fn Tip(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let Some(view) = &state.restaurant else { return rsx! {} };
    let currency = view.restaurant.profile.currency;
    let items = state
        .quoting
        .quote()
        .map_or(0, |quote| quote.price.charge_minor(ChargeKind::Items));
    let tip = state.form.tip_minor;
    let mut amounts: Vec<(i64, i64)> = SHARES
        .iter()
        .map(|percent| (*percent, share(items, *percent, currency.minor_digits())))
        .collect();
    amounts.retain(|(_, amount)| *amount > 0);
    let is_listed = tip == 0 || amounts.iter().any(|(_, amount)| *amount == tip);
    rsx! {
        Section { title: t!("checkout-tip"), text: t!("checkout-tip-text"),
            ChipRow { label: t!("checkout-tip"),
                Chip { selected: tip == 0, onclick: move |()| send(Event::Tip(0)), {t!("checkout-tip-none")} }
                for (percent , amount) in amounts {
                    Chip { key: "{percent}", selected: tip == amount, onclick: move |()| send(Event::Tip(amount)),
                        {money(Money::new(amount, currency))}
                    }
                }
                if !is_listed {
                    Chip { selected: true, {money(Money::new(tip, currency))} }
                }
            }
        }
    }
}

/// A promo code.
#[component]
pub fn Promo(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    rsx! {
        Section { title: t!("checkout-promo"),
            match &state.form.promo {
                Some(code) => rsx! {
                    div { class: "checkout-code",
                        Icon { name: IconName::TicketPercent }
                        bdi { class: "checkout-strong", {code.clone()} }
                        Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::DropPromo), {t!("checkout-promo-drop")} }
                    }
                },
                None => rsx! {
                    Field {
                        id: PROMO,
                        label: t!("checkout-promo-label"),
                        hide_label: true,
                        placeholder: t!("checkout-promo-label"),
                        icon: IconName::TicketPercent,
                        value: state.promo_typed.clone(),
                        error: problem(&state, PROMO),
                        autocomplete: "off",
                        oninput: move |text| send(Event::PromoTyped(text)),
                        onenter: move |()| send(Event::UsePromo),
                        trailing: rsx! {
                            Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::UsePromo), {t!("checkout-promo-use")} }
                        },
                    }
                },
            }
        }
    }
}

/// A word for the kitchen.
#[component]
pub fn Kitchen(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    rsx! {
        Section { title: t!("checkout-note"),
            TextArea {
                id: NOTE,
                label: t!("checkout-note-label"),
                hint: t!("checkout-note-hint"),
                value: state.form.note.clone(),
                error: problem(&state, NOTE),
                rows: 2,
                maxlength: 500,
                oninput: move |text| send(Event::Note(text)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_tip_is_a_round_share() {
        assert_eq!(share(1980, 10, 2), 200);
        assert_eq!(share(1234, 5, 2), 60);
        assert_eq!(share(1234, 5, 0), 62);
        assert_eq!(share(0, 10, 2), 0);
    }
}
