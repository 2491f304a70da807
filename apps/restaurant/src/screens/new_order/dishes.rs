//! The menu to enter from: sections, a search that the keyboard alone can use, and one touch for each dish.

use super::words;
use crate::{
    clock::use_clock,
    entry::{Event, State, count, use_entry},
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency, Timestamp,
    contract::menu::{MenuItem, MenuSection},
};
use foodwala_ui::prelude::*;

/// The id of the search.
const FIND: &str = "entry-find";

fn section_id(index: usize) -> String {
    format!("entry-section-{index}")
}

/// The sections with the dishes that have the words in their name.
fn found(state: &State) -> Vec<(usize, &MenuSection, Vec<&MenuItem>)> {
    let words = state.words.trim().to_lowercase();
    let sections = state
        .menu
        .value()
        .map(|menu| menu.sections.as_slice())
        .unwrap_or_default();
    sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let has_words = |item: &&MenuItem| words.is_empty() || item.name.to_lowercase().contains(&words);
            (
                index,
                section,
                section.items.iter().filter(has_words).collect::<Vec<_>>(),
            )
        })
        .filter(|(_, _, items)| !items.is_empty())
        .collect()
}

/// The menu.
#[component]
pub fn Dishes(currency: Currency, send: Callback<Event>) -> Element {
    let entry = use_entry();
    let clock = use_clock();
    let minute = use_memo(move || clock.now().as_second() / 60);
    let now = Timestamp::from_second(minute() * 60).unwrap_or_default();
    let shown = entry.read();
    let found = found(&shown);
    let locked = shown.is_locked();
    let first = found
        .first()
        .and_then(|(_, _, items)| items.first())
        .map(|item| item.id);
    rsx! {
        div { class: "entry-head",
            h1 { class: "title-m", {t!("entry-title")} }
            Field {
                id: FIND,
                label: t!("stock-search"),
                hide_label: true,
                kind: FieldKind::Search,
                placeholder: t!("stock-search"),
                value: shown.words.clone(),
                oninput: move |words| send(Event::Words(words)),
                // The keyboard alone: some letters, Enter, and on to the next.
                onenter: move |()| {
                    if let Some(first) = first {
                        send(Event::Press(first));
                        send(Event::Words(String::new()));
                    }
                },
            }
        }
        nav { class: "entry-sections", "aria-label": t!("entry-sections"),
            for (index , section , _) in found.iter() {
                button {
                    key: "{section.id}",
                    r#type: "button",
                    class: "entry-section-link",
                    onclick: {
                        let id = section_id(*index);
                        move |_| device::document::scroll_into_view(&id)
                    },
                    {section.name.clone()}
                }
            }
        }
        if found.is_empty() {
            EmptyState { art: "search", title: t!("entry-none"), text: t!("entry-none-text"),
                Button { kind: ButtonKind::Secondary, onclick: move |_| send(Event::Words(String::new())), {t!("entry-everything")} }
            }
        }
        for (index , section , items) in found.iter() {
            section { key: "{section.id}", id: section_id(*index), class: "entry-section", "aria-labelledby": "{section_id(*index)}-name",
                h2 { id: "{section_id(*index)}-name", class: "title-s", {section.name.clone()} }
                ul { class: "entry-dishes",
                    for item in items.iter() {
                        Dish {
                            key: "{item.id}",
                            item: (*item).clone(),
                            inside: count(&shown.lines, item.id),
                            left: shown.left(item.id, now),
                            locked,
                            currency,
                            send,
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Dish(
    item: MenuItem,
    inside: u32,
    left: Option<u32>,
    locked: bool,
    currency: Currency,
    send: Callback<Event>,
) -> Element {
    let id = item.id;
    let is_out = left == Some(0);
    rsx! {
        li {
            button {
                r#type: "button",
                class: "entry-dish",
                "data-inside": (inside > 0).then_some("true"),
                disabled: is_out || locked,
                onclick: move |_| send(Event::Press(id)),
                span { class: "entry-dish-name", {item.name.clone()} }
                span { class: "entry-dish-foot",
                    bdi { class: "entry-dish-price", {words::amount(item.price_minor, currency)} }
                    if is_out {
                        Badge { tone: Tone::Warning, {t!("stock-until-told")} }
                    } else if let Some(left) = left {
                        Badge { tone: Tone::Warning, {t!("entry-left", count = left)} }
                    } else if !item.option_groups.is_empty() {
                        span { class: "entry-dish-more", {t!("entry-choices")} }
                    }
                }
                if inside > 0 {
                    span { class: "entry-dish-count",
                        span { class: "visually-hidden", {t!("entry-inside", count = inside)} }
                        span { "aria-hidden": "true", {formats().number(inside.into())} "×" }
                    }
                }
            }
        }
    }
}
