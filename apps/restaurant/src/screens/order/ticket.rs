//! The ticket as the browser prints it: on a roll of 58 or 80 mm, or on whatever paper there is.

use crate::{ticket::Roll, wording};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{Fulfilment, Order};
use foodwala_ui::{format::formats, sdk::money, t};

/// What is on the paper. On the screen it is not seen.
#[component]
pub fn Ticket(order: Order, roll: Roll, zone: String) -> Element {
    rsx! {
        section { class: "paper", "data-roll": roll.as_str(), "aria-hidden": "true",
            p { class: "paper-shop", {order.restaurant_name.clone()} }
            p { class: "paper-number", bdi { {order.number.clone()} } }
            p { class: "paper-kind", {wording::fulfilment(order.fulfilment.kind())} }
            p { {t!("paper-ordered", time = formats().time(order.ordered_at, &zone))} }
            p { class: "paper-due", {t!("paper-due", time = formats().time(order.promised_at, &zone))} }
            ul { class: "paper-lines",
                for (index , line) in order.price.lines.iter().enumerate() {
                    li { key: "{index}",
                        p { class: "paper-line",
                            span { {format!("{}×", line.quantity)} }
                            span { {line.name.clone()} }
                            span { {wording::amount(line.total_minor, &order)} }
                        }
                        if let Some(options) = wording::options(line) {
                            p { class: "paper-options", {options} }
                        }
                        if let Some(note) = &line.note {
                            p { class: "paper-note", {note.clone()} }
                        }
                    }
                }
            }
            if let Some(note) = &order.note {
                p { class: "paper-note", {note.clone()} }
            }
            p { class: "paper-total",
                span { {t!("paper-total")} }
                span { {money(order.price.total)} }
            }
            p { class: "paper-pay", {wording::payment(&order)} }
            p { class: "paper-guest", {order.contact.name.clone()} }
            p { {order.contact.phone.clone()} }
            if let Fulfilment::Delivery { address } = &order.fulfilment {
                p { {wording::address(address)} }
                if let Some(instructions) = &address.instructions {
                    p { class: "paper-note", {instructions.clone()} }
                }
            }
        }
    }
}
