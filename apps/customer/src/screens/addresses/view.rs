//! How the address book looks.

use super::{
    AddressSheet, editor,
    state::{Event, State},
};
use crate::{route::Route, wording};
use dioxus::prelude::*;
use foodwala_sdk::{IdempotencyKey, contract::customers::Address};
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner, FailureState},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let editing = use_memo(move || state.read().editor.is_some());
    let editor = use_signal(editor::State::default);
    use_effect(move || {
        let mut editor = editor;
        if let Some(known) = &state.read().editor {
            editor.set((**known).clone());
        }
    });
    let edit = use_callback(move |event| send(Event::Editor(event)));
    let add = move || send(Event::Add(IdempotencyKey::fresh().as_str().to_owned()));
    let shown = state.read();
    rsx! {
        div { class: "addresses",
            TopBar {
                title: t!("addresses-title"),
                back_href: Route::Account {}.to_string(),
                actions: rsx! {
                    Button { size: ButtonSize::Small, icon: IconName::Plus, onclick: move |_| add(), {t!("addresses-add")} }
                },
            }
            match (&shown.items, &shown.error) {
                (None, Some(error)) => rsx! {
                    FailureState { failure: Failure::from(error), onretry: move |()| send(Event::Reload) }
                },
                (None, None) => rsx! { Loading { Skeleton { shape: SkeletonShape::Row, count: 3 } } },
                (Some(items), _) if items.is_empty() => rsx! {
                    EmptyState { art: "place", title: t!("addresses-none"), text: t!("addresses-none-text"),
                        Button { onclick: move |_| add(), {t!("addresses-add")} }
                    }
                },
                (Some(items), _) => rsx! {
                    ul { class: "addresses-list",
                        for address in items {
                            Entry { key: "{address.id}", address: address.clone(), send }
                        }
                    }
                },
            }
            if editing() {
                AddressSheet { state: editor, send: edit, onclose: move |()| send(Event::Close) }
            }
            Dialog {
                open: shown.removing.is_some(),
                title: t!("addresses-remove-title"),
                text: t!("addresses-remove-text"),
                confirm: t!("addresses-remove"),
                danger: true,
                onconfirm: move |()| send(Event::Remove),
                onclose: move |()| send(Event::Keep),
                if let Some(error) = &shown.remove_error {
                    FailureBanner { failure: Failure::from(error) }
                }
            }
        }
    }
}

#[component]
fn Entry(address: Address, send: Callback<Event>) -> Element {
    let (id, label) = (address.id, address.details.label.clone());
    rsx! {
        li { class: "addresses-entry card",
            Icon { name: IconName::MapPin, size: IconSize::Medium }
            div { class: "addresses-what",
                p { class: "addresses-label", {label.clone()} }
                p { class: "addresses-line", {wording::address(&address.details)} }
                if let Some(instructions) = &address.details.instructions {
                    p { class: "addresses-line", "“{instructions}”" }
                }
            }
            IconButton { icon: IconName::Pencil, label: t!("addresses-change-one", label = label.clone()), onclick: move |_| send(Event::Change(id)) }
            IconButton { icon: IconName::Trash2, label: t!("addresses-remove-one", label = label), onclick: move |_| send(Event::AskRemove(id)) }
        }
    }
}
