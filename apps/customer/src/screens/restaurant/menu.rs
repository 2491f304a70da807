//! The menu: the bar of its sections, which follows the scrolling, and the sections with their dishes.

use super::{Event, State, dish::Dish};
use crate::{basket::Shop, browser, words};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// How far below the top of the window a section counts as reached: below header and bar.
const LINE: f64 = 190.0;

/// Dishes that are surely seen at once.
const FIRST: usize = 3;

fn section_id(index: usize) -> String {
    format!("menu-{index}")
}

fn link_id(index: usize) -> String {
    format!("menu-link-{index}")
}

/// The sections to jump to, the search within the menu, the diets.
#[component]
pub fn SectionBar(state: Signal<State>, send: Callback<Event>) -> Element {
    let ids = use_memo(move || {
        state
            .read()
            .sections()
            .iter()
            .map(|section| section_id(section.index))
            .collect::<Vec<_>>()
    });
    let reached = browser::use_scroll_spy(ids, LINE);
    let mut before = use_hook(|| CopyValue::new(0));
    use_effect(move || {
        let place = reached();
        // At first nothing has moved, and the bar may lie out of sight.
        if before.replace(place) == place {
            return;
        }
        let index = state.peek().sections().get(place).map(|section| section.index);
        if let Some(index) = index {
            browser::reveal(&link_id(index));
        }
    });
    let shown = state.read();
    let sections = shown.sections();
    let diets = shown.known_diets();
    rsx! {
        div { class: "menu-bar",
            div { class: "menu-bar-inner",
                nav { class: "menu-sections", "aria-label": t!("restaurant-sections"),
                    for (place , section) in sections.iter().enumerate() {
                        button {
                            key: "{section.index}",
                            id: link_id(section.index),
                            r#type: "button",
                            class: "menu-section-link",
                            "aria-current": (place == reached()).then_some("true"),
                            onclick: {
                                let id = section_id(section.index);
                                move |_| device::document::scroll_into_view(&id)
                            },
                            {section.name}
                        }
                    }
                }
                div { class: "menu-find",
                    Field {
                        label: t!("restaurant-find"),
                        hide_label: true,
                        kind: FieldKind::Search,
                        icon: IconName::Search,
                        placeholder: t!("restaurant-find"),
                        value: shown.words.clone(),
                        oninput: move |text| send(Event::Find(text)),
                    }
                }
            }
        }
        if !diets.is_empty() {
            div { class: "page menu-diets",
                ChipRow { label: t!("restaurant-diets"),
                    for (index , tag) in words::DIETS.iter().copied().filter(|tag| diets.contains(tag)).enumerate() {
                        Chip {
                            key: "{index}",
                            icon: words::diet_icon(tag),
                            selected: shown.diets.contains(&tag),
                            onclick: move |()| send(Event::Diet(tag)),
                            {words::diet(tag)}
                        }
                    }
                }
            }
        }
    }
}

/// The sections with their dishes.
#[component]
pub fn MenuPart(state: Signal<State>, shop: Shop, send: Callback<Event>) -> Element {
    let shown = state.read();
    let sections = shown.sections();
    let zone = shown
        .view
        .value()
        .map(|view| view.restaurant.hours.time_zone.clone())
        .unwrap_or_default();
    let found: usize = sections.iter().map(|section| section.items.len()).sum();
    let narrowed = !shown.words.trim().is_empty() || !shown.diets.is_empty();
    rsx! {
        p { class: "visually-hidden", role: "status",
            if narrowed {
                {t!("restaurant-found", count = found)}
            }
        }
        if sections.is_empty() {
            EmptyState { art: "search", title: t!("restaurant-none-title"), text: t!("restaurant-none-text"),
                Button { onclick: move |_| send(Event::Everything), {t!("restaurant-everything")} }
            }
        }
        for (place , section) in sections.into_iter().enumerate() {
            section { key: "{section.index}", id: section_id(section.index), class: "menu-section", "aria-labelledby": "{section_id(section.index)}-name",
                h2 { id: "{section_id(section.index)}-name", class: "menu-section-name", {section.name} }
                if let Some(text) = section.description {
                    p { class: "menu-section-text", bdi { {text} } }
                }
                ul { class: "menu-dishes",
                    for (index , item) in section.items.into_iter().enumerate() {
                        li { key: "{item.id}",
                            Piece { now: place == 0 && index < FIRST, later: "dish-later",
                                Dish {
                                    item: item.clone(),
                                    availability: shown.availability(item.id, device::now()).cloned(),
                                    shop: shop.clone(),
                                    zone: zone.clone(),
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
