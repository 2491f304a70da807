//! Setting up printers.

use super::{
    OutOfReach,
    handle::{PrintingHandle, taken, use_printing},
    printer::{self, AddressProblem, MOST_COPIES, Printer},
    state::{Event, Trouble},
    troubles::words,
};
use crate::{board::use_board, ticket::Roll};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The id of the input for a new printer.
const FIELD: &str = "print-address";

/// The printers of this device.
#[component]
pub fn PrinterSettings() -> Element {
    let printing = use_printing();
    let printers = printing.read().printers.clone();
    rsx! {
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("print-printers")} }
            if device::is_window() {
                p { class: "sheet-text", {t!("print-text")} }
                for printer in printers {
                    OnePrinter { key: "{printer.address}", printer }
                }
                NewPrinter {}
            } else {
                OutOfReach {}
            }
        }
    }
}

#[component]
fn NewPrinter() -> Element {
    let printing = use_printing();
    let mut typed = use_signal(String::new);
    let mut problem = use_signal(|| None);
    let add = move || {
        let read = printer::address(&typed.peek(), &printing.read().printers);
        match read {
            Ok(address) => {
                typed.set(String::new());
                problem.set(None);
                printing.apply(Event::Add(Printer::new(address)));
            }
            Err(wrong) => {
                problem.set(Some(wrong));
                device::document::focus(FIELD);
            }
        }
    };
    rsx! {
        form {
            class: "print-new",
            novalidate: true,
            onsubmit: {
                let mut add = add;
                move |event: FormEvent| {
                    event.prevent_default();
                    add();
                }
            },
            Field {
                id: FIELD,
                label: t!("print-address"),
                hint: t!("print-address-hint"),
                required: true,
                value: typed(),
                error: problem().map(|problem| t!(match problem {
                    AddressProblem::Empty => "print-address-empty",
                    AddressProblem::Wrong => "print-address-wrong",
                    AddressProblem::Known => "print-address-known",
                })),
                oninput: move |text| {
                    typed.set(text);
                    problem.set(None);
                },
            }
            Button { submit: true, kind: ButtonKind::Secondary, icon: IconName::Plus, {t!("print-add")} }
        }
    }
}

/// What came of a test.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tested {
    Under,
    Done(Result<(), Trouble>),
}

#[component]
fn OnePrinter(printer: Printer) -> Element {
    let printing = use_printing();
    let board = use_board();
    let mut tested = use_signal(|| None);
    let set = use_callback(move |changed| printing.apply(Event::Set(changed)));
    let rolls = vec![
        RadioOption::new("58", t!("roll-58")),
        RadioOption::new("80", t!("roll-80")),
    ];
    let (for_roll, for_copies, for_automatic, for_test) =
        (printer.clone(), printer.clone(), printer.clone(), printer.clone());
    let remove = printer.address.clone();
    rsx! {
        section { class: "print-printer", "aria-label": t!("print-printer", printer = printer.address.clone()),
            div { class: "print-head",
                Icon { name: IconName::Printer }
                h3 { class: "detail-name", bdi { {printer.address.clone()} } }
                IconButton {
                    icon: IconName::Trash2,
                    label: t!("print-remove", printer = printer.address.clone()),
                    onclick: move |_| printing.apply(Event::Remove(remove.clone())),
                }
            }
            RadioGroup {
                legend: t!("order-roll"),
                layout: RadioLayout::Segments,
                options: rolls,
                value: printer.roll.as_str(),
                onchange: move |name: String| {
                    set(Printer { roll: Roll::from_name(&name), ..for_roll.clone() });
                },
            }
            div { class: "print-copies",
                span { {t!("print-copies")} }
                Stepper {
                    label: t!("print-copies"),
                    value: u32::from(printer.copies),
                    min: 1,
                    max: u32::from(MOST_COPIES),
                    compact: true,
                    onchange: move |copies| {
                        set(Printer { copies: u8::try_from(copies).unwrap_or(MOST_COPIES), ..for_copies.clone() });
                    },
                }
            }
            Switch {
                label: t!("print-automatic"),
                hint: t!("print-automatic-hint"),
                checked: printer.automatic.is_some(),
                onchange: move |on| {
                    if on {
                        let address = for_automatic.address.clone();
                        printing.apply(Event::Automatic(address, device::now(), taken(board)));
                    } else {
                        set(Printer { automatic: None, ..for_automatic.clone() });
                    }
                },
            }
            Button {
                kind: ButtonKind::Secondary,
                busy: tested() == Some(Tested::Under),
                onclick: move |_| {
                    let printer = for_test.clone();
                    tested.set(Some(Tested::Under));
                    spawn(async move {
                        let outcome = PrintingHandle::test(printer, device::now()).await;
                        tested.set(Some(Tested::Done(outcome)));
                    });
                },
                {t!("print-test")}
            }
            match tested() {
                Some(Tested::Done(Ok(()))) => rsx! {
                    p { class: "print-state", role: "status", Icon { name: IconName::Check, size: IconSize::Small } {t!("print-test-done")} }
                },
                Some(Tested::Done(Err(trouble))) => rsx! {
                    p { class: "print-state", "data-tone": "danger", role: "alert", Icon { name: IconName::TriangleAlert, size: IconSize::Small } {words(trouble)} }
                },
                Some(Tested::Under) | None => rsx! {},
            }
        }
    }
}
