//! How the list of what is sold out looks.

use super::state::{Event, Span, State, span};
use crate::{
    clock::{tomorrow, use_clock},
    shop::use_shop,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    ItemId,
    contract::menu::{Menu, MenuItem},
};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let Some(menu) = shown.menu.value() else {
        return match shown.menu.failure() {
            Some(failure) => rsx! {
                FailureState { failure: failure.clone(), onretry: move |()| send(Event::Load) }
            },
            None => rsx! {
                Loading { class: "detail", Skeleton { shape: SkeletonShape::Row, count: 6 } }
            },
        };
    };
    let words = shown.words.to_lowercase();
    let matches = |item: &&MenuItem| words.trim().is_empty() || item.name.to_lowercase().contains(words.trim());
    let out = menu.availability.len();
    rsx! {
        div { class: "detail",
            div { class: "screen-head",
                div {
                    h1 { class: "title-m", {t!("stock-title")} }
                    p { class: "sheet-text", {t!("stock-text", count = out)} }
                }
                Field {
                    label: t!("stock-search"),
                    hide_label: true,
                    placeholder: t!("stock-search"),
                    kind: FieldKind::Search,
                    value: shown.words.clone(),
                    oninput: move |words| send(Event::Words(words)),
                }
            }
            if let Some(failure) = &shown.failure {
                FailureBanner { failure: failure.clone() }
            }
            for section in menu.sections.iter() {
                {
                    let items: Vec<MenuItem> = section.items.iter().filter(matches).cloned().collect();
                    rsx! {
                        if !items.is_empty() {
                            section { key: "{section.id}", class: "stock-section", "aria-label": section.name.clone(),
                                h2 { class: "title-s", {section.name.clone()} }
                                ul { class: "stock-list",
                                    for item in items {
                                        Row { key: "{item.id}", busy: shown.busy.contains(&item.id), menu: menu.clone(), id: item.id, name: item.name.clone(), send }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Row(menu: Menu, id: ItemId, name: String, busy: bool, send: Callback<Event>) -> Element {
    let clock = use_clock();
    let zone = use_shop().zone();
    let minute = use_memo(move || clock.now().as_second() / 60);
    let now = foodwala_sdk::Timestamp::from_second(minute() * 60).unwrap_or_default();
    let current = span(&menu, id, now);
    let until = menu
        .availability
        .iter()
        .find(|known| known.item_id == id)
        .and_then(|known| known.until);
    let choices = [
        (Span::Available, t!("stock-available")),
        (Span::Today, t!("stock-today")),
        (Span::UntilTold, t!("stock-until-told")),
    ];
    rsx! {
        li { class: "stock-row", "data-out": (current != Span::Available).then_some("true"),
            span { class: "stock-name",
                {name.clone()}
                if let (Span::Today, Some(until)) = (current, until) {
                    span { class: "stock-until", {t!("stock-back", time = formats().moment(until, &zone, now))} }
                }
            }
            div { class: "stock-choices", role: "group", "aria-label": name,
                for (chosen , label) in choices {
                    button {
                        key: "{label}",
                        r#type: "button",
                        class: "stock-choice",
                        disabled: busy,
                        "data-out": (chosen != Span::Available).then_some("true"),
                        "aria-pressed": (chosen == current).to_string(),
                        onclick: {
                            let zone = zone.clone();
                            move |_| {
                                let tomorrow = tomorrow(device::now(), &zone);
                                send(Event::Set { item: id, span: chosen, tomorrow });
                            }
                        },
                        {label}
                    }
                }
            }
        }
    }
}
