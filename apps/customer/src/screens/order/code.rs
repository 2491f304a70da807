//! The code that the guest says at the door. It is asked for when the order sets off, and goes with this card when it ends:
//! nothing keeps it.

use crate::calls::use_calls;
use dioxus::prelude::*;
use foodwala_sdk::{
    OrderId,
    contract::orders::{FulfilmentKind, Order, OrderStatus},
};
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner, FailureKind},
    t,
};

/// Whether an order may have a code that is needed now.
#[must_use]
pub fn is_needed(order: &Order) -> bool {
    order.status == OrderStatus::OutForDelivery && order.fulfilment.kind() == FulfilmentKind::Delivery
}

/// The code of an order, once the platform has told it. Most orders have none.
#[component]
pub fn DoorCode(order: OrderId) -> Element {
    let calls = use_calls();
    let mut told = use_resource(move || async move {
        let answer = calls.client().orders().delivery_code(order).await;
        answer.map(|told| told.code).map_err(Failure::from)
    });
    match told.read().as_ref() {
        Some(Ok(code)) => rsx! {
            Digits { code: code.clone() }
        },
        Some(Err(failure)) if failure.kind != FailureKind::NotFound => rsx! {
            FailureBanner { failure: failure.clone(), onretry: move |()| told.restart() }
        },
        _ => rsx! {},
    }
}

/// The digits, large enough for somebody at the door to read them over a shoulder; a screen reader says them one by one.
#[component]
fn Digits(code: String) -> Element {
    let digits: Vec<String> = code.chars().map(String::from).collect();
    let spoken = digits.join(", ");
    rsx! {
        Card { class: "order-door-code",
            h2 { class: "order-side-title", {t!("order-door-code")} }
            p { class: "order-door-digits", dir: "ltr",
                span { class: "visually-hidden", {spoken} }
                for (index , digit) in digits.into_iter().enumerate() {
                    span { key: "{index}", "aria-hidden": "true", {digit} }
                }
            }
            p { class: "order-door-text", {t!("order-door-code-text")} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use foodwala_sdk::contract::orders::Fulfilment;

    #[test]
    fn a_code_is_needed_only_while_the_delivery_is_on_its_way() {
        let mut order = samples::order(OrderStatus::OutForDelivery);
        assert!(is_needed(&order));
        for status in OrderStatus::ALL {
            order.status = *status;
            assert_eq!(is_needed(&order), *status == OrderStatus::OutForDelivery);
        }
        order.status = OrderStatus::OutForDelivery;
        order.fulfilment = Fulfilment::Pickup;
        assert!(!is_needed(&order));
    }

    #[test]
    fn the_digits_are_read_out_one_by_one() {
        let mut dom = VirtualDom::new(|| {
            rsx! {
                Digits { code: "0417" }
            }
        });
        dom.rebuild_in_place();
        let html = dioxus_ssr::render(&dom);
        assert!(html.contains("0, 4, 1, 7"), "{html}");
        assert_eq!(html.matches(r#"aria-hidden="true""#).count(), 4);
    }
}
