//! Looking for restaurants and dishes by words.

use crate::{
    context::use_title,
    listing::{self, FilterBar, Grid, Wishes, use_listings},
    place::use_place,
    search_box::SearchBox,
};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Looking for restaurants and dishes by words.
#[component]
pub fn Search(q: ReadSignal<String>) -> Element {
    let place = use_place();
    let listing = use_listings().search;
    let words = q();
    let title = if words.is_empty() {
        t!("search-title")
    } else {
        t!("search-title-for", words = words.clone())
    };
    use_title(title.clone());
    use_effect(move || {
        let point = place.point();
        listing.apply(listing::Event::Shown { point, text: q() });
    });
    rsx! {
        div { class: "page search",
            div { class: "search-head",
                h1 { class: "search-title", {title} }
                SearchBox { id: "search", text: words }
            }
            FilterBar { listing }
            Wishes { listing }
            Grid {
                listing,
                level: 2,
                empty_title: t!("search-empty-title"),
                empty_text: t!("search-empty-text"),
                empty_actions: rsx! {
                    Button {
                        onclick: move |_| {
                            let cleared = listing.read().filters.clone().cleared();
                            listing.apply(listing::Event::Filter(cleared));
                        },
                        {t!("home-filters-clear")}
                    }
                },
            }
        }
    }
}
