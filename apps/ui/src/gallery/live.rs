//! An order on its way.

use crate::{device, prelude::*};
use dioxus::prelude::*;
use jiff::SignedDuration;

/// Timeline, step bar, countdown, map.
#[component]
pub(super) fn Order() -> Element {
    let step = |title: &str, text: Option<&str>, time: Option<&str>, icon, state| Step {
        title: title.to_owned(),
        text: text.map(ToOwned::to_owned),
        time: time.map(ToOwned::to_owned),
        icon,
        state,
    };
    let place = |kind, latitude, longitude| Place {
        kind,
        latitude,
        longitude,
    };
    let until = use_hook(|| {
        let now = device::now();
        now.saturating_add(SignedDuration::from_mins(18)).unwrap_or(now)
    });
    rsx! {
        Section { title: "An order on its way",
            div { class: "grid-2",
                Card {
                    div { class: "stack",
                        div { class: "row-between",
                            span { class: "title-m", Countdown { until } }
                            Badge { tone: Tone::Accent, icon: IconName::Bike, "On its way" }
                        }
                        StepBar { label: "Step 3 of 4", parts: 4, done: 2, active: true }
                        Timeline {
                            label: "Order 1042",
                            steps: vec![
                                step("Accepted", None, Some("6:02 PM"), IconName::Check, StepState::Done),
                                step("Being cooked", None, Some("6:08 PM"), IconName::ChefHat, StepState::Done),
                                step("On its way", Some("Kim left with your order"), Some("6:31 PM"), IconName::Bike, StepState::Current),
                                step("At your door", None, None, IconName::House, StepState::Next),
                            ],
                        }
                        Timeline {
                            label: "Order 1043",
                            steps: vec![step("Cancelled", Some("The kitchen had to close"), None, IconName::X, StepState::Failed)],
                        }
                    }
                }
                Map {
                    label: "The courier is 800 m away",
                    places: vec![
                        place(PlaceKind::Restaurant, 52.4932, 13.3533),
                        place(PlaceKind::Home, 52.5030, 13.4010),
                        place(PlaceKind::Courier, 52.4990, 13.3790),
                    ],
                }
            }
        }
    }
}
