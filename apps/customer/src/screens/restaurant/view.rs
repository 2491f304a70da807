//! The restaurant screen.

use super::{
    Event, State,
    about::About,
    head::{Head, barred},
    menu::{MenuPart, SectionBar},
};
use crate::{
    basket::{Panel, Shop},
    listing::{Listing, use_listings},
    route::Route,
    screens::item,
    words,
};
use dioxus::prelude::*;
use foodwala_sdk::{ItemId, RestaurantId};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

/// The whole screen.
#[component]
pub fn Screen(state: Signal<State>, id: RestaurantId, item: Option<ItemId>, send: Callback<Event>) -> Element {
    let shown = state.read();
    if let Loadable::Failed(failure) = &shown.view {
        return rsx! {
            div { class: "page",
                h1 { class: "visually-hidden", {t!("restaurant-title")} }
                FailureState { failure: failure.clone(), onretry: move |()| send(Event::Refresh) }
            }
        };
    }
    let Some(view) = shown.view.value() else {
        return rsx! {
            Coming { id }
        };
    };
    let profile = &view.restaurant.profile;
    let shop = Shop {
        id: view.restaurant.id,
        name: profile.name.clone(),
        image: profile.image.clone(),
        currency: profile.currency,
    };
    rsx! {
        div { class: "restaurant",
            Head { view: view.clone(), send }
            SectionBar { state, send }
            div { class: "page restaurant-columns",
                div { class: "restaurant-menu",
                    if let Some(failure) = shown.menu.failure().filter(|_| shown.menu.value().is_some()) {
                        FailureBanner { failure: failure.clone(), onretry: move |()| send(Event::Refresh) }
                    }
                    match &shown.menu {
                        Loadable::Failed(failure) => rsx! {
                            FailureState { failure: failure.clone(), onretry: move |()| send(Event::Refresh) }
                        },
                        menu if menu.value().is_none() => rsx! {
                            Loading { Skeleton { shape: SkeletonShape::Row, count: 6 } }
                        },
                        _ => rsx! { MenuPart { state, shop: shop.clone(), send } },
                    }
                }
                aside { class: "restaurant-basket", "aria-label": t!("basket-title"),
                    Panel {}
                }
            }
            About { state, view: view.clone(), send }
            if let Some(dish) = item.and_then(|id| shown.item(id)) {
                Opened { key: "{dish.id}", state, id: dish.id, shop, barred: barred(view) }
            }
        }
    }
}

/// Until it has come: what the list that led here says of it, and where the rest will be.
#[component]
fn Coming(id: RestaurantId) -> Element {
    let listings = use_listings();
    let hit = use_hook(|| {
        let known = |listing: Listing| {
            let state = listing.peek();
            state.hits.value()?.iter().find(|hit| hit.id == id).cloned()
        };
        known(listings.home).or_else(|| known(listings.search))
    });
    let Some(hit) = hit else {
        return rsx! {
            div { class: "restaurant",
                h1 { class: "visually-hidden", {t!("restaurant-title")} }
                Loading { class: "page restaurant-loading",
                    Skeleton { shape: SkeletonShape::Cover }
                    Skeleton { shape: SkeletonShape::Title }
                    Skeleton { count: 2 }
                    Skeleton { shape: SkeletonShape::Row, count: 6 }
                }
            }
        };
    };
    rsx! {
        div { class: "restaurant",
            div { class: "restaurant-hero",
                Cover { image: hit.image.clone(), seed: hit.name.clone(), shape: CoverShape::Hero, muted: !hit.status.open, eager: true }
                div { class: "restaurant-hero-bar", BackButton { href: Route::Home {}.to_string() } }
            }
            div { class: "page restaurant-head",
                h1 { class: "restaurant-name", {hit.name.clone()} }
                p { class: "restaurant-cuisines", {words::cuisines(&hit.cuisines)} }
                Loading { class: "restaurant-loading",
                    Skeleton { count: 2 }
                    Skeleton { shape: SkeletonShape::Row, count: 6 }
                }
            }
        }
    }
}

/// The sheet of the dish that the address names. The way back closes it.
#[component]
fn Opened(state: Signal<State>, id: ItemId, shop: Shop, barred: Option<String>) -> Element {
    let navigator = use_navigator();
    let here = Route::Restaurant {
        id: shop.id,
        item: None,
    };
    // It may be sold out, or be there again, while somebody chooses.
    let left = state
        .read()
        .availability(id, device::now())
        .and_then(|known| known.portions_left);
    let first = use_hook(|| state.peek().item(id).cloned().map(|dish| item::State::new(dish, left)));
    let Some(first) = first else { return rsx! {} };
    let barred = if left == Some(0) {
        Some(t!("restaurant-sold-out"))
    } else {
        barred
    };
    rsx! {
        item::ItemSheet {
            first,
            left,
            shop,
            barred,
            onclose: move |()| {
                navigator.replace(here.clone());
            },
        }
    }
}
