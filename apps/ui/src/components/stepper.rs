//! How many.

use super::{Icon, IconName};
use crate::t;
use dioxus::prelude::*;

/// How many.
#[component]
pub fn Stepper(
    /// Of what; read out with the buttons.
    #[props(into)]
    label: String,
    /// How many now.
    value: u32,
    /// Another number was chosen.
    onchange: EventHandler<u32>,
    /// The fewest.
    #[props(default = 0)]
    min: u32,
    /// The most.
    #[props(default = 99)]
    max: u32,
    /// Smaller, for rows.
    #[props(default)]
    compact: bool,
    /// Shows a bin in place of the minus where one less means none.
    #[props(default)]
    removes: bool,
    /// It cannot be changed.
    #[props(default)]
    disabled: bool,
) -> Element {
    let less = if removes && value == 1 {
        IconName::Trash2
    } else {
        IconName::Minus
    };
    rsx! {
        div { class: "stepper", role: "group", "aria-label": label.clone(), "data-compact": compact.then_some("true"),
            button {
                r#type: "button",
                class: "stepper-button",
                "aria-label": t!("ui-decrease", label = label.clone()),
                disabled: disabled || value <= min,
                onclick: move |_| onchange.call(value.saturating_sub(1).max(min)),
                Icon { name: less }
            }
            output { class: "stepper-value", "aria-live": "polite", "{value}" }
            button {
                r#type: "button",
                class: "stepper-button",
                "aria-label": t!("ui-increase", label = label),
                disabled: disabled || value >= max,
                onclick: move |_| onchange.call(value.saturating_add(1).min(max)),
                Icon { name: IconName::Plus }
            }
        }
    }
}
