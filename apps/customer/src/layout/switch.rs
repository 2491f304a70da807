//! The choice when a dish of another restaurant is added: one basket, one restaurant.

use crate::basket::{Event, use_basket};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Asks whether to begin a new basket.
#[component]
pub fn SwitchDialog() -> Element {
    let basket = use_basket();
    let state = basket.read();
    let (Some(offered), Some(shop)) = (&state.offered, &state.kept.shop) else {
        return rsx! {};
    };
    rsx! {
        Dialog {
            open: true,
            title: t!("basket-switch-title"),
            text: t!("basket-switch-text", old = shop.name.clone(), new = offered.shop.name.clone()),
            confirm: t!("basket-switch-new", name = offered.shop.name.clone()),
            cancel: t!("basket-switch-keep"),
            onconfirm: move |()| basket.tell(Event::StartNew),
            onclose: move |()| basket.tell(Event::KeepOld),
        }
    }
}
