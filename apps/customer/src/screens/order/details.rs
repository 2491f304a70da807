//! What was ordered, and what it cost.

use crate::wording;
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{Fulfilment, Order};
use foodwala_ui::{components::*, t};

/// The dishes of a price.
#[component]
pub fn Lines(order: Order) -> Element {
    rsx! {
        ul { class: "order-lines",
            for (index , line) in order.price.lines.iter().enumerate() {
                li { key: "{index}", class: "order-line",
                    span { class: "order-line-count", {t!("order-times", count = line.quantity)} }
                    div { class: "order-line-what",
                        span { class: "order-line-name", {line.name.clone()} }
                        if let Some(options) = wording::options(line) {
                            span { class: "order-line-more", {options} }
                        }
                        if let Some(note) = &line.note {
                            span { class: "order-line-more", "“{note}”" }
                        }
                    }
                    bdi { class: "order-line-price", {wording::amount(line.total_minor, &order.price)} }
                }
            }
        }
    }
}

/// The whole order, to unfold.
#[component]
pub fn Details(order: Order) -> Element {
    rsx! {
        Card { class: "order-details",
            h2 { class: "order-side-title", {t!("order-details")} }
            Lines { order: order.clone() }
            Sum { rows: wording::sum(&order.price) }
            dl { class: "order-facts",
                match &order.fulfilment {
                    Fulfilment::Delivery { address } => rsx! {
                        dt { {t!("order-to")} }
                        dd {
                            {wording::address(address)}
                            if let Some(instructions) = &address.instructions {
                                span { class: "order-line-more", "“{instructions}”" }
                            }
                        }
                    },
                    Fulfilment::Pickup => rsx! {
                        dt { {t!("order-how")} }
                        dd { {t!("checkout-pickup")} }
                    },
                }
                dt { {t!("order-payment")} }
                dd { {wording::payment(order.payment)} }
                dt { {t!("order-contact")} }
                dd { bdi { {order.contact.name.clone()} } " · " bdi { {order.contact.phone.clone()} } }
                if let Some(note) = &order.note {
                    dt { {t!("order-note")} }
                    dd { bdi { {note.clone()} } }
                }
            }
        }
    }
}
