//! A list of restaurants as a grid of cards, which grows as one scrolls.

use super::{Event, Listing, More, RestaurantCard};
use dioxus::prelude::*;
use foodwala_ui::{prelude::*, sdk::FailureBanner};

/// Cards that are surely seen at once.
const EAGER: usize = 4;

/// The grid, with what there is to say while it comes, is empty, or failed.
#[component]
pub fn Grid(
    /// The list.
    listing: Listing,
    /// What an empty list says.
    empty_title: String,
    /// What to do about it.
    empty_text: String,
    /// Buttons for it.
    empty_actions: Element,
    /// The cards' heading level.
    #[props(default = 3)]
    level: u8,
) -> Element {
    let state = listing.read();
    if let Loadable::Failed(failure) = &state.hits {
        return rsx! {
            FailureState { failure: failure.clone(), onretry: move |()| listing.apply(Event::Retry) }
        };
    }
    let Some(wanted) = state.wanted() else {
        return rsx! {
            Loading { class: "restaurant-grid", Skeleton { shape: SkeletonShape::Card, count: 8 } }
        };
    };
    let pickup = state.filters.pickup;
    let settled = matches!(state.more, More::End) && !state.hits.is_loading();
    rsx! {
        if let Some(failure) = state.hits.failure() {
            FailureBanner { failure: failure.clone(), onretry: move |()| listing.apply(Event::Retry) }
        }
        if wanted.is_empty() && settled {
            EmptyState { art: "search", title: empty_title, text: empty_text, level: 3, {empty_actions} }
        }
        ul { class: "restaurant-grid", "aria-busy": state.hits.is_loading().then_some("true"),
            for (index , hit) in wanted.iter().enumerate() {
                li { key: "{hit.id}",
                    Piece { now: index < EAGER, later: "restaurant-card-later",
                        RestaurantCard { hit: (*hit).clone(), pickup, eager: index < EAGER, level }
                    }
                }
            }
        }
        match &state.more {
            More::End => rsx! {},
            More::Failed(failure) => rsx! {
                FailureBanner { failure: failure.clone(), onretry: move |()| listing.apply(Event::Retry) }
            },
            More::Waiting | More::Fetching => rsx! {
                div {
                    class: "restaurant-grid-more",
                    onvisible: move |event| {
                        if event.is_intersecting().unwrap_or_default() {
                            listing.apply(Event::More);
                        }
                    },
                    Button {
                        kind: ButtonKind::Secondary,
                        busy: state.more == More::Fetching,
                        onclick: move |_| listing.apply(Event::More),
                        {t!("home-more")}
                    }
                }
            },
        }
        p { class: "visually-hidden", role: "status",
            if settled {
                {t!("home-count", count = wanted.len())}
            }
        }
    }
}
