//! Beside the menu: what is wanted, by whom, what it costs, and entering it.

use super::{guest::GuestForm, words};
use crate::{
    entry::{Event, Line, State, use_entry},
    route::Route,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency, ErrorCode, RestaurantId,
    contract::{orders::Order, restaurants::RestaurantView},
};
use foodwala_ui::{
    prelude::*,
    sdk::{Failure, WayOn},
};

/// What is wanted, by whom, and what it costs.
#[component]
pub fn Side(place: RestaurantId, at: RestaurantView, send: Callback<Event>, enter: Callback<()>) -> Element {
    let entry = use_entry();
    let shown = entry.read();
    let currency = at.restaurant.profile.currency;
    let zone = at.restaurant.hours.time_zone.clone();
    if let Some(order) = &shown.entered {
        return rsx! {
            Entered { order: (**order).clone(), place, zone, send }
        };
    }
    let locked = shown.is_locked();
    rsx! {
        h2 { class: "title-s", {t!("entry-side")} }
        if shown.lines.is_empty() {
            p { class: "board-empty", {t!("entry-empty")} }
        } else {
            ul { class: "entry-lines",
                for (index , line) in shown.lines.iter().enumerate() {
                    Row { key: "{index}", index, line: line.clone(), locked, currency, send }
                }
            }
        }
        GuestForm { at, locked, send }
        Costs { currency, zone: zone.clone() }
        EnterBar { place, currency, zone, send, enter }
    }
}

#[component]
fn Row(index: usize, line: Line, locked: bool, currency: Currency, send: Callback<Event>) -> Element {
    rsx! {
        li { class: "entry-line",
            button {
                r#type: "button",
                class: "entry-line-what",
                disabled: locked,
                "aria-label": t!("entry-change-line", dish = line.item.name.clone()),
                onclick: move |_| send(Event::Change(index)),
                span { class: "line-name", {line.item.name.clone()} }
                if let Some(options) = line.options() {
                    span { class: "line-options", {options} }
                }
                if let Some(note) = &line.note {
                    span { class: "line-options", "“{note}”" }
                }
            }
            bdi { class: "line-price", {words::amount(line.total_minor(), currency)} }
            Stepper {
                label: line.item.name.clone(),
                value: line.quantity,
                compact: true,
                removes: true,
                disabled: locked,
                onchange: move |quantity| send(Event::Quantity(index, quantity)),
            }
        }
    }
}

/// The quote, line by line; until it comes, what the menu says.
#[component]
fn Costs(currency: Currency, zone: String) -> Element {
    let entry = use_entry();
    let shown = entry.read();
    if shown.lines.is_empty() {
        return rsx! {};
    }
    let promise = shown
        .quote
        .as_ref()
        .map(|quote| words::promise(&shown, quote.promised_at, &zone));
    rsx! {
        div { class: "entry-costs", "aria-live": "polite", "aria-busy": shown.asking.to_string(),
            match &shown.quote {
                Some(quote) => rsx! {
                    Sum { rows: words::rows(&quote.price) }
                    if let Some(promise) = promise {
                        p { class: "field-hint", {promise} }
                    }
                },
                None => rsx! {
                    Sum { rows: vec![SumRow::new(t!("charge-items"), words::amount(shown.dishes_minor(), currency))] }
                    if !shown.asking && shown.refused.is_none() {
                        p { class: "field-hint", {t!("entry-door-first")} }
                    }
                },
            }
        }
    }
}

