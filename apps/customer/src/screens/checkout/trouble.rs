//! When an order cannot be placed as it is, or nobody knows whether it was: what happened, and the way on.

use super::{
    refusal::Refusal,
    state::{Event, Placing, Quoting, State},
    view::fresh_key,
};
use crate::{
    basket::{self, BasketHandle},
    route::Route,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    ItemId, Money,
    contract::orders::{FulfilmentKind, PaymentMethod, Quote},
};
use foodwala_ui::{
    components::*,
    device,
    format::formats,
    sdk::{Failure, FailureBanner, money},
    t,
};

/// Why the basket cannot be ordered as it is.
#[component]
pub fn Obstacle(state: ReadSignal<State>, basket: BasketHandle, send: Callback<Event>) -> Element {
    let state = state.read();
    let Quoting::Refused(refusal) = &state.quoting else {
        return rsx! {};
    };
    let menu = state
        .restaurant_id
        .map(|id| Route::Restaurant { id, item: None }.to_string())
        .unwrap_or_default();
    let zone = state
        .slots
        .as_ref()
        .map_or_else(device::time_zone, |slots| slots.time_zone.clone());
    let moment = |at| formats().moment(at, &zone, device::now());
    let next = state.slots.as_ref().and_then(|slots| slots.items.first().copied());
    let can_fetch = state.restaurant.as_ref().is_some_and(|it| it.restaurant.profile.pickup);
    let can_fetch = can_fetch && state.form.kind == FulfilmentKind::Delivery;
    let is_later = state.form.wanted.is_some();
    let name = |item: &Option<ItemId>| {
        let kept = &basket.read().kept;
        let line = kept.lines.iter().find(|line| Some(line.item_id) == *item);
        line.map_or_else(|| t!("checkout-a-dish"), |line| line.name.clone())
    };
    let then = move |at| {
        rsx! {
            Button { size: ButtonSize::Small, onclick: move |_| send(Event::Wanted(Some(at))), {t!("checkout-order-for-then")} }
        }
    };
    let fetch = rsx! {
        if can_fetch {
            Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, onclick: move |_| send(Event::Kind(FulfilmentKind::Pickup)),
                {t!("checkout-fetch-instead")}
            }
        }
    };
    let elsewhere = rsx! {
        Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, href: Route::Home {}.to_string(), {t!("order-other-restaurants")} }
    };
    let (title, text, ways) = match refusal {
        Refusal::Closed { opens_at } => {
            let at = opens_at.or(next);
            let text = match at {
                Some(at) => t!("checkout-closed-until", time = moment(at)),
                None => t!("checkout-closed-long"),
            };
            // The first time that the platform offers counts the kitchen's time in.
            (
                t!("checkout-closed"),
                text,
                rsx! { if let Some(at) = next.or(at) { {then(at)} } {elsewhere} },
            )
        }
        Refusal::Paused { until } => {
            let text = match until {
                Some(at) => t!("checkout-paused-until", time = moment(*at)),
                None => t!("checkout-paused-text"),
            };
            let at = next.filter(|at| until.is_none_or(|until| *at >= until));
            (
                t!("checkout-paused"),
                text,
                rsx! { if let Some(at) = at { {then(at)} } {elsewhere} },
            )
        }
        Refusal::Schedule { nearest } => {
            let at = *nearest;
            let text = match at {
                Some(at) => t!("checkout-schedule-nearest", time = moment(at)),
                None => t!("checkout-schedule-text"),
            };
            let at = next.or(at);
            (
                t!("checkout-schedule"),
                text,
                rsx! {
                    if let Some(at) = at { {then(at)} }
                    if is_later {
                        Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, onclick: move |_| send(Event::Wanted(None)), {t!("ui-asap")} }
                    }
                },
            )
        }
        Refusal::SoldOut { item, left } => {
            let dish = name(item);
            let text = if *left == 0 {
                t!("checkout-sold-out-text")
            } else {
                t!("checkout-few-left", count = *left)
            };
            (
                t!("checkout-sold-out", dish = dish),
                text,
                dish_ways(*item, *left, menu.clone(), basket),
            )
        }
        Refusal::NotOnMenu { item } => (
            t!("checkout-gone", dish = name(item)),
            t!("checkout-gone-text"),
            dish_ways(*item, 0, menu.clone(), basket),
        ),
        Refusal::Options { line } => {
            let item = line.and_then(|index| state.lines.get(index)).map(|line| line.item_id);
            (
                t!("checkout-options", dish = name(&item)),
                t!("checkout-options-text"),
                dish_ways(item, 0, menu.clone(), basket),
            )
        }
        Refusal::OutsideArea { distance_m, limit_m } => {
            let distance = |metres: u32| formats().distance(f64::from(metres));
            let text = match (distance_m, limit_m) {
                (Some(far), Some(limit)) => t!(
                    "checkout-outside-by",
                    distance = distance(*far),
                    limit = distance(*limit)
                ),
                _ => t!("checkout-outside-text"),
            };
            (t!("checkout-outside"), text, rsx! { {fetch} {elsewhere} })
        }
        Refusal::BelowMinimum { missing_minor } => {
            let currency = state.restaurant.as_ref().map(|it| it.restaurant.profile.currency);
            let text = match missing_minor.zip(currency) {
                Some((missing, currency)) => t!(
                    "checkout-minimum-missing",
                    amount = money(Money::new(missing, currency))
                ),
                None => t!("checkout-minimum-text"),
            };
            (
                t!("checkout-minimum"),
                text,
                rsx! {
                    Button { size: ButtonSize::Small, href: menu.clone(), {t!("checkout-add-dishes")} }
                    {fetch}
                },
            )
        }
        Refusal::NotOffered { kind } => {
            let only_brought = *kind == Some(FulfilmentKind::Pickup);
            let ways = rsx! {
                if only_brought {
                    Button { size: ButtonSize::Small, onclick: move |_| send(Event::Kind(FulfilmentKind::Delivery)), {t!("checkout-bring-instead")} }
                }
                {fetch}
                {elsewhere}
            };
            (t!("checkout-not-offered"), t!("checkout-not-offered-text"), ways)
        }
        Refusal::Promo { reason, minimum_minor } => {
            let currency = state.restaurant.as_ref().map(|it| it.restaurant.profile.currency);
            let text = match (reason.as_str(), minimum_minor.zip(currency)) {
                ("below_minimum", Some((minimum, currency))) => {
                    t!("checkout-promo-minimum", amount = money(Money::new(minimum, currency)))
                }
                ("used_up" | "used_up_by_customer", _) => t!("checkout-promo-used"),
                ("not_yet" | "over", _) => t!("checkout-promo-time"),
                ("nothing_to_take_off", _) => t!("checkout-promo-nothing"),
                _ => t!("checkout-promo-unknown"),
            };
            (
                t!("checkout-promo-refused"),
                text,
                rsx! {
                    Button { size: ButtonSize::Small, onclick: move |_| send(Event::DropPromo), {t!("checkout-promo-without")} }
                },
            )
        }
        Refusal::Payment { offered } => {
            let other = offered.first().copied().unwrap_or(PaymentMethod::Cash);
            (
                t!("checkout-payment-refused"),
                t!("checkout-payment-refused-text"),
                rsx! {
                    Button { size: ButtonSize::Small, onclick: move |_| send(Event::Payment(other)), {wording::payment(other)} }
                },
            )
        }
        Refusal::Gone => (
            t!("checkout-restaurant-gone"),
            t!("checkout-restaurant-gone-text"),
            elsewhere,
        ),
        Refusal::Trouble(error) => {
            return rsx! {
                FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::Requote) }
            };
        }
    };
    rsx! {
        Banner { tone: Tone::Warning, title,
            p { {text} }
            div { class: "checkout-ways", {ways} }
        }
    }
}

