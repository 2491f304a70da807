//! The basket beside a menu, on wide screens.

use super::{Lines, Standing, use_basket, words};
use crate::route::Route;
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Dishes, what stands in the way, the sum, and the way on.
#[component]
pub fn Panel() -> Element {
    let basket = use_basket();
    let state = basket.read();
    let Some(shop) = state.kept.shop.as_ref().filter(|_| !state.kept.is_empty()) else {
        return rsx! {
            div { class: "basket-panel", "data-empty": "true",
                Illustration { name: "bag", size: ArtSize::Large }
                p { class: "basket-panel-title", {t!("basket-empty-title")} }
                p { class: "basket-panel-text", {t!("basket-empty-panel")} }
            }
        };
    };
    let sum = state
        .quote()
        .map_or(state.kept.shown_minor(), |quote| quote.price.total.amount_minor);
    rsx! {
        div { class: "basket-panel",
            div { class: "basket-panel-head",
                h2 { class: "basket-panel-title", {t!("basket-title")} }
                Anchor { href: Route::Restaurant { id: shop.id, item: None }.to_string(), {shop.name.clone()} }
            }
            Lines { compact: true }
            Standing {}
            Button { wide: true, size: ButtonSize::Large, href: Route::Basket {}.to_string(), detail: words::amount(sum, shop.currency),
                {t!("basket-view")}
            }
        }
    }
}
