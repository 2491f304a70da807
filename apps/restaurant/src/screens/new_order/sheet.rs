//! The sheet in which a dish is chosen: its options, how many, a note, and the price as it is chosen.

use super::words;
use crate::entry::{Event, MOST, Sheet as Chosen, group_id};
use dioxus::prelude::*;
use foodwala_sdk::{Currency, contract::menu::OptionGroup};
use foodwala_ui::{prelude::*, sdk::choosing};

/// The sheet.
#[component]
pub fn DishSheet(sheet: Chosen, currency: Currency, send: Callback<Event>) -> Element {
    let name = sheet.item.name.clone();
    let label = if sheet.line.is_some() {
        t!("entry-change")
    } else {
        t!("entry-take")
    };
    rsx! {
        Sheet {
            open: true,
            title: name.clone(),
            onclose: move |()| send(Event::Close),
            footer: rsx! {
                div { class: "entry-sheet-foot",
                    Stepper {
                        label: name.clone(),
                        value: sheet.quantity,
                        min: 1,
                        max: MOST,
                        onchange: move |quantity| send(Event::Many(quantity)),
                    }
                    Button {
                        id: "entry-take",
                        wide: true,
                        size: ButtonSize::Large,
                        detail: words::amount(sheet.total_minor(), currency),
                        onclick: move |_| send(Event::Take),
                        {label}
                    }
                }
            },
            div { class: "stack",
                for group in sheet.item.option_groups.iter() {
                    Group { key: "{group.id}", group: group.clone(), sheet: sheet.clone(), currency, send }
                }
                TextArea {
                    label: t!("entry-dish-note"),
                    rows: 2,
                    maxlength: 200,
                    value: sheet.note.clone(),
                    oninput: move |note| send(Event::Note(note)),
                }
            }
        }
    }
}

/// Says how many options of a group are wanted.
fn rule(group: &OptionGroup) -> String {
    match (group.min, group.max) {
        (min, max) if min == max => t!("entry-exactly", count = min),
        (0, max) => t!("entry-up-to", count = max),
        (min, max) => t!("entry-between", min = min, max = max),
    }
}

#[component]
fn Group(group: OptionGroup, sheet: Chosen, currency: Currency, send: Callback<Event>) -> Element {
    let id = group.id;
    let is_short = sheet.tried && choosing::count(&group, &sheet.chosen) < group.min;
    let detail = |delta: i64| (delta != 0).then(|| words::delta(delta, currency));
    let is_chosen = |option| sheet.chosen.contains(option);
    if choosing::is_one_of(&group) {
        let options = group.options.iter().map(|option| {
            let choice = RadioOption::new(option.id.to_string(), option.name.clone());
            match detail(option.price_delta_minor) {
                Some(detail) => choice.detail(detail),
                None => choice,
            }
        });
        let value = group.options.iter().find(|option| is_chosen(&option.id));
        return rsx! {
            div { id: group_id(id), class: "entry-group", tabindex: "-1",
                RadioGroup {
                    legend: group.name.clone(),
                    options: options.collect::<Vec<_>>(),
                    value: value.map(|option| option.id.to_string()).unwrap_or_default(),
                    error: is_short.then(|| t!("entry-missing")),
                    onchange: move |value: String| {
                        if let Ok(option) = value.parse() {
                            send(Event::Toggle(id, option));
                        }
                    },
                }
            }
        };
    }
    let is_full = choosing::is_full(&group, &sheet.chosen);
    let rule_id = format!("{}-rule", group_id(id));
    rsx! {
        fieldset { id: group_id(id), class: "entry-group", tabindex: "-1", "aria-describedby": rule_id.clone(),
            legend { class: "field-label", {group.name.clone()} }
            p { id: rule_id, class: if is_short { "field-error" } else { "field-hint" }, {rule(&group)} }
            for option in group.options.iter() {
                Checkbox {
                    key: "{option.id}",
                    label: option.name.clone(),
                    detail: detail(option.price_delta_minor),
                    checked: is_chosen(&option.id),
                    disabled: is_full && group.max > 1 && !is_chosen(&option.id),
                    onchange: {
                        let option = option.id;
                        move |_| send(Event::Toggle(id, option))
                    },
                }
            }
        }
    }
}
