//! The home screen.

use super::{Event, State};
use crate::{
    basket::{self, Kept, use_basket},
    listing::{self, FilterBar, Filters, Grid, Listing, RestaurantCard, Wishes},
    place::use_place,
    route::Route,
    search_box::SearchBox,
    words,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::Order;
use foodwala_ui::prelude::*;

/// The whole screen.
#[component]
pub fn Screen(state: Signal<State>, listing: Listing, send: Callback<Event>) -> Element {
    let place = use_place();
    let near = place.read().map(|place| place.name().to_owned());
    let shown = state.read();
    rsx! {
        Hero {}
        div { class: "page home",
            Cuisines { state, listing }
            if let Some(order) = &shown.last {
                Again { order: order.clone() }
            } else if shown.orders_failed {
                Banner {
                    p { {t!("home-again-failed")} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::OrdersAgain), {t!("ui-retry")} }
                }
            }
            if !shown.favourites.is_empty() {
                Section {
                    title: t!("home-favourites"),
                    action: rsx! { Anchor { href: Route::Favourites {}.to_string(), {t!("home-favourites-all")} } },
                    ul { class: "restaurant-row",
                        for hit in shown.favourites.iter() {
                            li { key: "{hit.id}", RestaurantCard { hit: hit.clone() } }
                        }
                    }
                }
            }
            Section {
                id: "restaurants",
                title: match near {
                    Some(name) => t!("home-near", place = name),
                    None => t!("home-all"),
                },
                FilterBar { listing }
                Wishes { listing }
                Grid {
                    listing,
                    empty_title: t!("home-empty-title"),
                    empty_text: t!("home-empty-text"),
                    empty_actions: rsx! {
                        Button {
                            onclick: move |_| {
                                let cleared = listing.read().filters.clone().cleared();
                                listing.apply(listing::Event::Filter(cleared));
                            },
                            {t!("home-filters-clear")}
                        }
                        Button { kind: ButtonKind::Secondary, onclick: move |_| place.choose(), {t!("home-other-place")} }
                    },
                }
            }
        }
    }
}

/// What the headline is beside. A phone shows the first alone, and fetches no other.
const DISHES: [&str; 6] = ["curry", "pizza", "burger", "sushi", "taco", "salad"];

/// The headline, where the food goes, and the search: what the page shows before the app runs (`assets/index.html`), in the
/// same place.
#[component]
fn Hero() -> Element {
    let place = use_place();
    let chosen = place.read();
    rsx! {
        div { class: "home-hero", "data-known": chosen.is_some().then_some("true"),
            div { class: "home-hero-inner",
                div { class: "home-hero-text",
                    h1 { class: "home-headline", {t!("home-headline")} }
                    p { class: "home-lead", {t!("home-lead")} }
                }
                div { class: "home-hero-ways",
                    SearchBox { id: "home-search" }
                    if chosen.is_none() {
                        Button { icon: IconName::MapPin, size: ButtonSize::Large, onclick: move |_| place.choose(), {t!("home-choose-place")} }
                    }
                }
                div { class: "home-hero-art", "aria-hidden": "true",
                    for (index , name) in DISHES.into_iter().enumerate() {
                        Illustration { key: "{name}", name, size: ArtSize::Large, eager: index == 0 }
                    }
                }
            }
        }
    }
}

#[component]
fn Cuisines(state: Signal<State>, listing: Listing) -> Element {
    let shown = state.read();
    let filters = listing.read().filters.clone();
    match &shown.cuisines {
        // As high as what comes, so that nothing below moves.
        Loadable::Idle | Loadable::Loading => rsx! {
            Section { title: t!("home-cuisines"),
                Loading { class: "home-cuisines-loading", Skeleton { shape: SkeletonShape::Square, count: 8 } }
            }
        },
        // Everything can be found without them.
        Loadable::Failed(_) => rsx! {},
        Loadable::Ready(cuisines) | Loadable::Stale { value: cuisines, .. } => rsx! {
            Section { title: t!("home-cuisines"),
                ChipRow { label: t!("home-cuisines"),
                    for count in cuisines.iter().cloned() {
                        Chip {
                            key: "{count.cuisine}",
                            tile: true,
                            art: words::cuisine_art(&count.cuisine),
                            selected: filters.cuisine.as_ref() == Some(&count.cuisine),
                            onclick: {
                                let filters = filters.clone();
                                let cuisine = count.cuisine.clone();
                                move |()| {
                                    let chosen = filters.cuisine.as_ref() == Some(&cuisine);
                                    let cuisine = (!chosen).then(|| cuisine.clone());
                                    listing.apply(listing::Event::Filter(Filters { cuisine, ..filters.clone() }));
                                }
                            },
                            {words::cuisine(&count.cuisine)}
                        }
                    }
                }
            }
        },
    }
}

/// The last meal once more.
#[component]
fn Again(order: Order) -> Element {
    let basket = use_basket();
    let navigator = use_navigator();
    let dishes: Vec<String> = order
        .price
        .lines
        .iter()
        .map(|line| match line.quantity {
            1 => line.name.clone(),
            many => format!("{} × {}", formats().number(many.into()), line.name),
        })
        .collect();
    let total = money(order.price.total);
    let kept = Kept::from_order(&order);
    let restaurant = Route::Restaurant {
        id: order.restaurant_id,
        item: None,
    };
    rsx! {
        Section { title: t!("home-again"),
            Card { class: "home-again",
                Cover { seed: order.restaurant_name.clone(), image: "bag", shape: CoverShape::Thumb }
                div { class: "home-again-text",
                    Anchor { href: restaurant.to_string(), class: "home-again-name", {order.restaurant_name.clone()} }
                    p { class: "home-again-dishes", {dishes.join(", ")} }
                    p { class: "home-again-price", bdi { {total} } }
                }
                Button {
                    kind: ButtonKind::Secondary,
                    icon: IconName::RotateCcw,
                    onclick: move |_| {
                        basket.tell(basket::Event::Reorder(kept.clone()));
                        navigator.push(Route::Basket {});
                    },
                    {t!("home-again-button")}
                }
            }
        }
    }
}
