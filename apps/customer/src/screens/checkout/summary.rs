//! What is ordered and what it costs, beside the form.

use super::state::{Quoting, State};
use crate::{basket::BasketHandle, route::Route, wording};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{FulfilmentKind, Quote};
use foodwala_ui::{components::*, device, format::formats, t};

/// What is ordered and what it costs.
#[component]
pub fn Summary(state: ReadSignal<State>, basket: BasketHandle) -> Element {
    let state = state.read();
    let name = state.restaurant.as_ref().map(|it| it.restaurant.profile.name.clone());
    let name = name
        .or_else(|| basket.read().kept.shop.as_ref().map(|shop| shop.name.clone()))
        .unwrap_or_default();
    let asking = matches!(state.quoting, Quoting::Asking(_));
    rsx! {
        Card { class: "checkout-summary",
            div { class: "checkout-summary-head",
                Avatar { name: name.clone() }
                div {
                    h2 { class: "checkout-restaurant", {name} }
                    if let Some(quote) = state.quoting.quote() {
                        p { class: "checkout-arrival", {arrival(&state, quote)} }
                    }
                }
                Anchor { href: Route::Basket {}.to_string(), {t!("checkout-change-basket")} }
            }
            match state.quoting.quote() {
                Some(quote) => rsx! {
                    ul { class: "order-lines",
                        for (index , line) in quote.price.lines.iter().enumerate() {
                            li { key: "{index}", class: "order-line",
                                span { class: "order-line-count", {t!("order-times", count = line.quantity)} }
                                div { class: "order-line-what",
                                    span { class: "order-line-name", {line.name.clone()} }
                                    if let Some(options) = wording::options(line) {
                                        span { class: "order-line-more", {options} }
                                    }
                                }
                                bdi { class: "order-line-price", {wording::amount(line.total_minor, &quote.price)} }
                            }
                        }
                    }
                    div { class: "checkout-sum", "aria-busy": asking.then_some("true"), Sum { rows: wording::sum(&quote.price) } }
                },
                None if asking => rsx! { Loading { Skeleton { shape: SkeletonShape::Text, count: 4 } } },
                None => rsx! {
                    ul { class: "order-lines",
                        for (index , line) in basket.read().kept.lines.iter().enumerate() {
                            li { key: "{index}", class: "order-line",
                                span { class: "order-line-count", {t!("order-times", count = line.quantity)} }
                                div { class: "order-line-what", span { class: "order-line-name", {line.name.clone()} } }
                            }
                        }
                    }
                    if state.basket().is_none() && state.form.kind == FulfilmentKind::Delivery {
                        p { class: "checkout-hint", {t!("checkout-price-needs-door")} }
                    }
                },
            }
        }
    }
}

fn arrival(state: &State, quote: &Quote) -> String {
    let zone = state
        .slots
        .as_ref()
        .map_or_else(device::time_zone, |slots| slots.time_zone.clone());
    let time = formats().moment(quote.promised_at, &zone, device::now());
    let text = match state.form.kind {
        FulfilmentKind::Delivery => t!("order-arrives-at", time = time),
        FulfilmentKind::Pickup => t!("order-ready-at", time = time),
    };
    match quote.distance_m {
        Some(metres) => format!("{text} · {}", formats().distance(f64::from(metres))),
        None => text,
    }
}
