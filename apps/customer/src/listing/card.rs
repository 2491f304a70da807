//! A restaurant in a list.

use crate::{context::use_person, place::areas::TIME_ZONE, route::Route, words};
use dioxus::prelude::*;
use foodwala_sdk::{Money, contract::restaurants::SearchHit};
use foodwala_ui::{prelude::*, sdk::SignedIn};

/// A restaurant's card; all of it leads to the restaurant.
#[component]
pub fn RestaurantCard(
    /// The restaurant.
    hit: ReadSignal<SearchHit>,
    /// The guest fetches the food.
    #[props(default)]
    pickup: bool,
    /// It is seen at once.
    #[props(default)]
    eager: bool,
    /// The heading's level.
    #[props(default = 3)]
    level: u8,
) -> Element {
    let hit = hit.read();
    let open = hit.status.open;
    let href = Route::Restaurant { id: hit.id, item: None }.to_string();
    let cuisines = words::cuisines(hit.cuisines.get(..3).unwrap_or(&hit.cuisines));
    let amount = |minor| money(Money::new(minor, hit.currency));
    let free = !pickup && hit.delivery_fee_minor == Some(0);
    let name = rsx! {
        Anchor { href: href.clone(), class: "restaurant-card-link", {hit.name.clone()} }
    };
    rsx! {
        article { class: "restaurant-card", "data-closed": (!open).then_some("true"),
            Cover {
                image: hit.image.clone(),
                seed: hit.name.clone(),
                shape: CoverShape::Card,
                muted: !open,
                eager,
                div { class: "restaurant-card-badges",
                    if !open {
                        Badge { tone: Tone::Neutral, solid: true, icon: IconName::Clock, {words::closed(&hit.status, TIME_ZONE)} }
                    } else if free {
                        Badge { tone: Tone::Accent, solid: true, icon: IconName::Bike, {t!("home-free-delivery")} }
                    }
                }
            }
            Heart { id: hit.id, name: hit.name.clone() }
            div { class: "restaurant-card-body",
                div { class: "restaurant-card-head",
                    match level {
                        2 => rsx! { h2 { class: "restaurant-card-name", {name} } },
                        _ => rsx! { h3 { class: "restaurant-card-name", {name} } },
                    }
                    Rating { stars: hit.rating.average(), count: (hit.rating.count > 0).then_some(hit.rating.count) }
                }
                p { class: "restaurant-card-cuisines", {cuisines} }
                Facts {
                    Fact { icon: IconName::Clock, label: t!("home-time-label"), {words::around(hit.ready_in_minutes)} }
                    if pickup {
                        Fact { icon: IconName::Package, {t!("home-pickup")} }
                    } else {
                        match hit.delivery_fee_minor {
                            Some(0) => rsx! { Fact { icon: IconName::Bike, {t!("home-free")} } },
                            Some(fee) => rsx! {
                                Fact { icon: IconName::Bike, label: t!("home-fee-label"), bdi { {amount(fee)} } }
                            },
                            None if hit.distance_m.is_some() => rsx! {
                                Fact { icon: IconName::Package, {t!("home-pickup-only")} }
                            },
                            None => rsx! {},
                        }
                    }
                    if let Some(distance) = hit.distance_m {
                        Fact { label: t!("home-distance-label"), {formats().distance(f64::from(distance))} }
                    }
                }
                if !hit.dishes.is_empty() {
                    ul { class: "restaurant-card-dishes", "aria-label": t!("search-dishes"),
                        for dish in hit.dishes.iter().take(3) {
                            li { key: "{dish.item_id}",
                                Anchor {
                                    href: Route::Restaurant { id: hit.id, item: Some(dish.item_id.to_string()) }.to_string(),
                                    class: "restaurant-card-dish",
                                    span { {dish.name.clone()} }
                                    bdi { {amount(dish.price_minor)} }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Makes a restaurant a favourite. Whoever is not signed in is led there first.
#[component]
pub fn Heart(id: foodwala_sdk::RestaurantId, name: String) -> Element {
    let person = use_person();
    let navigator = use_navigator();
    let liked = person.likes(id);
    let label = if liked {
        t!("home-unlike", name = name)
    } else {
        t!("home-like", name = name)
    };
    rsx! {
        span { class: "heart",
            IconButton {
                icon: IconName::Heart,
                label,
                pressed: liked,
                onclick: move |_| {
                    if person.signed_in() == SignedIn::No {
                        let next = Route::Restaurant { id, item: None }.to_string();
                        navigator.push(Route::SignIn { next: Some(next) });
                    } else {
                        person.like(id, !liked);
                    }
                },
            }
        }
    }
}
