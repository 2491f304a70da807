//! The sheet for one dish.

use super::{
    drawings::Drawings,
    edit::{Edit, ItemEdit, minor_units, typed},
    state::Event,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency,
    contract::menu::{DietaryTag, MenuItem, OptionGroup},
};
use foodwala_ui::prelude::*;
use uuid::Uuid;

const DIETS: [DietaryTag; 8] = [
    DietaryTag::Vegetarian,
    DietaryTag::Vegan,
    DietaryTag::Halal,
    DietaryTag::Kosher,
    DietaryTag::GlutenFree,
    DietaryTag::LactoseFree,
    DietaryTag::NutFree,
    DietaryTag::Spicy,
];

fn diet(tag: DietaryTag) -> String {
    t!(match tag {
        DietaryTag::Vegetarian => "diet-vegetarian",
        DietaryTag::Vegan => "diet-vegan",
        DietaryTag::Halal => "diet-halal",
        DietaryTag::Kosher => "diet-kosher",
        DietaryTag::GlutenFree => "diet-gluten_free",
        DietaryTag::LactoseFree => "diet-lactose_free",
        DietaryTag::NutFree => "diet-nut_free",
        DietaryTag::Spicy => "diet-spicy",
    })
}

/// The sheet. Everything typed is in the draft at once.
#[component]
pub fn ItemSheet(item: MenuItem, currency: Currency, send: Callback<Event>) -> Element {
    let id = item.id;
    let edit = use_callback(move |change| send(Event::Edit(Edit::Item(id, change))));
    rsx! {
        Sheet {
            open: true,
            wide: true,
            title: item.name.clone(),
            onclose: move |()| send(Event::Open(None)),
            footer: rsx! {
                Button { wide: true, size: ButtonSize::Large, icon: IconName::Check, id: "item-done", onclick: move |_| send(Event::Open(None)), {t!("item-done")} }
            },
            div { class: "item-form",
                Field { label: t!("item-name"), id: "item-name", required: true, maxlength: 120, value: item.name.clone(), oninput: move |text| edit(ItemEdit::Name(text)) }
                TextArea { label: t!("item-description"), rows: 2, maxlength: 500, value: item.description.clone(), oninput: move |text| edit(ItemEdit::Description(text)) }
                div { class: "item-pair",
                    Price { label: t!("item-price"), id: "item-price", minor: item.price_minor, currency, onchange: move |minor| edit(ItemEdit::Price(minor)) }
                    Price { label: t!("item-packaging"), minor: item.packaging_minor, currency, onchange: move |minor| edit(ItemEdit::Packaging(minor)) }
                }
                Drawings { image: item.image.clone(), onchange: move |image| edit(ItemEdit::Image(image)) }
                Field { label: t!("item-station"), maxlength: 40, value: item.station.clone().unwrap_or_default(), oninput: move |text| edit(ItemEdit::Station(text)) }
                fieldset { class: "item-diets",
                    legend { class: "field-label", {t!("item-diets")} }
                    for tag in DIETS {
                        Chip {
                            key: "{tag:?}",
                            selected: item.dietary.contains(&tag),
                            onclick: {
                                let on = !item.dietary.contains(&tag);
                                move |()| edit(ItemEdit::Diet(tag, on))
                            },
                            {diet(tag)}
                        }
                    }
                }
                for group in item.option_groups.iter() {
                    Group { key: "{group.id}", group: group.clone(), currency, edit }
                }
                div { class: "row",
                    Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, icon: IconName::Plus, onclick: move |_| edit(ItemEdit::AddGroup(Uuid::now_v7().into(), t!("item-new-group"))), {t!("item-add-group")} }
                    Button {
                        kind: ButtonKind::Danger,
                        size: ButtonSize::Small,
                        icon: IconName::Trash2,
                        onclick: move |_| {
                            send(Event::Open(None));
                            send(Event::Edit(Edit::RemoveItem(id)));
                        },
                        {t!("item-remove")}
                    }
                }
            }
        }
    }
}

#[component]
fn Group(group: OptionGroup, currency: Currency, edit: Callback<ItemEdit>) -> Element {
    let id = group.id;
    let (min, max) = (group.min, group.max);
    rsx! {
        fieldset { class: "option-group",
            legend { class: "field-label", {t!("group-legend", name = group.name.clone())} }
            div { class: "option-row",
                Field { label: t!("group-name"), required: true, maxlength: 80, value: group.name.clone(), oninput: move |text| edit(ItemEdit::GroupName(id, text)) }
                IconButton { icon: IconName::Trash2, label: t!("group-remove", name = group.name.clone()), onclick: move |_| edit(ItemEdit::RemoveGroup(id)) }
            }
            div { class: "option-bounds",
                span { {t!("group-min")} }
                Stepper { label: t!("group-min"), compact: true, value: min, max: 20, onchange: move |value| edit(ItemEdit::GroupBounds(id, value, max)) }
                span { {t!("group-max")} }
                Stepper { label: t!("group-max"), compact: true, value: max, min: 1, max: 20, onchange: move |value| edit(ItemEdit::GroupBounds(id, min.min(value), value)) }
            }
            for option in group.options.iter() {
                {
                    let option_id = option.id;
                    rsx! {
                        div { key: "{option_id}", class: "option-row",
                            Field { label: t!("option-name"), hide_label: true, placeholder: t!("option-name"), required: true, maxlength: 80, value: option.name.clone(), oninput: move |text| edit(ItemEdit::OptionName(option_id, text)) }
                            Price { label: t!("option-price"), hide_label: true, minor: option.price_delta_minor, currency, onchange: move |minor| edit(ItemEdit::OptionPrice(option_id, minor)) }
                            IconButton { icon: IconName::Trash2, label: t!("option-remove", name = option.name.clone()), onclick: move |_| edit(ItemEdit::RemoveOption(option_id)) }
                        }
                    }
                }
            }
            Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, icon: IconName::Plus, onclick: move |_| edit(ItemEdit::AddOption(id, Uuid::now_v7().into())), {t!("option-add")} }
        }
    }
}

/// An amount that is typed; what is no amount is marked, and changes nothing.
#[component]
fn Price(
    label: String,
    minor: i64,
    currency: Currency,
    onchange: EventHandler<i64>,
    #[props(default)] hide_label: bool,
    #[props(default, into)] id: Option<String>,
) -> Element {
    let digits = currency.minor_digits();
    let mut text = use_signal(|| typed(minor, digits));
    let is_wrong = minor_units(&text.read(), digits).is_none();
    rsx! {
        Field {
            label,
            hide_label,
            id,
            required: true,
            value: text(),
            error: is_wrong.then(|| t!("item-price-wrong")),
            oninput: move |new: String| {
                if let Some(minor) = minor_units(&new, digits) {
                    onchange.call(minor);
                }
                text.set(new);
            },
        }
    }
}
