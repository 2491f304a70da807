//! One of many.

use super::{
    Icon, IconName,
    field::{Notes, described_by, use_unique_id},
};
use dioxus::prelude::*;

/// One of several things to choose in a [`Select`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is handed over.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it can be chosen now.
    pub disabled: bool,
}

impl Choice {
    /// Something that can be chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            disabled: false,
        }
    }
}

/// Chooses one of many; the system's own list opens.
#[component]
pub fn Select(
    /// What is chosen.
    #[props(into)]
    label: String,
    /// What there is.
    options: Vec<Choice>,
    /// The value chosen.
    #[props(into)]
    value: String,
    /// Another one was chosen.
    onchange: EventHandler<String>,
    /// Hides the label from sight, not from screen readers.
    #[props(default)]
    hide_label: bool,
    /// Help, below.
    #[props(default, into)]
    hint: Option<String>,
    /// What is wrong, below.
    #[props(default, into)]
    error: Option<String>,
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// It cannot be changed.
    #[props(default)]
    disabled: bool,
    /// Its id; one is made up unless said otherwise.
    #[props(default, into)]
    id: Option<String>,
) -> Element {
    let unique = use_unique_id("select");
    let id = id.unwrap_or(unique);
    rsx! {
        div { class: "field",
            label { class: if hide_label { "visually-hidden" } else { "field-label" }, r#for: id.clone(), {label} }
            div { class: "field-frame", "data-invalid": error.is_some().then_some("true"),
                if let Some(name) = icon {
                    Icon { name }
                }
                select {
                    id: id.clone(),
                    disabled,
                    "aria-invalid": error.is_some().then_some("true"),
                    "aria-describedby": described_by(&id, hint.is_some(), error.is_some()),
                    onchange: move |event: FormEvent| onchange.call(event.value()),
                    for choice in options {
                        option {
                            key: "{choice.value}",
                            value: choice.value.clone(),
                            selected: choice.value == value,
                            disabled: choice.disabled,
                            {choice.label}
                        }
                    }
                }
                Icon { name: IconName::ChevronDown }
            }
            Notes { id: id.clone(), hint: hint.clone(), error: error.clone() }
        }
    }
}
