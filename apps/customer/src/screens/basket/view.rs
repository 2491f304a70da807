//! The basket's screen.

use super::{Event, State, extras::Extras, times::When};
use crate::{
    basket::{self, Lines, Pricing, Standing, use_basket, words},
    place::use_place,
    route::Route,
    screens::item,
};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The whole screen.
#[component]
pub fn Screen(state: Signal<State>, send: Callback<Event>) -> Element {
    let basket = use_basket();
    let now = basket.read();
    let Some(shop) = now.kept.shop.as_ref().filter(|_| !now.kept.is_empty()) else {
        return rsx! {
            div { class: "page",
                EmptyState { art: "bag", title: t!("basket-empty-title"), text: t!("basket-empty-text"), level: 1,
                    Button { href: Route::Home {}.to_string(), {t!("basket-find-food")} }
                }
            }
        };
    };
    let restaurant = Route::Restaurant {
        id: shop.id,
        item: None,
    }
    .to_string();
    rsx! {
        div { class: "page basket",
            TopBar { title: t!("basket-title"), back_href: restaurant.clone() }
            div { class: "basket-columns",
                div { class: "basket-main",
                    div { class: "basket-shop",
                        Cover { image: shop.image.clone(), seed: shop.name.clone(), shape: CoverShape::Thumb }
                        div { class: "basket-shop-text",
                            p { class: "basket-shop-name", Anchor { href: restaurant.clone(), {shop.name.clone()} } }
                            p { class: "basket-shop-count", {t!("shell-basket-count", count = now.kept.count())} }
                        }
                        Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, icon: IconName::Plus, href: restaurant, {t!("basket-add-more")} }
                    }
                    Lines { onedit: move |index| send(Event::Edit(index)) }
                    How { state, send }
                    Extras { state, send }
                }
                aside { class: "basket-side", "aria-label": t!("basket-sum"),
                    div { class: "basket-sum",
                        h2 { class: "basket-sum-title", {t!("basket-sum")} }
                        Standing {}
                        Total {}
                    }
                }
            }
            Editing { state, send }
        }
    }
}

/// Delivery or pickup, where to, and when.
#[component]
fn How(state: Signal<State>, send: Callback<Event>) -> Element {
    let basket = use_basket();
    let place = use_place();
    let kept = basket.read().kept.clone();
    rsx! {
        Section { title: t!("basket-how"),
            RadioGroup {
                legend: t!("home-fulfilment"),
                hide_legend: true,
                layout: RadioLayout::Segments,
                options: vec![
                    RadioOption::new("delivery", t!("home-delivery")).icon(IconName::Bike),
                    RadioOption::new("pickup", t!("home-pickup")).icon(IconName::Package),
                ],
                value: if kept.pickup { "pickup" } else { "delivery" },
                onchange: move |value: String| basket.apply(basket::Event::Pickup(value == "pickup")),
            }
            if !kept.pickup {
                button { r#type: "button", class: "basket-row", onclick: move |_| place.choose(),
                    Icon { name: IconName::MapPin, size: IconSize::Small }
                    span { class: "choice-label",
                        span { class: "basket-row-label", {t!("shell-deliver-to")} }
                        span { {place.read().map(|place| place.name().to_owned()).unwrap_or_else(|| t!("shell-choose-place"))} }
                    }
                    Icon { name: IconName::ChevronRight }
                }
            }
            When { state, send }
        }
    }
}

/// The sum, every part explained, and the way on.
#[component]
fn Total() -> Element {
    let basket = use_basket();
    let navigator = use_navigator();
    let state = basket.read();
    let currency = state.kept.currency();
    let ready = state.agreed().is_some();
    let asking = matches!(state.pricing, Pricing::Asked(_));
    let reason = if ready || asking {
        None
    } else if !state.changes.is_empty() {
        Some(t!("basket-wait-changes"))
    } else {
        Some(t!("basket-wait-obstacle"))
    };
    rsx! {
        div { class: "basket-total", "aria-busy": asking.then_some("true"),
            match state.quote() {
                Some(quote) => rsx! {
                    Sum { rows: words::rows(&quote.price.charges, quote.price.total) }
                    p { class: "basket-promised",
                        Icon { name: IconName::Clock, size: IconSize::Small }
                        {if state.kept.pickup {
                            t!("basket-ready-at", time = at(quote.promised_at))
                        } else {
                            t!("basket-there-at", time = at(quote.promised_at))
                        }}
                    }
                },
                None => rsx! {
                    Sum { rows: vec![
                        SumRow::new(t!("basket-items"), words::amount(state.kept.shown_minor(), currency)),
                    ] }
                },
            }
        }
        div { class: "basket-go",
            Button {
                wide: true,
                size: ButtonSize::Large,
                disabled: !ready && !asking,
                busy: asking,
                detail: state.quote().map(|quote| money(quote.price.total)),
                onclick: move |_| {
                    navigator.push(Route::Checkout {});
                },
                {t!("basket-checkout")}
            }
            if let Some(reason) = reason {
                p { class: "basket-go-reason", {reason} }
            }
        }
    }
}

fn at(time: foodwala_sdk::Timestamp) -> String {
    formats().moment(time, crate::place::areas::TIME_ZONE, device::now())
}

/// The sheet of the dish that is being changed.
#[component]
fn Editing(state: Signal<State>, send: Callback<Event>) -> Element {
    let basket = use_basket();
    let shown = state.read();
    let now = basket.read();
    let line = shown
        .editing
        .and_then(|index| now.kept.lines.get(index).map(|line| (index, line)));
    let (Some((index, line)), Some(menu), Some(shop)) = (line, shown.menu.value(), &now.kept.shop) else {
        return rsx! {};
    };
    let dish = menu
        .sections
        .iter()
        .flat_map(|section| &section.items)
        .find(|item| item.id == line.item_id);
    let Some(dish) = dish else {
        return rsx! {
            Dialog {
                open: true,
                title: t!("basket-gone", dish = line.name.clone()),
                text: t!("basket-gone-text"),
                confirm: t!("basket-remove"),
                onconfirm: {
                    let item = line.item_id;
                    move |()| {
                        send(Event::Edited);
                        basket.apply(basket::Event::Remove(item));
                    }
                },
                onclose: move |()| send(Event::Edited),
            }
        };
    };
    rsx! {
        item::ItemSheet {
            key: "{index}",
            first: item::State::of_line(dish.clone(), None, index, line),
            shop: shop.clone(),
            onclose: move |()| send(Event::Edited),
        }
    }
}
