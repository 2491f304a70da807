//! Yes or no, one of a few.

use super::{
    Icon, IconName,
    field::{Notes, described_by, use_unique_id},
};
use dioxus::prelude::*;

/// Something to tick.
#[component]
pub fn Checkbox(
    /// What is agreed to or chosen.
    #[props(into)]
    label: String,
    /// Whether it is.
    checked: bool,
    /// It was ticked or not.
    onchange: EventHandler<bool>,
    /// Help, below.
    #[props(default, into)]
    hint: Option<String>,
    /// What is wrong, below.
    #[props(default, into)]
    error: Option<String>,
    /// At the end of the row, e.g. a price.
    #[props(default, into)]
    detail: Option<String>,
    /// It cannot be changed. Say why in the hint.
    #[props(default)]
    disabled: bool,
) -> Element {
    let id = use_unique_id("check");
    rsx! {
        div { class: "choice-item",
            label { class: "choice", r#for: id.clone(),
                input {
                    id: id.clone(),
                    r#type: "checkbox",
                    class: "choice-input",
                    checked,
                    disabled,
                    "aria-invalid": error.is_some().then_some("true"),
                    "aria-describedby": described_by(&id, hint.is_some(), error.is_some()),
                    onchange: move |event: FormEvent| onchange.call(event.checked()),
                }
                span { class: "choice-box", "aria-hidden": "true", Icon { name: IconName::Check } }
                span { class: "choice-label", {label} }
                if let Some(detail) = detail {
                    span { class: "choice-detail", {detail} }
                }
            }
            Notes { id: id.clone(), hint: hint.clone(), error: error.clone() }
        }
    }
}

/// One of a few things to choose in a [`RadioGroup`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RadioOption {
    /// What is handed over.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it, below.
    pub hint: Option<String>,
    /// At the end of the row, e.g. a price.
    pub detail: Option<String>,
    /// Before the label.
    pub icon: Option<IconName>,
    /// Whether it cannot be chosen now.
    pub disabled: bool,
}

impl RadioOption {
    /// Something that can be chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            detail: None,
            icon: None,
            disabled: false,
        }
    }

    /// With more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// With something at the end of the row.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// With an icon.
    #[must_use]
    pub fn icon(mut self, icon: IconName) -> Self {
        self.icon = Some(icon);
        self
    }

    /// One that cannot be chosen now.
    #[must_use]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// How the things to choose are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RadioLayout {
    /// Rows in a list.
    #[default]
    Rows,
    /// A card each.
    Cards,
    /// Side by side in one frame, for two to four short ones.
    Segments,
}

impl RadioLayout {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Cards => "cards",
            Self::Segments => "segments",
        }
    }
}

/// Chooses one of a few, all of which are seen.
#[component]
pub fn RadioGroup(
    /// What is chosen.
    #[props(into)]
    legend: String,
    /// What there is.
    options: Vec<RadioOption>,
    /// The value chosen; empty for none yet.
    #[props(into)]
    value: String,
    /// Another one was chosen.
    onchange: EventHandler<String>,
    /// How they are laid out.
    #[props(default)]
    layout: RadioLayout,
    /// Hides the legend from sight, not from screen readers.
    #[props(default)]
    hide_legend: bool,
    /// Help, below the legend.
    #[props(default, into)]
    hint: Option<String>,
    /// What is wrong.
    #[props(default, into)]
    error: Option<String>,
) -> Element {
    let id = use_unique_id("radio");
    rsx! {
        fieldset {
            class: "radio-group",
            "data-layout": layout.as_str(),
            "aria-describedby": described_by(&id, hint.is_some(), error.is_some()),
            legend { class: if hide_legend { "visually-hidden" } else { "field-label" }, {legend} }
            Notes { id: id.clone(), hint: hint.clone(), error: error.clone() }
            div { class: "radio-options",
                for (index , option) in options.into_iter().enumerate() {
                    label { key: "{option.value}", class: "choice", r#for: "{id}-{index}",
                        input {
                            id: "{id}-{index}",
                            r#type: "radio",
                            class: "choice-input",
                            name: id.clone(),
                            value: option.value.clone(),
                            checked: option.value == value,
                            disabled: option.disabled,
                            onchange: {
                                let chosen = option.value.clone();
                                move |_| onchange.call(chosen.clone())
                            },
                        }
                        span { class: "choice-dot", "aria-hidden": "true" }
                        if let Some(name) = option.icon {
                            Icon { name }
                        }
                        span { class: "choice-label",
                            span { {option.label} }
                            if let Some(hint) = option.hint {
                                span { class: "choice-hint", {hint} }
                            }
                        }
                        if let Some(detail) = option.detail {
                            span { class: "choice-detail", {detail} }
                        }
                    }
                }
            }
        }
    }
}

/// Turns something on or off at once.
#[component]
pub fn Switch(
    /// What it turns on.
    #[props(into)]
    label: String,
    /// Whether it is on.
    checked: bool,
    /// It was turned on or off.
    onchange: EventHandler<bool>,
    /// Help, below.
    #[props(default, into)]
    hint: Option<String>,
    /// It cannot be changed.
    #[props(default)]
    disabled: bool,
) -> Element {
    let id = use_unique_id("switch");
    rsx! {
        div { class: "choice-item",
            label { class: "choice", r#for: id.clone(),
                span { class: "choice-label", {label} }
                input {
                    id: id.clone(),
                    r#type: "checkbox",
                    role: "switch",
                    class: "choice-input",
                    checked,
                    disabled,
                    "aria-describedby": described_by(&id, hint.is_some(), false),
                    onchange: move |event: FormEvent| onchange.call(event.checked()),
                }
                span { class: "switch-track", "aria-hidden": "true" }
            }
            Notes { id: id.clone(), hint: hint.clone(), error: None }
        }
    }
}
