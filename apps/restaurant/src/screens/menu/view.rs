//! How the menu editor looks.

use super::{
    edit::{Edit, Step},
    item::ItemSheet,
    review::Review,
    state::{Event, State},
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency, ItemId, Money,
    contract::menu::{MenuItem, MenuSection},
};
use foodwala_ui::prelude::*;
use uuid::Uuid;

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, currency: Currency, send: Callback<Event>) -> Element {
    let shown = state.read();
    let sections = shown.sections().to_vec();
    let changes = shown.changes().len();
    let last = sections.len().saturating_sub(1);
    // The dish that is being dragged.
    let dragged = use_signal(|| None::<ItemId>);
    rsx! {
        div { class: "detail menu-editor",
            div { class: "screen-head",
                div {
                    h1 { class: "title-m", {t!("menu-title")} }
                    p { class: "sheet-text", {t!("menu-text")} }
                }
                Button {
                    kind: ButtonKind::Secondary,
                    icon: IconName::Plus,
                    onclick: move |_| send(Event::Edit(Edit::AddSection(Uuid::now_v7().into(), t!("menu-new-section")))),
                    {t!("menu-add-section")}
                }
            }
            if shown.conflict {
                Banner { tone: Tone::Warning, title: t!("menu-conflict"),
                    p { {t!("menu-conflict-text")} }
                    div { class: "row",
                        Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| send(Event::Discard), {t!("menu-take-theirs")} }
                        Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, disabled: shown.published.is_loading(), onclick: move |_| send(Event::KeepMine), {t!("menu-keep-mine")} }
                    }
                }
            }
            if shown.done {
                Banner { tone: Tone::Success, p { {t!("menu-published")} } }
            }
            if sections.is_empty() {
                EmptyState { art: "plate", title: t!("menu-empty"), text: t!("menu-empty-text") }
            }
            for (index , section) in sections.iter().enumerate() {
                SectionEditor {
                    key: "{section.id}",
                    section: section.clone(),
                    first: index == 0,
                    last: index == last,
                    currency,
                    dragged,
                    send,
                }
            }
            if changes > 0 {
                div { class: "save-bar",
                    div { class: "row-between",
                        p { class: "save-bar-text", {t!("menu-changes", count = changes)} }
                        div { class: "row",
                            Button { kind: ButtonKind::Quiet, onclick: move |_| send(Event::Discard), {t!("discard")} }
                            Button { icon: IconName::Check, id: "menu-review", disabled: shown.conflict, onclick: move |_| send(Event::Review(true)), {t!("menu-review")} }
                        }
                    }
                }
            }
        }
        if let Some(item) = shown.editing.and_then(|id| find(&sections, id)) {
            ItemSheet { item, currency, send }
        }
        if shown.reviews {
            Review { state, currency, send }
        }
    }
}

fn find(sections: &[MenuSection], id: ItemId) -> Option<MenuItem> {
    let mut items = sections.iter().flat_map(|section| &section.items);
    items.find(|item| item.id == id).cloned()
}

#[component]
fn SectionEditor(
    section: MenuSection,
    first: bool,
    last: bool,
    currency: Currency,
    dragged: Signal<Option<ItemId>>,
    send: Callback<Event>,
) -> Element {
    let mut dragged = dragged;
    let mut removing = use_signal(|| false);
    let id = section.id;
    let count = section.items.len();
    rsx! {
        section {
            class: "menu-section",
            "aria-label": section.name.clone(),
            ondragover: move |event| event.prevent_default(),
            ondrop: move |event| {
                event.prevent_default();
                if let Some(item) = dragged.take() {
                    send(Event::Edit(Edit::PutInto(item, id)));
                }
            },
            div { class: "menu-section-head",
                Field {
                    label: t!("menu-section-name"),
                    hide_label: true,
                    required: true,
                    maxlength: 80,
                    value: section.name.clone(),
                    oninput: move |name| send(Event::Edit(Edit::RenameSection(id, name))),
                }
                IconButton { icon: IconName::ChevronUp, label: t!("menu-up", name = section.name.clone()), disabled: first, onclick: move |_| send(Event::Edit(Edit::MoveSection(id, Step::Up))) }
                IconButton { icon: IconName::ChevronDown, label: t!("menu-down", name = section.name.clone()), disabled: last, onclick: move |_| send(Event::Edit(Edit::MoveSection(id, Step::Down))) }
                IconButton { icon: IconName::Trash2, label: t!("menu-remove", name = section.name.clone()), onclick: move |_| removing.set(true) }
            }
            ul { class: "menu-items",
                for item in section.items.iter() {
                    ItemRow { key: "{item.id}", item: item.clone(), currency, dragged, send }
                }
            }
            Button {
                kind: ButtonKind::Quiet,
                icon: IconName::Plus,
                onclick: move |_| {
                    let item = ItemId::from(Uuid::now_v7());
                    send(Event::Edit(Edit::AddItem(id, item, t!("menu-new-item"))));
                    send(Event::Open(Some(item)));
                },
                {t!("menu-add-item")}
            }
            Dialog {
                open: removing(),
                danger: true,
                title: t!("menu-remove-section", name = section.name.clone()),
                text: t!("menu-remove-section-text", count = count),
                confirm: t!("menu-remove-do"),
                onconfirm: move |()| send(Event::Edit(Edit::RemoveSection(id))),
                onclose: move |()| removing.set(false),
            }
        }
    }
}

#[component]
fn ItemRow(item: MenuItem, currency: Currency, dragged: Signal<Option<ItemId>>, send: Callback<Event>) -> Element {
    let mut dragged = dragged;
    let id = item.id;
    let is_dragged = dragged() == Some(id);
    rsx! {
        li {
            class: "menu-item",
            draggable: "true",
            "data-dragged": is_dragged.then_some("true"),
            ondragstart: move |_| dragged.set(Some(id)),
            ondragend: move |_| dragged.set(None),
            ondragover: move |event| event.prevent_default(),
            ondrop: move |event| {
                event.prevent_default();
                event.stop_propagation();
                if let Some(item) = dragged.take() {
                    send(Event::Edit(Edit::PutBefore(item, id)));
                }
            },
            span { class: "menu-grip", "aria-hidden": "true", Icon { name: IconName::ArrowUpDown } }
            if let Some(image) = &item.image {
                Illustration { name: image.clone(), size: ArtSize::Small }
            }
            button { r#type: "button", class: "menu-item-name", onclick: move |_| send(Event::Open(Some(id))),
                span { {item.name.clone()} }
                if !item.description.is_empty() {
                    span { class: "menu-item-text", {item.description.clone()} }
                }
            }
            bdi { class: "line-price", {money(Money::new(item.price_minor, currency))} }
            IconButton { icon: IconName::ChevronUp, label: t!("menu-up", name = item.name.clone()), onclick: move |_| send(Event::Edit(Edit::MoveItem(id, Step::Up))) }
            IconButton { icon: IconName::ChevronDown, label: t!("menu-down", name = item.name.clone()), onclick: move |_| send(Event::Edit(Edit::MoveItem(id, Step::Down))) }
            IconButton { icon: IconName::Pencil, label: t!("menu-edit", name = item.name.clone()), onclick: move |_| send(Event::Open(Some(id))) }
        }
    }
}
