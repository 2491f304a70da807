//! The way to the basket at the foot of a phone's screen, while there is something in it.

use crate::{basket::use_basket, route::Route};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The basket's bar.
#[component]
pub fn BasketBar(route: Route) -> Element {
    let basket = use_basket();
    let state = basket.read();
    let wanted = matches!(
        route,
        Route::Home {} | Route::Search { .. } | Route::Restaurant { .. } | Route::Favourites {}
    );
    let (Some(shop), true, false) = (&state.kept.shop, wanted, state.kept.is_empty()) else {
        return rsx! {};
    };
    let count = state.kept.count();
    let sum = money(foodwala_sdk::Money::new(state.kept.shown_minor(), shop.currency));
    rsx! {
        aside { class: "basket-bar", "aria-label": t!("basket-title"),
            Anchor { href: Route::Basket {}.to_string(), class: "basket-bar-link",
                span { class: "basket-bar-count", "aria-hidden": "true", {formats().number(count.into())} }
                span { class: "basket-bar-text",
                    span { class: "basket-bar-title", {t!("basket-view")} }
                    span { class: "basket-bar-shop", {shop.name.clone()} }
                }
                span { class: "visually-hidden", {t!("shell-basket-count", count = count)} }
                bdi { class: "basket-bar-sum", {sum} }
            }
        }
    }
}
