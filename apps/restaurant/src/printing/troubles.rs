//! Tickets that were not printed, on every screen of the restaurant, until somebody has seen to them.

use super::{
    handle::use_printing,
    state::{Event, Job, Trouble},
};
use crate::{board::use_board, route::Route};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Why, in a sentence.
pub(super) fn words(trouble: Trouble) -> String {
    t!(match trouble {
        Trouble::Address => "print-trouble-address",
        Trouble::Silent => "print-trouble-silent",
        Trouble::Broken => "print-trouble-broken",
        Trouble::Unknown => "print-trouble-unknown",
        Trouble::NoOrder => "print-trouble-order",
    })
}

/// All of them.
#[component]
pub fn PrintTroubles() -> Element {
    let printing = use_printing();
    let place = use_board().place();
    let troubles: Vec<(Job, Trouble)> = printing
        .read()
        .troubles(place)
        .map(|(job, trouble)| (job.clone(), trouble))
        .collect();
    if troubles.is_empty() {
        return rsx! {};
    }
    rsx! {
        section { class: "conflicts", "aria-label": t!("print-troubles"),
            for (job , trouble) in troubles {
                Unprinted { key: "{job.key.order} {job.key.printer}", job: job.clone(), trouble }
            }
        }
    }
}

#[component]
fn Unprinted(job: Job, trouble: Trouble) -> Element {
    let printing = use_printing();
    let board = use_board();
    let (again, pass) = (job.key.clone(), job.key.clone());
    let order = Route::Order {
        place: job.place,
        id: job.key.order,
    };
    rsx! {
        Banner {
            tone: Tone::Danger,
            icon: IconName::Printer,
            title: t!("print-failed", number = job.number.clone()),
            ondismiss: move |()| printing.apply(Event::Pass(pass.clone())),
            p { bdi { {job.key.printer.clone()} } ": " {words(trouble)} }
            div { class: "banner-actions",
                Button { size: ButtonSize::Small, onclick: move |_| printing.again(board, again.clone()), {t!("print-again")} }
                Button { size: ButtonSize::Small, kind: ButtonKind::Quiet, href: order.to_string(), {t!("print-plainly")} }
            }
        }
    }
}
