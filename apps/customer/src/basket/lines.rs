//! The dishes in the basket.

use super::{Event, Line, use_basket, words};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The dishes.
#[component]
pub fn Lines(
    /// Without pictures and notes, for the panel.
    #[props(default)]
    compact: bool,
    /// A dish is to be changed: options and note.
    #[props(default)]
    onedit: Option<EventHandler<usize>>,
) -> Element {
    let basket = use_basket();
    let state = basket.read();
    let Some(shop) = &state.kept.shop else { return rsx! {} };
    let currency = shop.currency;
    rsx! {
        ul { class: "basket-lines", "data-compact": compact.then_some("true"),
            for (index , line) in state.kept.lines.iter().enumerate() {
                li { key: "{index}-{line.item_id}", class: "basket-line",
                    if !compact {
                        Cover { image: line.image.clone(), seed: line.name.clone(), shape: CoverShape::Thumb }
                    }
                    div { class: "basket-line-body",
                        p { class: "basket-line-name", {line.name.clone()} }
                        if !line.options.is_empty() {
                            p { class: "basket-line-options", {options(line)} }
                        }
                        if let Some(note) = &line.note {
                            p { class: "basket-line-note", {t!("basket-line-note", note = note.clone())} }
                        }
                        if let Some(onedit) = onedit {
                            button { r#type: "button", class: "basket-line-edit", onclick: move |_| onedit.call(index),
                                {t!("basket-edit")}
                                span { class: "visually-hidden", " " {line.name.clone()} }
                            }
                        }
                    }
                    div { class: "basket-line-end",
                        bdi { class: "basket-line-price", {words::amount(line.total_minor(), currency)} }
                        Stepper {
                            label: line.name.clone(),
                            value: line.quantity,
                            compact: true,
                            removes: true,
                            onchange: move |quantity| basket.apply(Event::Quantity(index, quantity)),
                        }
                    }
                }
            }
        }
    }
}

fn options(line: &Line) -> String {
    let names: Vec<&str> = line.options.iter().map(|option| option.name.as_str()).collect();
    names.join(" · ")
}
