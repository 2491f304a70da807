//! How opening hours look.

use super::state::{DAYS, Event, Span, Special, State, Which};
use dioxus::prelude::*;
use foodwala_sdk::contract::hours::Weekday;
use foodwala_ui::{prelude::*, sdk::FailureBanner};

fn weekday(day: Weekday) -> String {
    t!(match day {
        Weekday::Monday => "day-monday",
        Weekday::Tuesday => "day-tuesday",
        Weekday::Wednesday => "day-wednesday",
        Weekday::Thursday => "day-thursday",
        Weekday::Friday => "day-friday",
        Weekday::Saturday => "day-saturday",
        Weekday::Sunday => "day-sunday",
    })
}

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let zone = shown
        .saved
        .as_ref()
        .map(|hours| hours.time_zone.clone())
        .unwrap_or_default();
    rsx! {
        form {
            class: "detail",
            novalidate: true,
            onsubmit: move |event: FormEvent| {
                event.prevent_default();
                send(Event::Save);
            },
            div { class: "screen-head",
                div {
                    h1 { class: "title-m", {t!("hours-title")} }
                    p { class: "sheet-text", {t!("hours-text", zone = zone)} }
                }
            }
            Card { class: "detail-part",
                for (index , day) in DAYS.iter().enumerate() {
                    Day { key: "{index}", index, name: weekday(*day), spans: shown.days[index].clone(), send }
                }
            }
            Card { class: "detail-part",
                div { class: "screen-head",
                    h2 { class: "title-s", {t!("hours-holidays")} }
                    Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, icon: IconName::Plus, onclick: move |_| send(Event::AddSpecial), {t!("hours-add-holiday")} }
                }
                if shown.specials.is_empty() {
                    p { class: "sheet-text", {t!("hours-no-holidays")} }
                }
                for (index , special) in shown.specials.iter().enumerate() {
                    Date { key: "{index}", index, special: special.clone(), incomplete: shown.incomplete, send }
                }
            }
            div { class: "save-bar",
                if let Some(failure) = &shown.failure {
                    FailureBanner { failure: failure.clone() }
                }
                if shown.incomplete {
                    Banner { tone: Tone::Warning, p { {t!("hours-incomplete")} } }
                }
                if shown.done {
                    Banner { tone: Tone::Success, p { {t!("hours-saved")} } }
                }
                div { class: "row",
                    Button { submit: true, icon: IconName::Check, busy: shown.busy, disabled: !shown.changed, {t!("save")} }
                    if shown.changed {
                        Button { kind: ButtonKind::Quiet, onclick: move |_| send(Event::Discard), {t!("discard")} }
                    }
                }
            }
        }
    }
}

#[component]
fn Day(index: usize, name: String, spans: Vec<Span>, send: Callback<Event>) -> Element {
    rsx! {
        fieldset { class: "hours-day",
            legend { class: "hours-name", {name} }
            Spans { which: Which::Day(index), spans, send }
            if index > 0 {
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, icon: IconName::Copy, onclick: move |_| send(Event::CopyDown(index)), {t!("hours-as-before")} }
            }
        }
    }
}

#[component]
fn Spans(which: Which, spans: Vec<Span>, send: Callback<Event>) -> Element {
    rsx! {
        div { class: "hours-spans",
            if spans.is_empty() {
                span { class: "hours-closed", {t!("hours-closed")} }
            }
            for (index , span) in spans.into_iter().enumerate() {
                div { key: "{index}", class: "hours-span",
                    Field {
                        label: t!("hours-opens"),
                        hide_label: true,
                        kind: FieldKind::Time,
                        required: true,
                        value: span.opens.clone(),
                        oninput: move |text| send(Event::Opens(which, index, text)),
                    }
                    span { "aria-hidden": "true", "–" }
                    Field {
                        label: t!("hours-closes"),
                        hide_label: true,
                        kind: FieldKind::Time,
                        required: true,
                        value: span.closes.clone(),
                        oninput: move |text| send(Event::Closes(which, index, text)),
                    }
                    IconButton { icon: IconName::Trash2, label: t!("hours-remove"), onclick: move |_| send(Event::Remove(which, index)) }
                }
            }
            Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, icon: IconName::Plus, onclick: move |_| send(Event::Add(which)), {t!("hours-add")} }
        }
    }
}

#[component]
fn Date(index: usize, special: Special, incomplete: bool, send: Callback<Event>) -> Element {
    let missing = incomplete && special.date.is_empty();
    rsx! {
        div { class: "hours-special",
            div { class: "hours-special-head",
                Field {
                    label: t!("hours-date"),
                    kind: FieldKind::Date,
                    required: true,
                    value: special.date.clone(),
                    error: missing.then(|| t!("hours-date-missing")),
                    oninput: move |text| send(Event::Date(index, text)),
                }
                Field {
                    label: t!("hours-note"),
                    value: special.note.clone(),
                    maxlength: 80,
                    oninput: move |text| send(Event::Note(index, text)),
                }
                IconButton { icon: IconName::Trash2, label: t!("hours-remove-holiday"), onclick: move |_| send(Event::RemoveSpecial(index)) }
            }
            Spans { which: Which::Special(index), spans: special.spans, send }
        }
    }
}
