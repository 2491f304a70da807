//! How courier mode looks.

use super::state::handed_over;
use crate::{
    board::CardView,
    cards::{DoorPart, Due, HandOver, Pending},
    position::{PositionPart, Sharing},
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
    sharing: Sharing,
    phone: String,
    take: Callback<OrderId>,
    deliver: Callback<(OrderId, StaffAct)>,
) -> Element {
    rsx! {
        div { class: "detail deliveries",
            h1 { class: "title-m", {t!("deliveries-title")} }
            PositionPart { sharing }
            Section { title: t!("deliveries-mine"),
                if carried.is_empty() {
                    EmptyState { art: "courier", level: 3, title: t!("deliveries-none"), text: t!("deliveries-none-text") }
                }
                div { class: "stack",
                    for view in carried {
                        Carried { key: "{view.card.order.id}", view, phone: phone.clone(), deliver }
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
fn Carried(view: CardView, phone: String, deliver: Callback<(OrderId, StaffAct)>) -> Element {
    let order = view.card.order.clone();
    let id = order.id;
    let mut asks = use_signal(|| false);
    let cash = (order.payment == PaymentMethod::Cash).then_some(order.price.total);
    rsx! {
        article { class: "order-card", "data-status": view.status.as_str(),
            header { class: "order-card-head",
                bdi { class: "order-number", {order.number.clone()} }
                Due { view: view.clone() }
            }
            if let Fulfilment::Delivery { address } = &order.fulfilment {
                DoorPart { contact: order.contact.clone(), address: address.clone() }
            }
            if let Some(cash) = cash {
                Banner { tone: Tone::Warning, icon: IconName::Banknote, p { {t!("delivery-cash", amount = money(cash))} } }
            }
            p { class: "sheet-text", {wording::dishes(&order)} }
            Pending { view: view.clone() }
            Button { wide: true, size: ButtonSize::Large, icon: IconName::CircleCheck, onclick: move |_| asks.set(true), {t!("delivery-done")} }
            HandOver {
                open: asks(),
                name: order.contact.name.clone(),
                cash,
                needs_code: view.card.proof_required,
                restaurant_phone: phone,
                ondone: move |code| {
                    asks.set(false);
                    deliver((id, handed_over(code)));
                },
                onclose: move |()| asks.set(false),
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
