//! How courier mode looks.

use super::state::{State, Trouble, handed_over};
use crate::{
    board::CardView,
    cards::{Due, Pending},
    queue::StaffAct,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    OrderId,
    contract::orders::{Fulfilment, OrderStatus, PaymentMethod},
};
use foodwala_ui::prelude::*;

/// The screen.
#[component]
pub fn View(
    carried: Vec<CardView>,
    ready: Vec<CardView>,
    state: ReadSignal<State>,
    take: Callback<OrderId>,
    deliver: Callback<(OrderId, StaffAct)>,
    share: Callback<bool>,
) -> Element {
    let shown = state.read();
    rsx! {
        div { class: "detail deliveries",
            h1 { class: "title-m", {t!("deliveries-title")} }
            Card { class: "detail-part",
                Switch {
                    label: t!("share-label"),
                    hint: t!("share-hint"),
                    checked: shown.shares,
                    onchange: share,
                }
                if let Some(trouble) = shown.trouble {
                    Banner { tone: Tone::Warning,
                        p {
                            {match trouble {
                                Trouble::Denied => t!("share-denied"),
                                Trouble::Unknown => t!("share-unknown"),
                                Trouble::Untold => t!("share-untold"),
                            }}
                        }
                    }
                } else if let Some(at) = shown.told_at {
                    p { class: "sheet-text", {t!("share-told")} " " Ago { at } }
                }
            }
            Section { title: t!("deliveries-mine"),
                if carried.is_empty() {
                    EmptyState { art: "courier", level: 3, title: t!("deliveries-none"), text: t!("deliveries-none-text") }
                }
                div { class: "stack",
                    for view in carried {
                        Carried { key: "{view.card.order.id}", view, deliver }
                    }
                }
            }
            if !ready.is_empty() {
                Section { title: t!("deliveries-ready"),
                    div { class: "stack",
                        for view in ready {
                            Waits { key: "{view.card.order.id}", view, take }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Carried(view: CardView, deliver: Callback<(OrderId, StaffAct)>) -> Element {
    let order = view.card.order.clone();
    let id = order.id;
    let mut asks = use_signal(|| false);
    let mut code = use_signal(String::new);
    let mut is_short = use_signal(|| false);
    let needs_code = view.card.proof_required;
    let phone = order.contact.phone.clone();
    rsx! {
        article { class: "order-card", "data-status": view.status.as_str(),
            header { class: "order-card-head",
                bdi { class: "order-number", {order.number.clone()} }
                Due { view: view.clone() }
            }
            p { class: "detail-name", {order.contact.name.clone()} }
            if let Fulfilment::Delivery { address } = &order.fulfilment {
                p { class: "delivery-address", {wording::address(address)} }
                if let Some(instructions) = &address.instructions {
                    p { class: "order-note", Icon { name: IconName::MapPin } {instructions.clone()} }
                }
                div { class: "delivery-ways",
                    Button {
                        kind: ButtonKind::Secondary,
                        icon: IconName::Navigation,
                        href: "geo:{address.location.latitude},{address.location.longitude}?q={address.location.latitude},{address.location.longitude}",
                        {t!("delivery-navigate")}
                    }
                    if !phone.is_empty() {
                        Button { kind: ButtonKind::Secondary, icon: IconName::Phone, href: "tel:{phone}", {t!("delivery-call")} }
                    }
                }
            }
            if order.payment == PaymentMethod::Cash {
                Banner { tone: Tone::Warning, icon: IconName::Banknote, p { {t!("delivery-cash", amount = money(order.price.total))} } }
            }
            p { class: "sheet-text", {wording::dishes(&order)} }
            Pending { view: view.clone() }
            Button { wide: true, size: ButtonSize::Large, icon: IconName::CircleCheck, onclick: move |_| asks.set(true), {t!("delivery-done")} }
            Dialog {
                open: asks(),
                title: t!("delivery-ask", name = order.contact.name.clone()),
                text: (order.payment == PaymentMethod::Cash).then(|| t!("delivery-cash", amount = money(order.price.total))),
                confirm: t!("delivery-done"),
                onconfirm: move |()| {
                    let act = handed_over(needs_code, &code.read());
                    is_short.set(act.is_none());
                    if let Some(act) = act {
                        asks.set(false);
                        code.set(String::new());
                        deliver((id, act));
                    }
                },
                onclose: move |()| asks.set(false),
                if needs_code {
                    Field {
                        label: t!("delivery-code"),
                        hint: t!("delivery-code-hint"),
                        id: "delivery-code",
                        kind: FieldKind::Digits,
                        required: true,
                        maxlength: 4,
                        value: code(),
                        error: is_short().then(|| t!("delivery-code-missing")),
                        oninput: move |text| code.set(text),
                    }
                }
            }
        }
    }
}

#[component]
fn Waits(view: CardView, take: Callback<OrderId>) -> Element {
    let order = view.card.order.clone();
    let id = order.id;
    debug_assert_eq!(view.status, OrderStatus::Ready);
    rsx! {
        article { class: "order-card", "data-status": view.status.as_str(),
            header { class: "order-card-head",
                bdi { class: "order-number", {order.number.clone()} }
                Due { view: view.clone() }
            }
            if let Fulfilment::Delivery { address } = &order.fulfilment {
                p { class: "delivery-address", {wording::address(address)} }
            }
            Pending { view: view.clone() }
            Button { wide: true, icon: IconName::Bike, onclick: move |_| take(id), {t!("delivery-take")} }
        }
    }
}