fn dish_ways(item: Option<ItemId>, left: u32, menu: String, basket: BasketHandle) -> Element {
    rsx! {
        if let Some(item) = item {
            if left > 0 {
                Button {
                    size: ButtonSize::Small,
                    onclick: move |_| {
                        let index = basket.peek().kept.lines.iter().position(|line| line.item_id == item);
                        if let Some(index) = index {
                            basket.apply(basket::Event::Quantity(index, left));
                        }
                    },
                    {t!("checkout-take-left", count = left)}
                }
            }
            Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, onclick: move |_| basket.apply(basket::Event::Remove(item)),
                {t!("checkout-remove-dish")}
            }
        }
        Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, href: menu, {t!("checkout-see-menu")} }
    }
}

/// What becomes of the order that was sent.
#[component]
pub fn PlacingState(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    match &state.placing {
        Placing::Ready | Placing::Queued => rsx! {},
        Placing::Sending => rsx! {
            Banner { tone: Tone::Info, title: t!("checkout-sending"), p { {t!("checkout-sending-text")} } }
        },
        Placing::Changed { before, now } => rsx! {
            Changed { before: *before, now: (**now).clone(), known: state.quoting.quote().cloned(), send }
        },
        Placing::Offline => rsx! {
            Banner { tone: Tone::Warning, icon: IconName::WifiOff, title: t!("checkout-offline"),
                p { {t!("checkout-offline-text")} }
                div { class: "checkout-ways",
                    Button { size: ButtonSize::Small, onclick: move |_| send(Event::Queue), {t!("checkout-queue")} }
                    Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, onclick: move |_| send(Event::Again), {t!("ui-retry")} }
                    Button { size: ButtonSize::Small, kind: ButtonKind::Quiet, onclick: move |_| send(Event::Abandon), {t!("checkout-not-now")} }
                }
            }
        },
        Placing::Unsure { error } => {
            let failure = error.as_ref().map(Failure::from);
            rsx! {
                Banner { tone: Tone::Warning, title: t!("checkout-unsure"),
                    p { {t!("checkout-unsure-text")} }
                    if let Some(id) = failure.and_then(|failure| failure.request_id) {
                        p { class: "request-id", {t!("ui-request-id", id = id)} }
                    }
                    div { class: "checkout-ways",
                        Button { size: ButtonSize::Small, onclick: move |_| send(Event::Again), {t!("checkout-send-again")} }
                        if !device::is_online() {
                            Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, onclick: move |_| send(Event::Queue), {t!("checkout-queue")} }
                        }
                        Button { size: ButtonSize::Small, kind: ButtonKind::Secondary, href: Route::Orders {}.to_string(), {t!("checkout-look")} }
                        Button { size: ButtonSize::Small, kind: ButtonKind::Quiet, onclick: move |_| send(Event::Abandon), {t!("checkout-abandon")} }
                    }
                }
            }
        }
        Placing::Patience { seconds } => rsx! {
            Banner { tone: Tone::Warning, title: t!("checkout-patience"),
                p { {t!("checkout-patience-text", seconds = *seconds)} }
            }
        },
    }
}

