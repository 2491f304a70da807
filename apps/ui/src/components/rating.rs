//! Stars.

use super::{Icon, IconName, IconSize, field::use_unique_id};
use crate::{format::formats, t};
use dioxus::prelude::*;

/// What guests think, on average.
#[component]
pub fn Rating(
    /// 1.0 to 5.0; absent if nobody has reviewed.
    #[props(default)]
    stars: Option<f64>,
    /// How many reviews.
    #[props(default)]
    count: Option<u32>,
) -> Element {
    let Some(stars) = stars else {
        return rsx! {
            span { class: "rating rating-none", {t!("ui-no-stars")} }
        };
    };
    let written = formats().decimal(stars, 1);
    let said = match count {
        Some(count) => t!("ui-stars-count", stars = written.clone(), count = count),
        None => t!("ui-stars", stars = written.clone()),
    };
    rsx! {
        span { class: "rating", role: "img", "aria-label": said,
            Icon { name: IconName::Star, filled: true }
            span { class: "rating-stars", {written} }
            if let Some(count) = count {
                span { class: "rating-count", "({formats().number(i64::from(count))})" }
            }
        }
    }
}

/// Gives one to five stars.
#[component]
pub fn RatingInput(
    /// What is rated.
    #[props(into)]
    label: String,
    /// Stars given; 0 for none yet.
    value: u8,
    /// Another number was chosen.
    onchange: EventHandler<u8>,
    /// Hides the label from sight.
    #[props(default)]
    hide_label: bool,
) -> Element {
    let id = use_unique_id("stars");
    rsx! {
        fieldset { class: "rating-input",
            legend { class: if hide_label { "visually-hidden" } else { "field-label" }, {label} }
            div { class: "rating-options",
                for star in 1..=5_u8 {
                    label { key: "{star}", class: "rating-option", "data-on": (star <= value).then_some("true"),
                        input {
                            r#type: "radio",
                            class: "choice-input",
                            name: id.clone(),
                            value: i64::from(star),
                            checked: star == value,
                            "aria-label": t!("ui-star", count = star),
                            onchange: move |_| onchange.call(star),
                        }
                        Icon { name: IconName::Star, size: IconSize::Large, filled: star <= value }
                    }
                }
            }
        }
    }
}
