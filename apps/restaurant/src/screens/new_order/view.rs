//! How entering an order looks: the menu, and beside it what is wanted, by whom, and what it costs.

use super::{dishes::Dishes, sheet::DishSheet, side::Side};
use crate::{
    entry::{Event, use_entry},
    shop::use_shop,
};
use dioxus::prelude::*;
use foodwala_sdk::RestaurantId;
use foodwala_ui::prelude::*;

/// The id of what is wanted.
pub const SIDE: &str = "entry-side";

/// The screen.
#[component]
pub fn View(place: RestaurantId, send: Callback<Event>, enter: Callback<()>) -> Element {
    let entry = use_entry();
    let shop = use_shop();
    let shown = entry.read();
    let (Some(_), Some(at)) = (shown.menu.value(), shop.get()) else {
        let failure = shown.menu.failure().or(shop.read().failure()).cloned();
        return match failure {
            Some(failure) => rsx! {
                h1 { class: "visually-hidden", {t!("entry-title")} }
                FailureState {
                    failure,
                    onretry: move |()| {
                        shop.reload();
                        send(Event::Load);
                    },
                }
            },
            None => rsx! {
                Loading { class: "entry",
                    h1 { class: "visually-hidden", {t!("entry-title")} }
                    Skeleton { shape: SkeletonShape::Title }
                    Skeleton { shape: SkeletonShape::Row, count: 6 }
                }
            },
        };
    };
    let currency = at.restaurant.profile.currency;
    let count: u32 = shown.lines.iter().map(|line| line.quantity).sum();
    rsx! {
        div { class: "entry",
            div { class: "entry-menu",
                Dishes { currency, send }
                // On a phone what is wanted lies below the menu.
                if count > 0 {
                    div { class: "entry-jump",
                        Button {
                            wide: true,
                            size: ButtonSize::Large,
                            icon: IconName::ShoppingBag,
                            onclick: move |_| {
                                device::document::scroll_into_view(SIDE);
                                device::document::focus(SIDE);
                            },
                            {t!("entry-jump", count = count)}
                        }
                    }
                }
            }
            section { id: SIDE, class: "entry-side", tabindex: "-1", "aria-label": t!("entry-side"),
                Side { place, at, send, enter }
            }
        }
        if let Some(sheet) = shown.sheet.clone() {
            DishSheet { sheet, currency, send }
        }
    }
}
