//! How the list of orders looks.

use super::{
    AgainButton,
    state::{Event, State},
};
use crate::{route::Route, wording};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{Order, OrderStatus};
use foodwala_ui::{
    components::*,
    device,
    format::formats,
    sdk::{Failure, FailureBanner, FailureState, money},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let (running, ended): (Vec<&Order>, Vec<&Order>) = state.items.iter().partition(|order| !order.status.is_final());
    rsx! {
        div { class: "orders",
            TopBar { title: t!("orders-title") }
            match (&state.error, state.loaded) {
                (Some(error), false) => rsx! {
                    FailureState { failure: Failure::from(error), onretry: move |()| send(Event::Load), sign_in_href: sign_in() }
                },
                (None, false) => rsx! {
                    Loading { class: "orders-list", Skeleton { shape: SkeletonShape::Row, count: 5 } }
                },
                (_, true) if state.items.is_empty() => rsx! {
                    EmptyState { art: "bag", title: t!("orders-none"), text: t!("orders-none-text"),
                        Button { href: Route::Home {}.to_string(), {t!("orders-find")} }
                    }
                },
                (error, true) => rsx! {
                    if !running.is_empty() {
                        Section { title: t!("orders-running"),
                            div { class: "orders-list",
                                for order in running {
                                    Running { key: "{order.id}", order: order.clone() }
                                }
                            }
                        }
                    }
                    if !ended.is_empty() {
                        Section { title: t!("orders-past"),
                            div { class: "orders-list",
                                for order in ended {
                                    Past { key: "{order.id}", order: order.clone(), send }
                                }
                            }
                        }
                    }
                    if let Some(error) = error {
                        FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::More) }
                    }
                    if state.next.is_some() {
                        div { class: "orders-more",
                            Button { kind: ButtonKind::Secondary, busy: state.busy, onclick: move |_| send(Event::More), {t!("orders-more")} }
                        }
                    }
                },
            }
            Dialog {
                open: state.hiding.is_some(),
                title: t!("orders-hide-title"),
                text: t!("orders-hide-text"),
                confirm: t!("orders-hide-yes"),
                onconfirm: move |()| send(Event::Hide),
                onclose: move |()| send(Event::Keep),
                if let Some(error) = &state.hide_error {
                    FailureBanner { failure: Failure::from(error) }
                }
            }
        }
    }
}

fn sign_in() -> String {
    Route::SignIn {
        next: Some(Route::Orders {}.to_string()),
    }
    .to_string()
}

/// How many of four parts of the way are behind an order.
const fn progress(status: OrderStatus) -> u8 {
    match status {
        OrderStatus::Accepted => 1,
        OrderStatus::Preparing => 2,
        OrderStatus::Ready | OrderStatus::OutForDelivery => 3,
        OrderStatus::Delivered | OrderStatus::Collected => 4,
        _ => 0,
    }
}

#[component]
fn Running(order: Order) -> Element {
    let headline = wording::headline(order.status, order.fulfilment.kind());
    let until = formats().moment(order.promised_at, &device::time_zone(), device::now());
    rsx! {
        Card { href: Route::Order { id: order.id }.to_string(), class: "orders-running",
            div { class: "orders-head",
                div {
                    h3 { class: "orders-restaurant", {order.restaurant_name.clone()} }
                    p { class: "orders-headline", {headline.clone()} }
                }
                Badge { tone: wording::tone(order.status), solid: true, {wording::status(order.status)} }
            }
            StepBar { label: headline, parts: 4, done: progress(order.status), active: true }
            p { class: "orders-facts",
                Icon { name: IconName::Clock }
                span { {t!("orders-expected", time = until)} }
                span { class: "orders-follow", {t!("orders-follow")} Icon { name: IconName::ChevronRight } }
            }
        }
    }
}

#[component]
fn Past(order: Order, send: Callback<Event>) -> Element {
    let dishes: Vec<String> = order
        .price
        .lines
        .iter()
        .map(|line| format!("{} {}", t!("order-times", count = line.quantity), line.name))
        .collect();
    let when = formats().moment(order.ordered_at, &device::time_zone(), device::now());
    let id = order.id;
    rsx! {
        Card { class: "orders-past",
            div { class: "orders-head",
                div {
                    h3 { class: "orders-restaurant",
                        Anchor { href: Route::Order { id }.to_string(), {order.restaurant_name.clone()} }
                    }
                    p { class: "orders-when", {when} " · " bdi { {money(order.price.total)} } }
                }
                Badge { tone: wording::tone(order.status), {wording::status(order.status)} }
            }
            p { class: "orders-dishes", {dishes.join(" · ")} }
            if let Some(review) = &order.review {
                p { class: "orders-review", {t!("order-you-gave")} " " Rating { stars: f64::from(review.stars) } }
            }
            div { class: "orders-actions",
                AgainButton { order: order.clone(), size: ButtonSize::Small }
                if order.status.is_fulfilled() && order.review.is_none() {
                    Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, icon: IconName::Star, href: Route::Review { id }.to_string(),
                        {t!("order-review")}
                    }
                }
                Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, icon: IconName::ReceiptText, href: Route::Receipt { id }.to_string(),
                    {t!("order-receipt")}
                }
                IconButton {
                    icon: IconName::Trash2,
                    label: t!("orders-hide", restaurant = order.restaurant_name.clone()),
                    onclick: move |_| send(Event::AskHide(id)),
                }
            }
        }
    }
}
