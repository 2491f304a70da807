//! How the staff looks.

use super::state::{EMAIL, Event, State};
use crate::{crew::use_crew, wording};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::{
        access::StaffRole,
        restaurants::{AddStaff, StaffMember},
    },
};
use foodwala_ui::{prelude::*, sdk::FailureBanner};

const ROLES: [StaffRole; 4] = [
    StaffRole::Kitchen,
    StaffRole::Courier,
    StaffRole::Manager,
    StaffRole::Owner,
];

const fn key(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Owner => "owner",
        StaffRole::Manager => "manager",
        StaffRole::Kitchen => "kitchen",
        StaffRole::Courier => "courier",
    }
}

fn hint(role: StaffRole) -> String {
    t!(match role {
        StaffRole::Owner => "role-owner-hint",
        StaffRole::Manager => "role-manager-hint",
        StaffRole::Kitchen => "role-kitchen-hint",
        StaffRole::Courier => "role-courier-hint",
    })
}

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, place: RestaurantId, send: Callback<Event>) -> Element {
    let shown = state.read();
    let crew = use_crew();
    let Some(staff) = shown.staff.value() else {
        return match shown.staff.failure() {
            Some(failure) => rsx! {
                FailureState { failure: failure.clone(), onretry: move |()| send(Event::Load) }
            },
            None => rsx! {
                Loading { class: "detail", Skeleton { shape: SkeletonShape::Row, count: 5 } }
            },
        };
    };
    let removing = shown.removing.clone();
    rsx! {
        div { class: "detail",
            div { class: "screen-head",
                h1 { class: "title-m", {t!("staff-title")} }
                if crew.may::<AddStaff>(place) {
                    Button { icon: IconName::Plus, id: "staff-add", onclick: move |_| send(Event::Adding(true)), {t!("staff-add")} }
                }
            }
            if let (Some(failure), false) = (&shown.failure, shown.adding) {
                FailureBanner { failure: failure.clone() }
            }
            ul { class: "staff",
                for member in staff.iter() {
                    Row { key: "{member.account_id}", member: member.clone(), send }
                }
            }
        }
        if shown.adding {
            Add { state, send }
        }
        if let Some(member) = removing {
            Dialog {
                open: true,
                danger: true,
                busy: shown.busy,
                title: t!("staff-remove-title", name = member.name.clone()),
                text: t!("staff-remove-text"),
                confirm: t!("staff-remove"),
                onconfirm: move |()| send(Event::Remove),
                onclose: move |()| send(Event::Removing(None)),
            }
        }
    }
}

#[component]
fn Row(member: StaffMember, send: Callback<Event>) -> Element {
    let removed = member.clone();
    rsx! {
        li { class: "staff-row",
            Avatar { name: member.name.clone() }
            span { class: "staff-name", {member.name.clone()} }
            Badge { tone: if member.role == StaffRole::Owner { Tone::Accent } else { Tone::Neutral }, {wording::role(member.role)} }
            IconButton {
                icon: IconName::Trash2,
                label: t!("staff-remove-label", name = member.name.clone()),
                onclick: move |_| send(Event::Removing(Some(removed.clone()))),
            }
        }
    }
}

#[component]
fn Add(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let options: Vec<RadioOption> = ROLES
        .iter()
        .map(|role| RadioOption::new(key(*role), wording::role(*role)).hint(hint(*role)))
        .collect();
    rsx! {
        Sheet {
            open: true,
            title: t!("staff-add"),
            onclose: move |()| send(Event::Adding(false)),
            footer: rsx! {
                Button { wide: true, size: ButtonSize::Large, submit: true, form: "staff-form", busy: shown.busy, {t!("staff-add-do")} }
            },
            form {
                id: "staff-form",
                class: "stack",
                novalidate: true,
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    send(Event::Submit);
                },
                p { class: "sheet-text", {t!("staff-add-text")} }
                if let Some(failure) = &shown.failure {
                    FailureBanner { failure: failure.clone() }
                }
                Field {
                    id: EMAIL,
                    label: t!("ui-email"),
                    kind: FieldKind::Email,
                    required: true,
                    value: shown.email.clone(),
                    error: shown.problems.of(EMAIL).map(|key| t!(key)),
                    oninput: move |text| send(Event::Email(text)),
                }
                RadioGroup {
                    legend: t!("staff-role"),
                    options,
                    value: key(shown.role),
                    onchange: move |value: String| {
                        if let Some(role) = ROLES.into_iter().find(|role| key(*role) == value) {
                            send(Event::Role(role));
                        }
                    },
                }
            }
        }
    }
}
