//! The sheet of a dish.

use super::{Event, State};
use crate::words;
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency, Money, OptionGroupId,
    contract::menu::{MenuOption, OptionGroup},
};
use foodwala_ui::prelude::*;

/// The id of a group on the page.
pub fn group_id(group: OptionGroupId) -> String {
    format!("group-{group}")
}

/// The sheet.
#[component]
pub fn Dish(
    state: State,
    currency: Currency,
    barred: Option<String>,
    send: Callback<Event>,
    onclose: EventHandler<()>,
) -> Element {
    let item = &state.item;
    let total = money(Money::new(state.total_minor(), currency));
    let base = money(Money::new(item.price_minor, currency));
    let action = if state.line.is_some() {
        t!("item-change")
    } else {
        t!("item-add", count = state.quantity)
    };
    let footer = rsx! {
        div { class: "item-foot",
            if let Some(reason) = barred.clone() {
                p { class: "item-barred", role: "status", {reason} }
            } else {
                Stepper {
                    label: item.name.clone(),
                    value: state.quantity,
                    min: 1,
                    max: state.most.max(1),
                    onchange: move |quantity| send(Event::Quantity(quantity)),
                }
                Button { wide: true, size: ButtonSize::Large, detail: total, onclick: move |_| send(Event::Confirm), {action} }
            }
        }
    };
    rsx! {
        Sheet { open: true, title: item.name.clone(), hide_title: true, wide: true, onclose, leaving: state.taken, footer,
            Cover { image: item.image.clone(), seed: item.name.clone(), shape: CoverShape::Hero, eager: true }
            div { class: "item-head",
                p { class: "item-name", "aria-hidden": "true", {item.name.clone()} }
                Price { amount: base }
                if !item.description.is_empty() {
                    p { class: "item-text", bdi { {item.description.clone()} } }
                }
                if !item.dietary.is_empty() {
                    ul { class: "item-diets", "aria-label": t!("restaurant-diets"),
                        for (index , tag) in item.dietary.iter().copied().enumerate() {
                            li { key: "{index}", Badge { icon: words::diet_icon(tag), {words::diet(tag)} } }
                        }
                    }
                }
            }
            for (index , group) in item.option_groups.iter().enumerate() {
                Piece { key: "{group.id}", now: index == 0, later: "item-group-later",
                    Group { group: group.clone(), state: state.clone(), currency, send }
                }
            }
            Piece { now: item.option_groups.is_empty(), later: "item-group-later",
                TextArea {
                    label: t!("item-note"),
                    value: state.note.clone(),
                    hint: t!("item-note-hint"),
                    maxlength: 200,
                    oninput: move |note| send(Event::Note(note)),
                }
            }
        }
    }
}

/// Says how many options of a group are wanted.
fn rule(group: &OptionGroup) -> String {
    match (group.min, group.max) {
        (min, max) if min == max => t!("item-choose-exactly", count = min),
        (0, max) => t!("item-choose-up-to", count = max),
        (min, max) => t!("item-choose-between", min = min, max = max),
    }
}

#[component]
fn Group(group: OptionGroup, state: State, currency: Currency, send: Callback<Event>) -> Element {
    let missing = state.tried && state.count(&group) < group.min;
    let done = state.count(&group) >= group.min;
    let rule_id = format!("{}-rule", group_id(group.id));
    rsx! {
        fieldset {
            id: group_id(group.id),
            class: "item-group",
            "data-missing": missing.then_some("true"),
            "aria-describedby": rule_id.clone(),
            legend { class: "item-group-name", {group.name.clone()} }
            p { id: rule_id, class: "item-group-rule",
                span { {rule(&group)} }
                if group.min > 0 {
                    Badge { tone: if missing { Tone::Danger } else if done { Tone::Success } else { Tone::Neutral },
                        icon: done.then_some(IconName::Check),
                        {if missing { t!("item-missing") } else { t!("item-required") }}
                    }
                }
            }
            for option in group.options.iter() {
                Choice { key: "{option.id}", group: group.clone(), option: option.clone(), state: state.clone(), currency, send }
            }
        }
    }
}

#[component]
fn Choice(group: OptionGroup, option: MenuOption, state: State, currency: Currency, send: Callback<Event>) -> Element {
    let chosen = state.chosen.contains(&option.id);
    let one = group.max == 1 && group.min == 1;
    let full = !chosen && group.max > 1 && state.is_full(&group);
    let (group_id, option_id) = (group.id, option.id);
    let detail = (option.price_delta_minor != 0).then(|| {
        let amount = money(Money::new(option.price_delta_minor, currency));
        if option.price_delta_minor > 0 {
            format!("+{amount}")
        } else {
            amount
        }
    });
    rsx! {
        label { class: "item-option", "data-on": chosen.then_some("true"), "data-off": full.then_some("true"),
            input {
                r#type: if one { "radio" } else { "checkbox" },
                class: "choice-input",
                name: group_id.to_string(),
                value: option_id.to_string(),
                checked: chosen,
                disabled: full,
                onchange: move |_| send(Event::Toggle(group_id, option_id)),
            }
            span { class: "choice-label", {option.name.clone()} }
            if let Some(detail) = detail {
                bdi { class: "choice-detail", {detail} }
            }
        }
    }
}