#[component]
fn Changed(before: Money, now: Quote, known: Option<Quote>, send: Callback<Event>) -> Element {
    let known = known.map(|quote| quote.price);
    let was = |index: usize| {
        known
            .as_ref()
            .and_then(|price| price.lines.get(index))
            .map(|line| line.total_minor)
    };
    let changed: Vec<(String, Option<i64>, i64)> = now
        .price
        .lines
        .iter()
        .enumerate()
        .filter(|(index, line)| was(*index) != Some(line.total_minor))
        .map(|(index, line)| (line.name.clone(), was(index), line.total_minor))
        .collect();
    rsx! {
        Dialog {
            open: true,
            title: t!("checkout-changed"),
            text: t!("checkout-changed-text"),
            confirm: t!("checkout-agree", amount = money(now.price.total)),
            cancel: t!("checkout-decline"),
            onconfirm: move |()| send(Event::Agree { key: fresh_key(), now: device::now() }),
            onclose: move |()| send(Event::Decline),
            ul { class: "checkout-changes",
                for (name , was , is) in changed {
                    li { key: "{name}",
                        span { {name.clone()} }
                        Price { amount: wording::amount(is, &now.price), before: was.map(|was| wording::amount(was, &now.price)) }
                    }
                }
                li { class: "checkout-changes-total",
                    span { {t!("order-charge-total")} }
                    Price { amount: money(now.price.total), before: money(before), large: true }
                }
            }
        }
    }
}
