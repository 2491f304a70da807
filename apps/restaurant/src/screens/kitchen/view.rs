//! How the kitchen's view looks: to be read from two metres.

use super::state::{Event, State, all_day, recalled, stations, to_cook};
use crate::{board::CardView, cards::Due, wording};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::OrderStatus;
use foodwala_ui::prelude::*;

/// The screen. The keys 1 to 9 do what a touch of that ticket does, R shows what was bumped last.
#[component]
pub fn View(views: Vec<CardView>, state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let all = to_cook(views.clone(), None);
    let tickets = to_cook(views.clone(), shown.station.as_deref());
    let counts = all_day(&all, shown.station.as_deref());
    let stations = stations(&all);
    let by_key = tickets.clone();
    let press = move |event: KeyboardEvent| {
        if !event.modifiers().is_empty() {
            return;
        }
        let Key::Character(key) = event.key() else { return };
        if key.eq_ignore_ascii_case("r") {
            send(Event::Recalls(!state.peek().recalls));
        } else if let Some(view) = key
            .parse::<usize>()
            .ok()
            .and_then(|number| by_key.get(number.checked_sub(1)?))
        {
            send(touched(view, &state.peek()));
        }
    };
    rsx! {
        div { class: "kitchen", id: "kitchen", tabindex: "0", onkeydown: press, onmounted: |_| device::document::focus("kitchen"),
            h1 { class: "visually-hidden", {t!("kitchen-title")} }
            div { class: "kitchen-top",
                ChipRow { label: t!("kitchen-stations"),
                    Chip { selected: shown.station.is_none(), onclick: move |()| send(Event::Station(None)), {t!("kitchen-all")} }
                    for station in stations {
                        Chip {
                            key: "{station}",
                            selected: shown.station.as_deref() == Some(station.as_str()),
                            onclick: {
                                let station = station.clone();
                                move |()| send(Event::Station(Some(station.clone())))
                            },
                            {station.clone()}
                        }
                    }
                }
                Button {
                    kind: ButtonKind::Secondary,
                    icon: IconName::RotateCcw,
                    onclick: move |_| send(Event::Recalls(!state.peek().recalls)),
                    {t!("kitchen-recall")}
                }
            }
            div { class: "kitchen-body",
                div { class: "kitchen-tickets",
                    if tickets.is_empty() {
                        EmptyState { art: "cook", title: t!("kitchen-empty"), text: t!("kitchen-empty-text") }
                    }
                    for (index , view) in tickets.into_iter().enumerate() {
                        Ticket { key: "{view.card.order.id}", number: index + 1, view, state, send }
                    }
                }
                aside { class: "all-day", "aria-labelledby": "all-day-title",
                    h2 { id: "all-day-title", class: "title-s", {t!("kitchen-all-day")} }
                    ul {
                        for (name , count) in counts {
                            li { key: "{name}",
                                span { class: "all-day-count", {count.to_string()} }
                                span { {name.clone()} }
                            }
                        }
                    }
                }
            }
        }
        if shown.recalls {
            Recalled { views, send }
        }
    }
}

/// What a touch of a ticket means.
fn touched(view: &CardView, state: &State) -> Event {
    let id = view.card.order.id;
    if state.bumped.contains_key(&id) {
        Event::Recall(id)
    } else if view.status == OrderStatus::Accepted {
        Event::Start(id)
    } else {
        Event::Bump(id, device::now())
    }
}

#[component]
fn Ticket(number: usize, view: CardView, state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let order = view.card.order.clone();
    let shown = state.read();
    let bumped = shown.bumped.contains_key(&order.id);
    let station = shown.station.clone();
    let kind = order.fulfilment.kind();
    let label = if bumped {
        t!("kitchen-undo")
    } else if view.status == OrderStatus::Accepted {
        t!("kitchen-start")
    } else {
        t!("kitchen-bump")
    };
    let step = {
        let view = view.clone();
        move |_| send(touched(&view, &state.peek()))
    };
    rsx! {
        article {
            class: "kitchen-ticket",
            "data-status": view.status.as_str(),
            "data-bumped": bumped.then_some("true"),
            "aria-label": t!("card-label", number = order.number.clone(), name = order.contact.name.clone()),
            header { class: "kitchen-ticket-head",
                if number <= 9 {
                    kbd { class: "kitchen-key", "aria-hidden": "true", "{number}" }
                }
                bdi { class: "order-number", {order.number.clone()} }
                Icon { name: wording::fulfilment_icon(kind), size: IconSize::Medium, label: wording::fulfilment(kind) }
                Due { view: view.clone() }
            }
            ul { class: "kitchen-lines",
                for (index , line) in order.price.lines.iter().enumerate() {
                    li {
                        key: "{index}",
                        "data-other": (station.is_some() && line.station != station).then_some("true"),
                        span { class: "kitchen-count", {line.quantity.to_string()} }
                        div {
                            p { class: "kitchen-dish", {line.name.clone()} }
                            if let Some(options) = wording::options(line) {
                                p { class: "kitchen-options", {options} }
                            }
                            if let Some(note) = &line.note {
                                p { class: "kitchen-note", {note.clone()} }
                            }
                        }
                    }
                }
            }
            if let Some(note) = &order.note {
                p { class: "kitchen-note", {note.clone()} }
            }
            Button {
                wide: true,
                size: ButtonSize::Large,
                kind: if bumped { ButtonKind::Secondary } else { ButtonKind::Primary },
                icon: if bumped { IconName::RotateCcw } else if view.status == OrderStatus::Accepted { IconName::ChefHat } else { IconName::Check },
                onclick: step,
                {label}
            }
        }
    }
}

/// What is ready and still here: to look at once more.
#[component]
fn Recalled(views: Vec<CardView>, send: Callback<Event>) -> Element {
    let ready = recalled(views);
    rsx! {
        Sheet { open: true, wide: true, title: t!("kitchen-recall-title"), onclose: move |()| send(Event::Recalls(false)),
            if ready.is_empty() {
                p { class: "sheet-text", {t!("kitchen-recall-none")} }
            }
            ul { class: "recall-list",
                for view in ready {
                    li { key: "{view.card.order.id}",
                        p { bdi { class: "order-number", {view.card.order.number.clone()} } }
                        crate::cards::Lines { order: view.card.order.clone() }
                    }
                }
            }
        }
    }
}
