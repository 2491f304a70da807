//! What publishing will change.

use super::{
    diff::Change,
    state::{Event, State},
};
use dioxus::prelude::*;
use foodwala_sdk::{Currency, Money};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

fn text(change: &Change, currency: Currency) -> String {
    let price = |minor: i64| money(Money::new(minor, currency));
    match change {
        Change::SectionAdded(name) => t!("change-section-added", name = name.clone()),
        Change::SectionRemoved(name) => t!("change-section-removed", name = name.clone()),
        Change::SectionRenamed(old, new) => t!("change-renamed", old = old.clone(), new = new.clone()),
        Change::ItemAdded(name) => t!("change-item-added", name = name.clone()),
        Change::ItemRemoved(name) => t!("change-item-removed", name = name.clone()),
        Change::ItemRenamed(old, new) => t!("change-renamed", old = old.clone(), new = new.clone()),
        Change::Price(name, old, new) => t!(
            "change-price",
            name = name.clone(),
            old = price(*old),
            new = price(*new)
        ),
        Change::ItemChanged(name) => t!("change-item", name = name.clone()),
        Change::Reordered => t!("change-order"),
    }
}

const fn icon(change: &Change) -> IconName {
    match change {
        Change::SectionAdded(_) | Change::ItemAdded(_) => IconName::Plus,
        Change::SectionRemoved(_) | Change::ItemRemoved(_) => IconName::Trash2,
        Change::Price(..) => IconName::Banknote,
        Change::Reordered => IconName::ArrowUpDown,
        Change::SectionRenamed(..) | Change::ItemRenamed(..) | Change::ItemChanged(_) => IconName::Pencil,
    }
}

/// The sheet.
#[component]
pub fn Review(state: ReadSignal<State>, currency: Currency, send: Callback<Event>) -> Element {
    let shown = state.read();
    let changes = shown.changes();
    rsx! {
        Sheet {
            open: true,
            title: t!("review-title"),
            onclose: move |()| send(Event::Review(false)),
            footer: rsx! {
                Button { wide: true, size: ButtonSize::Large, icon: IconName::Check, id: "menu-publish", busy: shown.busy, onclick: move |_| send(Event::Publish), {t!("review-publish")} }
            },
            p { class: "sheet-text", {t!("review-text")} }
            if let Some(failure) = &shown.failure {
                FailureBanner { failure: failure.clone() }
            }
            if !shown.faults.is_empty() {
                ul { class: "faults",
                    for (pointer , detail) in shown.faults.iter() {
                        li { key: "{pointer}", bdi { "{pointer} {detail}" } }
                    }
                }
            }
            ul { class: "changes",
                for (index , change) in changes.iter().enumerate() {
                    li { key: "{index}",
                        Icon { name: icon(change), size: IconSize::Small }
                        span { {text(change, currency)} }
                    }
                }
            }
        }
    }
}
