//! Messages, waiting, nothing, failure, windows above the page.

use crate::{
    prelude::*,
    sdk::{Failure, FailureBanner, FailureKind},
};
use dioxus::prelude::*;
use std::time::Duration;

/// Banners and notices.
#[component]
pub(super) fn Messages() -> Element {
    let toasts = try_consume_context::<Toasts>();
    rsx! {
        Section { title: "Messages",
            div { class: "grid-2",
                Banner { tone: Tone::Info, title: "You are offline", "This is what we saw last, at 6:02 PM." }
                Banner { tone: Tone::Success, "Your review is published." }
                Banner { tone: Tone::Warning, title: "The kitchen is busy", ondismiss: |()| {}, "Allow for 15 more minutes." }
                Banner { tone: Tone::Accent, title: "NAMASTE", "15% off your first order." }
                FailureBanner { failure: Failure::of(FailureKind::Server), onretry: |()| {} }
            }
            if let Some(toasts) = toasts {
                div { class: "row",
                    Button { kind: ButtonKind::Secondary, onclick: move |_| toasts.success("Margherita is in your basket"), "A notice" }
                    Button {
                        kind: ButtonKind::Secondary,
                        onclick: move |_| toasts.offer(Tone::Neutral, "Removed", "Undo", Callback::new(|()| {})),
                        "A notice with a way back"
                    }
                }
            }
            Progress { label: "Free delivery", value: 0.7 }
        }
    }
}

/// Skeletons, empty and failed.
#[component]
pub(super) fn Waiting() -> Element {
    let busy = FailureKind::RateLimited {
        retry_after: Some(Duration::from_secs(8)),
    };
    rsx! {
        Section { title: "Waiting, nothing, failure",
            Loading { class: "grid-cards",
                Skeleton { shape: SkeletonShape::Card, count: 3 }
            }
            Loading { class: "stack-s",
                Skeleton { shape: SkeletonShape::Row, count: 2 }
            }
            div { class: "grid-2",
                Card {
                    EmptyState { art: "bag", level: 3, title: "Your basket is empty", text: "Good food is a few presses away.",
                        Button { href: "#", "Find a restaurant" }
                    }
                }
                for (index , kind) in [FailureKind::Offline, busy, FailureKind::NotFound, FailureKind::SessionExpired, FailureKind::Server].into_iter().enumerate() {
                    Card { key: "{index}",
                        FailureState {
                            failure: Failure { request_id: Some("0198-7ac2".to_owned()), ..Failure::of(kind) },
                            onretry: |()| {},
                        }
                    }
                }
            }
        }
    }
}

/// Sheets and dialogs.
#[component]
pub(super) fn Modals() -> Element {
    let mut sheet = use_signal(|| false);
    let mut dialog = use_signal(|| false);
    rsx! {
        Section { title: "Above the page",
            div { class: "row",
                Button { kind: ButtonKind::Secondary, onclick: move |_| sheet.set(true), "Open a sheet" }
                Button { kind: ButtonKind::Secondary, onclick: move |_| dialog.set(true), "Ask a question" }
            }
            SampleSheet { open: sheet(), onclose: move |()| sheet.set(false) }
            Dialog {
                open: dialog(),
                title: "Delete this address?",
                text: "Orders on their way are not affected.",
                confirm: "Delete",
                danger: true,
                onconfirm: move |()| dialog.set(false),
                onclose: move |()| dialog.set(false),
            }
        }
    }
}

/// A dish with its options in a sheet.
#[component]
pub fn SampleSheet(
    /// Whether it is shown.
    open: bool,
    /// It wants to be closed.
    onclose: EventHandler<()>,
) -> Element {
    let mut count = use_signal(|| 1);
    let footer = rsx! {
        Stepper { label: "Butter Chicken", value: count(), min: 1, onchange: move |value| count.set(value) }
        Button { detail: formats().money(1_350 * i64::from(count()), "EUR", 2), onclick: move |_| onclose.call(()), "Add" }
    };
    rsx! {
        Sheet { open, title: "Butter Chicken", onclose, footer,
            div { class: "stack",
                Cover { image: "tandoori", seed: "butter chicken", shape: CoverShape::Hero }
                p { class: "muted", "Charcoal-grilled chicken in a sauce of tomato, butter and fenugreek." }
                RadioGroup {
                    legend: "Spice level",
                    value: "m",
                    options: vec![RadioOption::new("s", "Mild"), RadioOption::new("m", "Medium"), RadioOption::new("h", "Hot")],
                    onchange: |_| {},
                }
                Checkbox { label: "Butter naan", detail: formats().money(150, "EUR", 2), checked: true, onchange: |_| {} }
            }
        }
    }
}
