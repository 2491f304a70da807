//! A dish on a menu.

use crate::{
    basket::{Shop, use_basket},
    route::Route,
    words,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Money,
    contract::menu::{ItemAvailability, MenuItem},
};
use foodwala_ui::prelude::*;

/// With so few left, it is said.
const FEW: u32 = 5;

/// A dish; all of its card opens the sheet.
#[component]
pub fn Dish(item: MenuItem, availability: Option<ItemAvailability>, shop: Shop, zone: String) -> Element {
    let basket = use_basket();
    let id = item.id;
    // The basket changes more often than what of it is seen here.
    let inside = use_memo(use_reactive!(|id| basket.read().kept.count_of(id)))();
    let left = availability.as_ref().and_then(|known| known.portions_left);
    let sold_out = left == Some(0);
    let back = availability.as_ref().and_then(|known| known.until);
    let price = money(Money::new(item.price_minor, shop.currency));
    let open = Route::Restaurant {
        id: shop.id,
        item: Some(item.id.to_string()),
    };
    let choices = item.option_groups.iter().any(|group| group.min > 0);
    rsx! {
        article { class: "dish", "data-sold-out": sold_out.then_some("true"), "data-inside": (inside > 0).then_some("true"),
            div { class: "dish-body",
                h3 { class: "dish-name",
                    Anchor { href: open.to_string(), class: "dish-link", {item.name.clone()} }
                    if inside > 0 {
                        span { class: "dish-inside",
                            span { class: "visually-hidden", {t!("restaurant-in-basket", count = inside)} }
                            span { "aria-hidden": "true", {formats().number(inside.into())} "×" }
                        }
                    }
                }
                if !item.description.is_empty() {
                    p { class: "dish-text", {item.description.clone()} }
                }
                p { class: "dish-foot",
                    span { class: "dish-price",
                        if choices {
                            span { class: "visually-hidden", {t!("restaurant-from")} " " }
                        }
                        bdi { {price} }
                    }
                    for (index , tag) in item.dietary.iter().copied().enumerate() {
                        span { key: "{index}", class: "dish-diet",
                            match words::diet_icon(tag) {
                                Some(icon) => rsx! { Icon { name: icon, label: words::diet(tag) } },
                                None => rsx! { span { {words::diet(tag)} } },
                            }
                        }
                    }
                }
                if sold_out {
                    p { class: "dish-stock",
                        Badge { tone: Tone::Warning, icon: IconName::Clock,
                            {match back {
                                Some(at) => t!("restaurant-sold-out-until", time = formats().moment(at, &zone, device::now())),
                                None => t!("restaurant-sold-out"),
                            }}
                        }
                    }
                } else if let Some(left) = left.filter(|left| *left <= FEW) {
                    p { class: "dish-stock", Badge { tone: Tone::Warning, {t!("restaurant-few-left", count = left)} } }
                }
            }
            div { class: "dish-picture",
                Cover { image: item.image.clone(), seed: item.name.clone(), shape: CoverShape::Square, muted: sold_out }
                if !sold_out {
                    span { class: "dish-plus", "aria-hidden": "true", Icon { name: IconName::Plus, size: IconSize::Small } }
                }
            }
        }
    }
}
