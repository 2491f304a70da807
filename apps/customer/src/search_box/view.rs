//! The search box.

use super::{Event, State};
use dioxus::prelude::*;
use foodwala_sdk::contract::restaurants::Suggestion;
use foodwala_ui::prelude::*;

/// The box with its suggestions.
#[component]
pub fn Combobox(id: &'static str, state: State, compact: bool, send: Callback<Event>) -> Element {
    let list = format!("{id}-list");
    let option = |index: usize| format!("{id}-option-{index}");
    let active = state.active.filter(|_| state.open).map(option);
    rsx! {
        form {
            class: "search-box",
            role: "search",
            "data-compact": compact.then_some("true"),
            onsubmit: move |event| {
                event.prevent_default();
                send(Event::Enter);
            },
            label { class: "visually-hidden", r#for: id, {t!("search-label")} }
            span { class: "search-box-icon", "aria-hidden": "true", Icon { name: IconName::Search, size: IconSize::Small } }
            input {
                id,
                class: "search-box-input",
                r#type: "search",
                role: "combobox",
                autocomplete: "off",
                "autocapitalize": "off",
                spellcheck: "false",
                enterkeyhint: "search",
                placeholder: t!("search-placeholder"),
                value: state.text.clone(),
                "aria-autocomplete": "list",
                "aria-expanded": state.open.to_string(),
                "aria-controls": list.clone(),
                "aria-activedescendant": active,
                oninput: move |event| send(Event::Typed(event.value())),
                onblur: move |_| send(Event::Close),
                onkeydown: move |event| {
                    match event.key() {
                        Key::ArrowDown => send(Event::Down),
                        Key::ArrowUp => send(Event::Up),
                        Key::Escape => send(Event::Close),
                        _ => return,
                    }
                    event.prevent_default();
                },
            }
            ul {
                id: list,
                class: "search-box-list",
                role: "listbox",
                "aria-label": t!("search-suggestions"),
                hidden: !state.open,
                for (index , suggestion) in state.suggestions.iter().enumerate() {
                    li {
                        key: "{index}",
                        id: option(index),
                        role: "option",
                        class: "search-box-option",
                        "aria-selected": (state.active == Some(index)).to_string(),
                        // Before the input loses the focus, which would close the list.
                        onpointerdown: move |event| event.prevent_default(),
                        onclick: move |_| send(Event::Choose(index)),
                        {row(suggestion)}
                    }
                }
            }
            span { class: "visually-hidden", role: "status",
                if state.open {
                    {t!("search-suggestions-count", count = state.suggestions.len())}
                }
            }
        }
    }
}

fn row(suggestion: &Suggestion) -> Element {
    match suggestion {
        Suggestion::Restaurant {
            name, cuisine, image, ..
        } => {
            let cuisine = cuisine.as_deref().map(crate::words::cuisine);
            let art = image.clone().unwrap_or_default();
            rsx! {
                Illustration { name: art, size: ArtSize::Small, eager: true }
                span { class: "search-box-text",
                    span { {name.clone()} }
                    span { class: "search-box-kind", {cuisine.unwrap_or_else(|| t!("search-restaurant"))} }
                }
            }
        }
        Suggestion::Cuisine { cuisine, restaurants } => rsx! {
            Illustration { name: crate::words::cuisine_art(cuisine), size: ArtSize::Small, eager: true }
            span { class: "search-box-text",
                span { {crate::words::cuisine(cuisine)} }
                span { class: "search-box-kind", {t!("search-cuisine-count", count = *restaurants)} }
            }
        },
        Suggestion::Dish { name, restaurants } => rsx! {
            span { class: "search-box-dish", "aria-hidden": "true", Icon { name: IconName::Search, size: IconSize::Small } }
            span { class: "search-box-text",
                span { {name.clone()} }
                span { class: "search-box-kind", {t!("search-dish-count", count = *restaurants)} }
            }
        },
    }
}
