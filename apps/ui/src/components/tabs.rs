//! Tabs.

use super::field::use_unique_id;
use crate::i18n::{self, Direction};
use dioxus::prelude::*;
use std::rc::Rc;

/// One of the [`Tabs`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// What is handed over.
    pub id: String,
    /// What is read.
    pub label: String,
    /// A count after the label.
    pub count: Option<u32>,
}

impl Tab {
    /// A tab.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            count: None,
        }
    }
}

/// One of several views at a time. Arrow keys, Home and End move between the tabs; Tab moves on into the view.
#[component]
pub fn Tabs(
    /// What the views are of.
    #[props(into)]
    label: String,
    /// The tabs.
    tabs: Vec<Tab>,
    /// The one that is shown.
    #[props(into)]
    active: String,
    /// Another one was chosen.
    onchange: EventHandler<String>,
    /// The view.
    children: Element,
) -> Element {
    let id = use_unique_id("tabs");
    let mut mounted = use_hook(|| CopyValue::new(Vec::<Option<Rc<MountedData>>>::new()));
    let count = tabs.len();
    let ids: Rc<[String]> = tabs.iter().map(|tab| tab.id.clone()).collect();
    let position = ids.iter().position(|tab| *tab == active).unwrap_or_default();
    let go = move |event: KeyboardEvent| {
        let forward = i18n::language().direction() == Direction::Ltr;
        let step = |by: usize| (position + by) % count.max(1);
        let target = match event.key() {
            Key::ArrowRight => step(if forward { 1 } else { count - 1 }),
            Key::ArrowLeft => step(if forward { count - 1 } else { 1 }),
            Key::Home => 0,
            Key::End => count - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some(chosen) = ids.get(target) {
            onchange.call(chosen.clone());
        }
        if let Some(Some(element)) = mounted.read().get(target).cloned() {
            spawn(async move {
                // Where there is no browser there is no focus to move.
                drop(element.set_focus(true).await);
            });
        }
    };
    rsx! {
        div { class: "tabs",
            div { class: "tab-list", role: "tablist", "aria-label": label, onkeydown: go,
                for (index , tab) in tabs.into_iter().enumerate() {
                    button {
                        key: "{tab.id}",
                        id: "{id}-{tab.id}",
                        r#type: "button",
                        role: "tab",
                        class: "tab",
                        "aria-selected": (index == position).to_string(),
                        "aria-controls": "{id}-panel",
                        tabindex: if index == position { "0" } else { "-1" },
                        onmounted: move |event| {
                            let mut mounted = mounted.write();
                            if mounted.len() <= index {
                                mounted.resize(index + 1, None);
                            }
                            mounted[index] = Some(event.data());
                        },
                        onclick: {
                            let chosen = tab.id.clone();
                            move |_| onchange.call(chosen.clone())
                        },
                        {tab.label}
                        if let Some(count) = tab.count {
                            span { class: "tab-count", "{count}" }
                        }
                    }
                }
            }
            div {
                id: "{id}-panel",
                class: "tab-panel",
                role: "tabpanel",
                "aria-labelledby": "{id}-{active}",
                tabindex: "0",
                {children}
            }
        }
    }
}
