//! The printers beside an order: one button each, and what became of its ticket there.

use super::{
    OutOfReach,
    handle::use_printing,
    printer::Printer,
    state::{Event, Progress},
    troubles::words,
};
use crate::{board::Card, board::use_board, route::Route};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Prints an order.
#[component]
pub fn OrderPrinters(card: Card) -> Element {
    if !device::is_window() {
        return rsx! { OutOfReach {} };
    }
    let printing = use_printing();
    let place = use_board().place();
    let printers = printing.read().printers.clone();
    rsx! {
        for printer in printers.clone() {
            OnePrinter { key: "{printer.address}", card: card.clone(), printer }
        }
        if printers.is_empty() {
            Anchor { href: Route::More { place }.to_string(), {t!("print-set-up")} }
        }
    }
}

#[component]
fn OnePrinter(card: Card, printer: Printer) -> Element {
    let printing = use_printing();
    let progress = printing.read().progress(card.order.id, &printer.address);
    let address = printer.address.clone();
    rsx! {
        div { class: "print-one",
            Button {
                wide: true,
                icon: IconName::Printer,
                busy: progress == Some(Progress::Sending),
                onclick: move |_| printing.apply(Event::Print(card.clone(), address.clone())),
                {t!("print-at", printer = printer.address.clone())}
            }
            match progress {
                Some(Progress::Printed) => rsx! {
                    p { class: "print-state", role: "status", Icon { name: IconName::Check, size: IconSize::Small } {t!("print-done")} }
                },
                Some(Progress::Failed(trouble)) => rsx! {
                    p { class: "print-state", "data-tone": "danger", role: "alert", Icon { name: IconName::TriangleAlert, size: IconSize::Small } {words(trouble)} }
                },
                Some(Progress::Sending | Progress::Passed) | None => rsx! {},
            }
        }
    }
}
