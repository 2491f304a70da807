//! What stands between a basket and its order: changed prices, obstacles, and the way around each.

use super::{Event, Obstacle, Pricing, use_basket, words};
use crate::{place::use_place, route::Route};
use dioxus::prelude::*;
use foodwala_sdk::Currency;
use foodwala_ui::prelude::*;

/// Changed prices, and what stands in the way.
#[component]
pub fn Standing() -> Element {
    let basket = use_basket();
    let state = basket.read();
    let currency = state.kept.currency();
    rsx! {
        if !state.changes.is_empty() {
            Banner { tone: Tone::Warning, title: t!("basket-changed"),
                ul { class: "basket-changes",
                    for (index , change) in state.changes.iter().enumerate() {
                        {
                            let (name, before, after) = words::change(change, currency);
                            rsx! {
                                li { key: "{index}",
                                    span { {name} }
                                    Price { amount: after, before }
                                }
                            }
                        }
                    }
                }
                Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Accept), {t!("basket-accept")} }
            }
        }
        match &state.pricing {
            Pricing::Refused(obstacle) => rsx! { Refused { obstacle: obstacle.clone(), currency } },
            Pricing::Unreachable => rsx! {
                Banner { tone: Tone::Warning, icon: IconName::WifiOff,
                    p { {t!("basket-unreachable")} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Reprice), {t!("basket-retry")} }
                }
            },
            Pricing::Nothing if !state.kept.is_empty() && !state.kept.pickup => rsx! { NoPlace {} },
            _ => rsx! {},
        }
    }
}

#[component]
fn NoPlace() -> Element {
    let place = use_place();
    let basket = use_basket();
    rsx! {
        Banner { tone: Tone::Info, icon: IconName::MapPin,
            p { {t!("basket-no-place")} }
            div { class: "basket-ways",
                Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| place.choose(), {t!("home-choose-place")} }
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Pickup(true)), {t!("basket-fetch")} }
            }
        }
    }
}

#[component]
fn Refused(obstacle: Obstacle, currency: Currency) -> Element {
    let basket = use_basket();
    let place = use_place();
    let state = basket.read();
    let (title, text) = words::obstacle(&obstacle, &state, currency);
    let shop = state.kept.shop.as_ref().map(|shop| {
        Route::Restaurant {
            id: shop.id,
            item: None,
        }
        .to_string()
    });
    rsx! {
        Banner { tone: if matches!(obstacle, Obstacle::BelowMinimum { .. }) { Tone::Info } else { Tone::Warning }, title,
            p { {text} }
            div { class: "basket-ways",
                match &obstacle {
                    Obstacle::SoldOut { item: Some(item), left } => {
                        let (item, left) = (*item, *left);
                        let line = state.kept.lines.iter().position(|line| line.item_id == item);
                        rsx! {
                            if let (Some(line), true) = (line, left > 0) {
                                Button { kind: ButtonKind::Secondary, size: ButtonSize::Small,
                                    onclick: move |_| basket.apply(Event::Quantity(line, left)),
                                    {t!("basket-take-left", count = left)}
                                }
                            }
                            Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Remove(item)), {t!("basket-remove")} }
                        }
                    }
                    Obstacle::Gone { item: Some(item) } => {
                        let item = *item;
                        rsx! {
                            Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Remove(item)), {t!("basket-remove")} }
                        }
                    }
                    Obstacle::TooFar { .. } => rsx! {
                        Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| place.choose(), {t!("home-other-place")} }
                        Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Pickup(true)), {t!("basket-fetch")} }
                    },
                    Obstacle::NotOffered => {
                        let pickup = !state.kept.pickup;
                        rsx! {
                            Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Pickup(pickup)),
                                {if pickup { t!("basket-fetch") } else { t!("basket-bring") }}
                            }
                        }
                    }
                    Obstacle::Invalid => rsx! {
                        Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| place.choose(), {t!("home-other-place")} }
                    },
                    Obstacle::BelowMinimum { .. } | Obstacle::Options => rsx! {
                        if let Some(shop) = shop {
                            Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, href: shop, {t!("basket-add-more")} }
                        }
                    },
                    Obstacle::NoRestaurant => rsx! {
                        Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| basket.apply(Event::Clear), {t!("basket-clear")} }
                    },
                    _ => rsx! {},
                }
            }
            if let Obstacle::BelowMinimum { minimum, items } = obstacle {
                // As a share of the way there; nothing is decided by it.
                Progress { label: t!("basket-minimum-progress"), value: share(items, minimum) }
            }
        }
    }
}

fn share(part: i64, whole: i64) -> f64 {
    let permille = part.saturating_mul(1000) / whole.max(1);
    i32::try_from(permille).map_or(0.0, |permille| f64::from(permille) / 1000.0)
}
