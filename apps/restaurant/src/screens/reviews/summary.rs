//! The average, and how many gave how many stars.

use super::{entry::Filter, state::State};
use crate::screens::figures::measure::percent;
use dioxus::prelude::*;
use foodwala_sdk::contract::restaurants::Rating;
use foodwala_ui::prelude::*;

/// Five stars, some of them filled.
#[component]
pub fn Stars(
    /// How many.
    stars: f64,
) -> Element {
    let said = t!(
        "ui-stars",
        stars = formats().decimal(stars, if stars.fract() < 0.05 { 0 } else { 1 })
    );
    rsx! {
        span { class: "stars", role: "img", "aria-label": said,
            for star in 1..=5_u8 {
                span { key: "{star}", class: "star", "data-on": (f64::from(star) - 0.5 <= stars).then_some("true"),
                    Icon { name: IconName::Star, filled: true }
                }
            }
        }
    }
}

fn count(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The summary.
#[component]
pub fn Summary(
    state: ReadSignal<State>,
    /// Of all reviews, as guests see it.
    rating: Option<Rating>,
) -> Element {
    let shown = state.read();
    let here = shown.entries.len();
    let spread = shown.spread();
    let average = rating.and_then(|rating| rating.average());
    let all = rating.map(|rating| rating.count as usize).unwrap_or_default().max(here);
    rsx! {
        Card { class: "ratings-summary",
            if let Some(average) = average {
                div { class: "ratings-average",
                    p { class: "ratings-number", bdi { {formats().decimal(average, 1)} } }
                    div {
                        Stars { stars: average }
                        p { class: "figures-hint", {t!("ratings-count", count = all)} }
                    }
                }
            }
            dl { class: "ratings-spread",
                for (stars , given) in spread {
                    div { key: "{stars}", class: "ratings-row",
                        dt {
                            span { "aria-hidden": "true", {stars.to_string()} Icon { name: IconName::Star, filled: true } }
                            span { class: "visually-hidden", {t!("ui-star", count = stars)} }
                        }
                        dd { class: "ratings-given",
                            span { class: "share", "aria-hidden": "true",
                                span { class: "share-bar", width: "{percent(count(given), count(here)):.2}%" }
                            }
                            span { class: "ratings-given-count", {formats().number(count(given))} }
                        }
                    }
                }
            }
            p { class: "figures-nothing small",
                {if here < all { t!("ratings-of-latest", count = here) } else { t!("ratings-of-all") }}
            }
            p { class: "ratings-open",
                {t!("ratings-open", count = shown.count(Filter::Unanswered))}
            }
        }
    }
}
