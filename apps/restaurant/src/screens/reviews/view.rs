//! How the reviews look.

use super::{
    card::ReviewCard,
    entry::Filter,
    state::{Event, State},
    summary::Summary,
};
use dioxus::prelude::*;
use foodwala_sdk::{RestaurantId, contract::restaurants::Rating};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

/// The screen.
#[component]
pub fn View(
    state: ReadSignal<State>,
    rating: Option<Rating>,
    place: RestaurantId,
    zone: String,
    may_answer: bool,
    send: Callback<Event>,
) -> Element {
    let shown = state.read();
    if !shown.known {
        return match &shown.failure {
            Some(failure) => rsx! {
                FailureState { failure: failure.clone(), onretry: move |()| send(Event::More) }
            },
            None => rsx! {
                Loading { class: "ratings",
                    h1 { class: "title-m", {t!("ratings-title")} }
                    Card { Skeleton { shape: SkeletonShape::Row, count: 3 } }
                }
            },
        };
    }
    if shown.entries.is_empty() {
        return rsx! {
            div { class: "ratings",
                h1 { class: "title-m", {t!("ratings-title")} }
                EmptyState { art: "letter", title: t!("ratings-none"), text: t!("ratings-none-text") }
            }
        };
    }
    let entries = shown.shown();
    let is_filtered = shown.filter != Filter::All;
    rsx! {
        div { class: "ratings",
            h1 { class: "title-m", {t!("ratings-title")} }
            div { class: "ratings-columns",
                Summary { state, rating }
                div { class: "ratings-main",
                    ChipRow { label: t!("ratings-filter"),
                        for filter in Filter::ALL {
                            Chip { key: "{filter.key()}", selected: shown.filter == filter, onclick: move |()| send(Event::Filter(filter)),
                                {t!(filter.key())}
                                if filter != Filter::All {
                                    " ("
                                    {shown.count(filter).to_string()}
                                    ")"
                                }
                            }
                        }
                    }
                    if entries.is_empty() && !shown.busy {
                        EmptyState {
                            art: "party",
                            title: t!("ratings-filter-none"),
                            text: if shown.next.is_some() { t!("ratings-filter-more", count = shown.entries.len()) } else { t!("ratings-filter-all") },
                        }
                    }
                    ul { class: "ratings-list",
                        for entry in entries {
                            ReviewCard { key: "{entry.review.order_id}", entry, place, zone: zone.clone(), may_answer, send }
                        }
                    }
                    if let Some(failure) = &shown.failure {
                        FailureBanner { failure: failure.clone(), onretry: move |()| send(Event::More) }
                    }
                    if shown.busy {
                        Loading { Skeleton { shape: SkeletonShape::Row, count: 2 } }
                    } else if shown.next.is_some() {
                        Button { kind: ButtonKind::Secondary, wide: true, onclick: move |_| send(Event::More),
                            {if is_filtered { t!("ratings-further") } else { t!("ui-more") }}
                        }
                    }
                }
            }
        }
    }
}
