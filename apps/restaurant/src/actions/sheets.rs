//! The sheets that ask for the details of an action.

use super::{Actions, Ask, Event, Open, Reason, may, steps, use_actions};
use crate::{
    board::{CardView, use_board},
    crew::use_crew,
    route::Route,
    share::ShareSheet,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::{
    couriers::{ListCouriers, ShareDelivery},
    orders::{FulfilmentKind, OrderAction},
};
use foodwala_ui::{
    prelude::*,
    sdk::{Failure, FailureBanner, calls::use_calls},
};

/// Minutes to choose from.
const ACCEPT: [u32; 7] = [10, 15, 20, 25, 30, 45, 60];
/// Minutes to add.
const DELAY: [u32; 5] = [5, 10, 15, 20, 30];

/// The open sheet, if any.
#[component]
pub fn ActionSheets() -> Element {
    let actions = use_actions();
    let board = use_board();
    let open = actions.state.read().open.clone();
    let Some(open) = open else { return rsx! {} };
    let Some(view) = board.card(open.order) else {
        return rsx! {};
    };
    match open.ask {
        Ask::Accept { minutes } => rsx! { Minutes { view, open, minutes, choices: ACCEPT.to_vec() } },
        Ask::Delay { minutes } => rsx! { Minutes { view, open, minutes, choices: DELAY.to_vec() } },
        Ask::Reject | Ask::Cancel => rsx! { Why { view, open } },
        Ask::Dispatch { .. } => rsx! { Who { view, open } },
        Ask::More => rsx! { More { view } },
        Ask::Share => rsx! { ShareSheet { view } },
    }
}

#[component]
fn Minutes(view: CardView, open: Open, minutes: u32, choices: Vec<u32>) -> Element {
    let actions = use_actions();
    let accepts = matches!(open.ask, Ask::Accept { .. });
    let number = view.card.order.number.clone();
    let title = if accepts {
        t!("accept-title", number = number)
    } else {
        t!("delay-title", number = number)
    };
    let confirm = if accepts {
        t!("accept-confirm")
    } else {
        t!("delay-confirm")
    };
    rsx! {
        Sheet {
            open: true,
            title,
            onclose: move |()| actions.send(Event::Close),
            footer: rsx! {
                Button {
                    wide: true,
                    size: ButtonSize::Large,
                    icon: IconName::Check,
                    id: "sheet-confirm",
                    onclick: move |_| actions.send(Event::Confirm { reason: String::new() }),
                    {confirm}
                }
            },
            p { class: "sheet-text", {if accepts { t!("accept-text") } else { t!("delay-text") }} }
            div { class: "minutes", role: "group", "aria-label": t!("minutes-label"),
                for choice in choices {
                    button {
                        key: "{choice}",
                        r#type: "button",
                        class: "minutes-choice",
                        "aria-pressed": (choice == minutes).to_string(),
                        onclick: move |_| actions.send(Event::Minutes(choice)),
                        span { class: "minutes-number", {formats().number(choice.into())} }
                        span { class: "minutes-unit", {t!("minutes-unit")} }
                    }
                }
            }
            div { class: "minutes-exact",
                Stepper {
                    label: t!("minutes-label"),
                    value: minutes,
                    min: 1,
                    max: if accepts { 240 } else { 120 },
                    onchange: move |value| actions.send(Event::Minutes(value)),
                }
            }
        }
    }
}

fn reason_text(reason: Reason) -> String {
    t!(match reason {
        Reason::SoldOut => "reason-sold_out",
        Reason::Busy => "reason-busy",
        Reason::Closing => "reason-closing",
        Reason::NoCourier => "reason-no_courier",
        Reason::Other => "reason-other",
    })
}

#[component]
fn Why(view: CardView, open: Open) -> Element {
    let actions = use_actions();
    let order = &view.card.order;
    let rejects = open.ask == Ask::Reject;
    let number = order.number.clone();
    let options = Reason::ALL
        .iter()
        .map(|reason| RadioOption::new(reason.as_str(), reason_text(*reason)));
    let told = reason_text(open.reason);
    let mut dishes: Vec<(foodwala_sdk::ItemId, String)> = Vec::new();
    for line in &order.price.lines {
        if !dishes.iter().any(|(id, _)| *id == line.item_id) {
            dishes.push((line.item_id, line.name.clone()));
        }
    }
    rsx! {
        Sheet {
            open: true,
            title: if rejects { t!("reject-title", number = number) } else { t!("cancel-title", number = number) },
            onclose: move |()| actions.send(Event::Close),
            footer: rsx! {
                Button {
                    wide: true,
                    size: ButtonSize::Large,
                    kind: ButtonKind::Danger,
                    id: "sheet-confirm",
                    onclick: move |_| actions.send(Event::Confirm { reason: told.clone() }),
                    {if rejects { t!("reject-confirm") } else { t!("cancel-confirm") }}
                }
            },
            p { class: "sheet-text", {t!("reason-text")} }
            RadioGroup {
                legend: t!("reason-label"),
                hide_legend: true,
                options: options.collect::<Vec<_>>(),
                value: open.reason.as_str(),
                onchange: move |value: String| {
                    let found = Reason::ALL.into_iter().find(|reason| reason.as_str() == value);
                    actions.send(Event::Reason(found.unwrap_or_default()));
                },
            }
            if open.reason == Reason::Other {
                TextArea {
                    label: t!("reason-words"),
                    required: true,
                    rows: 2,
                    maxlength: 500,
                    value: open.words.clone(),
                    error: open.incomplete.then(|| t!("reason-missing")),
                    oninput: move |words| actions.send(Event::Words(words)),
                }
            }
            if rejects && open.reason == Reason::SoldOut {
                fieldset { class: "sold-out",
                    legend { class: "field-label", {t!("reject-sold-out")} }
                    for (id , name) in dishes {
                        Checkbox {
                            key: "{id}",
                            label: name,
                            checked: open.sold_out.contains(&id),
                            onchange: move |on| actions.send(Event::SoldOut(id, on)),
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Who(view: CardView, open: Open) -> Element {
    let actions = use_actions();
    let crew = use_crew();
    let calls = use_calls();
    let place = view.card.order.restaurant_id;
    let knows_couriers = crew.may::<ListCouriers>(place);
    let mut couriers = use_resource(move || async move {
        if !knows_couriers {
            return Ok(Vec::new());
        }
        let couriers = calls.client().couriers(place).list().await;
        couriers.map(|couriers| couriers.items).map_err(Failure::from)
    });
    // Then nobody can be named; the order can be handed over all the same.
    let failure = couriers.read().as_ref().and_then(|found| found.as_ref().err().cloned());
    let chosen = match &open.ask {
        Ask::Dispatch { courier } => *courier,
        _ => None,
    };
    let mut options = vec![RadioOption::new("", t!("dispatch-nobody")).icon(IconName::Bike)];
    for member in couriers.read().iter().flatten().flatten() {
        let option = RadioOption::new(member.account_id.to_string(), member.name.clone()).icon(IconName::User);
        options.push(if member.carrying > 0 {
            option.hint(t!("dispatch-carrying", count = member.carrying))
        } else {
            option
        });
    }
    rsx! {
        Sheet {
            open: true,
            title: t!("dispatch-title", number = view.card.order.number.clone()),
            onclose: move |()| actions.send(Event::Close),
            footer: rsx! {
                Button {
                    wide: true,
                    size: ButtonSize::Large,
                    icon: IconName::Bike,
                    id: "sheet-confirm",
                    onclick: move |_| actions.send(Event::Confirm { reason: String::new() }),
                    {t!("dispatch-confirm")}
                }
            },
            p { class: "sheet-text", {t!("dispatch-text")} }
            if let Some(failure) = failure {
                FailureBanner { failure, onretry: move |()| couriers.restart() }
            }
            RadioGroup {
                legend: t!("dispatch-label"),
                hide_legend: true,
                options,
                value: chosen.map(|id| id.to_string()).unwrap_or_default(),
                onchange: move |value: String| actions.send(Event::Courier(value.parse().ok())),
            }
            if crew.may::<ShareDelivery>(place) {
                Outsider { actions, id: view.card.order.id }
            }
        }
    }
}

#[component]
fn More(view: CardView) -> Element {
    let actions = use_actions();
    let crew = use_crew();
    let order = &view.card.order;
    let (id, place) = (order.id, order.restaurant_id);
    let possible = steps(view.status, order.fulfilment.kind());
    let others = possible.into_iter().filter(|action| may(crew, place, *action));
    let phone = order.contact.phone.clone();
    rsx! {
        Sheet {
            open: true,
            title: t!("more-title", number = order.number.clone()),
            onclose: move |()| actions.send(Event::Close),
            div { class: "more-list",
                Button {
                    kind: ButtonKind::Secondary,
                    wide: true,
                    icon: IconName::ReceiptText,
                    href: Route::Order { place, id }.to_string(),
                    onclick: move |_| actions.send(Event::Close),
                    {t!("more-details")}
                }
                if !phone.is_empty() {
                    Button { kind: ButtonKind::Secondary, wide: true, icon: IconName::Phone, href: "tel:{phone}",
                        {t!("more-call", name = order.contact.name.clone())}
                    }
                }
                if order.fulfilment.kind() == FulfilmentKind::Delivery && !view.status.is_final() && crew.may::<ShareDelivery>(place) {
                    Outsider { actions, id }
                }
                for action in others {
                    MoreAction { key: "{action:?}", actions, action, id }
                }
            }
        }
    }
}

/// Somebody from outside brings it.
#[component]
fn Outsider(actions: Actions, id: foodwala_sdk::OrderId) -> Element {
    rsx! {
        Button {
            kind: ButtonKind::Secondary,
            wide: true,
            icon: IconName::Share2,
            onclick: move |_| actions.send(Event::Share(id)),
            {t!("link-open")}
        }
    }
}

#[component]
fn MoreAction(actions: Actions, action: OrderAction, id: foodwala_sdk::OrderId) -> Element {
    let is_end = matches!(action, OrderAction::Cancel | OrderAction::Reject);
    rsx! {
        Button {
            kind: if is_end { ButtonKind::Danger } else { ButtonKind::Secondary },
            wide: true,
            icon: wording::action_icon(action),
            onclick: move |_| actions.take(id, action),
            {wording::action(action)}
        }
    }
}
