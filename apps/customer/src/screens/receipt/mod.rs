//! The receipt of an order, to read and to print.

use crate::{calls::use_calls, context::use_title, gate::Gate, route::Route, screens::order::Lines, wording};
use dioxus::prelude::*;
use foodwala_sdk::{
    OrderId,
    contract::orders::{Fulfilment, Order},
};
use foodwala_ui::{
    components::*,
    device,
    format::formats,
    sdk::{Failure, FailureState, Loadable},
    t,
};

/// The receipt of an order.
#[component]
pub fn Receipt(id: OrderId) -> Element {
    use_title(t!("receipt-title"));
    rsx! {
        Gate { title: t!("order-gate"), next: Route::Receipt { id }, Loaded { key: "{id}", id } }
    }
}

#[component]
fn Loaded(id: OrderId) -> Element {
    let calls = use_calls();
    let mut order = use_signal(Loadable::<Order>::default);
    let load = use_callback(move |()| {
        order.write().begin();
        spawn(async move {
            let answer = calls.client().orders().get(id).await;
            order.write().finish(answer.map_err(Failure::from));
        });
    });
    use_hook(move || load(()));
    let order = order.read();
    rsx! {
        div { class: "receipt",
            TopBar {
                title: t!("receipt-title"),
                back_href: Route::Order { id }.to_string(),
                actions: rsx! {
                    Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, icon: IconName::Printer, onclick: |_| device::print(), {t!("receipt-print")} }
                },
            }
            match (order.value(), order.failure()) {
                (Some(order), _) => rsx! { Paper { order: order.clone() } },
                (None, Some(failure)) => rsx! {
                    FailureState { failure: failure.clone(), onretry: move |()| load(()) }
                },
                (None, None) => rsx! {
                    Loading { Skeleton { shape: SkeletonShape::Title } Skeleton { shape: SkeletonShape::Text, count: 8 } }
                },
            }
        }
    }
}

#[component]
fn Paper(order: Order) -> Element {
    let zone = device::time_zone();
    let at = |time| format!("{}, {}", formats().date(time, &zone), formats().time(time, &zone));
    rsx! {
        article { class: "receipt-paper",
            header { class: "receipt-head",
                h2 { class: "receipt-restaurant", {order.restaurant_name.clone()} }
                if let Some(restaurant) = &order.restaurant {
                    p {
                        {restaurant.address.street.clone()} ", " {restaurant.address.postal_code.clone()} " " {restaurant.address.city.clone()}
                    }
                    if !restaurant.phone.is_empty() {
                        p { bdi { {restaurant.phone.clone()} } }
                    }
                }
            }
            dl { class: "receipt-facts",
                div { dt { {t!("receipt-number")} } dd { bdi { {order.number.clone()} } } }
                div { dt { {t!("receipt-ordered")} } dd { {at(order.ordered_at)} } }
                div { dt { {t!("order-payment")} } dd { {wording::payment(order.payment)} } }
                div { dt { {t!("receipt-status")} } dd { {wording::status(order.status)} } }
                div { dt { {t!("receipt-for")} } dd { {order.contact.name.clone()} } }
                if let Fulfilment::Delivery { address } = &order.fulfilment {
                    div { dt { {t!("order-to")} } dd { {wording::address(address)} } }
                }
            }
            h3 { class: "visually-hidden", {t!("order-details")} }
            Lines { order: order.clone() }
            Sum { rows: wording::sum(&order.price) }
            footer { class: "receipt-foot", {t!("receipt-thanks")} }
        }
    }
}
