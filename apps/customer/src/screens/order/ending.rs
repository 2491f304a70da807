//! How an order ended, and what to do next.

use crate::{route::Route, screens::orders::AgainButton};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{Order, OrderStatus, PaymentStatus};
use foodwala_ui::{components::*, t};

/// How an order ended.
#[component]
pub fn Ending(order: Order) -> Element {
    let restaurant = Route::Restaurant {
        id: order.restaurant_id,
        item: None,
    }
    .to_string();
    let reason = order.history.last().and_then(|step| step.reason.clone());
    let (art, text) = match order.status {
        OrderStatus::Delivered | OrderStatus::Collected => ("party", t!("order-ending-fulfilled")),
        OrderStatus::Rejected => (
            "plate",
            t!("order-ending-rejected", restaurant = order.restaurant_name.clone()),
        ),
        OrderStatus::Expired => (
            "clock",
            t!("order-ending-expired", restaurant = order.restaurant_name.clone()),
        ),
        OrderStatus::PaymentFailed => ("card", t!("order-ending-payment_failed")),
        _ => ("plate", t!("order-ending-cancelled")),
    };
    let refund = match order.card_payment.as_ref().map(|card| card.status) {
        Some(PaymentStatus::RefundPending) => Some(t!("order-refund-pending")),
        Some(PaymentStatus::Refunded) => Some(t!("order-refunded")),
        Some(PaymentStatus::Paid) if !order.status.is_fulfilled() => Some(t!("order-refund-pending")),
        _ => None,
    };
    rsx! {
        Card { class: "order-ending",
            Illustration { name: art, size: ArtSize::Medium }
            div { class: "order-ending-text",
                p { {text} }
                if let Some(reason) = reason {
                    blockquote { class: "order-reason", {reason} }
                }
                if let Some(refund) = refund {
                    p { class: "order-refund", Icon { name: IconName::CreditCard } {refund} }
                }
                div { class: "order-actions",
                    if order.status.is_fulfilled() {
                        match &order.review {
                            Some(review) => rsx! {
                                span { class: "order-stars", {t!("order-you-gave")} " " Rating { stars: f64::from(review.stars) } }
                            },
                            None => rsx! {
                                Button { icon: IconName::Star, href: Route::Review { id: order.id }.to_string(), {t!("order-review")} }
                            },
                        }
                        AgainButton { order: order.clone() }
                    } else {
                        AgainButton { order: order.clone(), kind: ButtonKind::Primary, text: t!("order-try-again") }
                        if order.status != OrderStatus::PaymentFailed {
                            Button { kind: ButtonKind::Secondary, href: Route::Home {}.to_string(), {t!("order-other-restaurants")} }
                        } else {
                            Button { kind: ButtonKind::Secondary, href: restaurant, {t!("order-see-menu")} }
                        }
                    }
                }
            }
        }
    }
}
