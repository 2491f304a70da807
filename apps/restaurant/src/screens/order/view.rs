//! How an order looks.

use super::ticket::Ticket;
use crate::{
    actions::{may, steps, use_actions},
    board::CardView,
    cards::{Due, Marks, Pending},
    crew::use_crew,
    printing::OrderPrinters,
    route::Route,
    share::SharePart,
    shop::use_shop,
    ticket::Roll,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::orders::{Actor, Fulfilment, Order, OrderAction},
};
use foodwala_ui::prelude::*;

/// Under this key is the width of the roll.
const ROLL: &str = "kitchen-roll";

/// The screen.
#[component]
pub fn View(view: CardView, place: RestaurantId) -> Element {
    let order = view.card.order.clone();
    let zone = use_shop().zone();
    let mut roll = use_signal(|| Roll::from_name(&device::storage::get(ROLL).unwrap_or_default()));
    let rolls = vec![
        RadioOption::new("58", t!("roll-58")),
        RadioOption::new("80", t!("roll-80")),
    ];
    rsx! {
        div { class: "detail",
            TopBar {
                title: t!("order-title", number = order.number.clone()),
                back_href: Route::Board { place }.to_string(),
                actions: rsx! {
                    Due { view: view.clone() }
                    Badge { tone: Tone::Accent, {wording::status(view.status)} }
                },
            }
            div { class: "detail-columns",
                div { class: "stack",
                    Card { class: "detail-part",
                        Marks { order: order.clone() }
                        Dishes { order: order.clone() }
                    }
                    Pending { view: view.clone() }
                    Steps { view: view.clone(), place }
                }
                div { class: "stack",
                    Guest { order: order.clone() }
                    SharePart { view: view.clone() }
                    Card { class: "detail-part",
                        h2 { class: "title-s", {t!("order-print")} }
                        RadioGroup {
                            legend: t!("order-roll"),
                            hide_legend: true,
                            layout: RadioLayout::Segments,
                            options: rolls,
                            value: roll().as_str(),
                            onchange: move |name: String| {
                                device::storage::set(ROLL, &name);
                                roll.set(Roll::from_name(&name));
                            },
                        }
                        Button { kind: ButtonKind::Secondary, wide: true, icon: IconName::Printer, onclick: move |_| device::print(), {t!("order-print-do")} }
                        OrderPrinters { card: view.card.clone() }
                    }
                    History { order: order.clone(), zone: zone.clone() }
                }
            }
            Ticket { order, roll: roll(), zone }
        }
    }
}

#[component]
fn Dishes(order: Order) -> Element {
    rsx! {
        ul { class: "lines detail-lines",
            for (index , line) in order.price.lines.iter().enumerate() {
                li { key: "{index}", class: "line",
                    span { class: "line-count", {format!("{}×", line.quantity)} }
                    div { class: "line-body",
                        p { class: "line-name", {line.name.clone()} }
                        if let Some(options) = wording::options(line) {
                            p { class: "line-options", {options} }
                        }
                        if let Some(note) = &line.note {
                            p { class: "line-note", Icon { name: IconName::MessageCircle } {note.clone()} }
                        }
                    }
                    bdi { class: "line-price", {wording::amount(line.total_minor, &order)} }
                }
            }
        }
        if let Some(note) = &order.note {
            p { class: "order-note", Icon { name: IconName::MessageCircle } {note.clone()} }
        }
        p { class: "detail-total",
            span { {t!("paper-total")} }
            bdi { {money(order.price.total)} }
        }
        p { class: "detail-pay", {wording::payment(&order)} }
    }
}

#[component]
fn Steps(view: CardView, place: RestaurantId) -> Element {
    let actions = use_actions();
    let crew = use_crew();
    let id = view.card.order.id;
    let possible: Vec<OrderAction> = steps(view.status, view.card.order.fulfilment.kind())
        .into_iter()
        .filter(|action| may(crew, place, *action))
        .collect();
    rsx! {
        div { class: "detail-steps",
            for (index , action) in possible.into_iter().enumerate() {
                Button {
                    key: "{action:?}",
                    icon: wording::action_icon(action),
                    size: if index == 0 { ButtonSize::Large } else { ButtonSize::Medium },
                    kind: match action {
                        OrderAction::Cancel | OrderAction::Reject => ButtonKind::Danger,
                        _ if index == 0 => ButtonKind::Primary,
                        _ => ButtonKind::Secondary,
                    },
                    onclick: move |_| actions.take(id, action),
                    {wording::action(action)}
                }
            }
        }
    }
}

#[component]
fn Guest(order: Order) -> Element {
    let phone = order.contact.phone.clone();
    rsx! {
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("order-guest")} }
            p { class: "detail-name", {order.contact.name.clone()} }
            if !phone.is_empty() {
                Button { kind: ButtonKind::Secondary, icon: IconName::Phone, href: "tel:{phone}", bdi { {phone.clone()} } }
            }
            if let Fulfilment::Delivery { address } = &order.fulfilment {
                p { {wording::address(address)} }
                if let Some(instructions) = &address.instructions {
                    p { class: "order-note", Icon { name: IconName::MapPin } {instructions.clone()} }
                }
            }
            if let Some(courier) = &order.courier {
                p { class: "detail-courier", Icon { name: IconName::Bike } {courier.name.clone()} }
            }
        }
    }
}

fn actor(by: Actor) -> String {
    t!(match by {
        Actor::Customer => "actor-customer",
        Actor::Restaurant => "actor-restaurant",
        Actor::Admin => "actor-admin",
        Actor::Platform => "actor-platform",
    })
}

#[component]
fn History(order: Order, zone: String) -> Element {
    rsx! {
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("order-history")} }
            ol { class: "history",
                for (index , step) in order.history.iter().enumerate() {
                    li { key: "{index}",
                        span { class: "history-time", {formats().time(step.at, &zone)} }
                        span { class: "history-what",
                            // More time leads nowhere else: then what was done says more.
                            {match step.action {
                                Some(OrderAction::Delay) => wording::action(OrderAction::Delay),
                                _ => wording::status(step.status),
                            }}
                            span { class: "history-by", {actor(step.by)} }
                            if let Some(reason) = &step.reason {
                                span { class: "history-why", {reason.clone()} }
                            }
                        }
                    }
                }
            }
        }
    }
}