/// What keeps it from being entered, with the way on.
#[component]
fn Obstacles(place: RestaurantId, currency: Currency, zone: String, send: Callback<Event>) -> Element {
    let entry = use_entry();
    let shown = entry.read();
    rsx! {
        if let Some(failure) = &shown.refused {
            Refused { failure: failure.clone(), state: shown.clone(), place, currency, zone, send }
        }
        if let (Some(before), Some(now)) = (shown.before, shown.total()) {
            Banner { tone: Tone::Warning, title: t!("entry-price-changed"),
                p { {t!("entry-price-changed-text", before = money(before), now = money(now))} }
            }
        }
        if let Some(failure) = &shown.unsure {
            Banner { tone: Tone::Danger, title: t!("entry-unsure"),
                p { {failure.text()} " " {t!("entry-unsure-text")} }
                Button { kind: ButtonKind::Quiet, onclick: move |_| send(Event::GiveUp), {t!("entry-give-up")} }
            }
        }
    }
}

#[component]
fn Refused(
    failure: Failure,
    state: State,
    place: RestaurantId,
    currency: Currency,
    zone: String,
    send: Callback<Event>,
) -> Element {
    let (title, text) = words::refusal(&failure, &state, currency, &zone);
    let culprit = words::culprit(&failure);
    rsx! {
        Banner { tone: Tone::Danger, title,
            p { {text} }
            if let Some(item) = culprit {
                Button { kind: ButtonKind::Quiet, icon: IconName::Trash2, onclick: move |_| send(Event::TakeOut(item)), {t!("entry-take-out")} }
            } else if failure.code() == Some(&ErrorCode::RestaurantClosed) {
                Button { kind: ButtonKind::Quiet, icon: IconName::CalendarClock, href: Route::Hours { place }.to_string(), {t!("hours-title")} }
            } else if failure.code() == Some(&ErrorCode::RestaurantPaused) || failure.way_on() == WayOn::Retry {
                Button { kind: ButtonKind::Quiet, onclick: move |_| send(Event::Again), {t!("ui-retry")} }
            }
        }
    }
}

#[component]
fn EnterBar(
    place: RestaurantId,
    currency: Currency,
    zone: String,
    send: Callback<Event>,
    enter: Callback<()>,
) -> Element {
    let entry = use_entry();
    let shown = entry.read();
    let total = shown.total().map(money);
    rsx! {
        // What stands in the way is seen wherever the list is scrolled to.
        div { class: "entry-bar",
            Obstacles { place, currency, zone, send }
            if shown.unsure.is_some() {
                Button { wide: true, size: ButtonSize::Large, id: "entry-enter", onclick: move |_| send(Event::Resend), {t!("entry-ask-again")} }
            } else {
                Button {
                    wide: true,
                    size: ButtonSize::Large,
                    id: "entry-enter",
                    icon: IconName::Check,
                    busy: shown.is_locked(),
                    // With a form that is not filled in it may be pressed: then it leads to what is missing.
                    disabled: shown.lines.is_empty() || (total.is_none() && shown.guest.problems().is_empty()),
                    detail: total,
                    onclick: move |_| enter(()),
                    {t!("entry-enter")}
                }
            }
            p { class: "entry-cash", Icon { name: IconName::Banknote } {t!("entry-cash")} }
        }
    }
}

/// It is an order.
#[component]
fn Entered(order: Order, place: RestaurantId, zone: String, send: Callback<Event>) -> Element {
    let id = order.id;
    rsx! {
        div { class: "entry-done", role: "status",
            Icon { name: IconName::CircleCheck, size: IconSize::Large }
            h2 { class: "title-s", {t!("entry-done")} }
            p { class: "order-number", bdi { {order.number.clone()} } }
            p { class: "sheet-text",
                {t!("entry-done-text", time = formats().moment(order.promised_at, &zone, device::now()), amount = money(order.price.total))}
            }
            Button { wide: true, size: ButtonSize::Large, id: "entry-next", icon: IconName::Plus, onclick: move |_| send(Event::Next), {t!("entry-next")} }
            Button { wide: true, kind: ButtonKind::Secondary, icon: IconName::List, href: Route::Board { place }.to_string(), {t!("entry-board")} }
            Button { wide: true, kind: ButtonKind::Secondary, icon: IconName::ReceiptText, href: Route::Order { place, id }.to_string(), {t!("more-details")} }
        }
    }
}
