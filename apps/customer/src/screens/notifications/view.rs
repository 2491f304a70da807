//! How notifications look.

use super::state::{Event, State};
use crate::{route::Route, wording};
use dioxus::prelude::*;
use foodwala_sdk::contract::{
    notifications::{Notification, NotificationKind},
    orders::OrderStatus,
};
use foodwala_ui::{
    components::*,
    sdk::{Failure, FailureBanner, FailureState},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    rsx! {
        div { class: "notifications",
            TopBar { title: t!("notifications-title"), back_href: Route::Account {}.to_string() }
            match (&state.error, state.loaded) {
                (Some(error), false) => rsx! {
                    FailureState { failure: Failure::from(error), onretry: move |()| send(Event::Load) }
                },
                (None, false) => rsx! {
                    Loading { Skeleton { shape: SkeletonShape::Row, count: 5 } }
                },
                (_, true) if state.items.is_empty() => rsx! {
                    EmptyState { art: "bell", title: t!("notifications-none"), text: t!("notifications-none-text") }
                },
                (error, true) => rsx! {
                    ul { class: "notifications-list", "aria-live": "polite", "aria-relevant": "additions",
                        for item in &state.items {
                            Item { key: "{item.id}", item: item.clone() }
                        }
                    }
                    if let Some(error) = error {
                        FailureBanner { failure: Failure::from(error), onretry: move |()| send(Event::More) }
                    }
                    if state.next.is_some() {
                        div { class: "orders-more",
                            Button { kind: ButtonKind::Secondary, busy: state.busy, onclick: move |_| send(Event::More), {t!("orders-more")} }
                        }
                    }
                },
            }
        }
    }
}

#[component]
fn Item(item: Notification) -> Element {
    let (icon, title, text, href) = match &item.about {
        NotificationKind::OrderMoved {
            order_id,
            number,
            restaurant_name,
            status,
        } => (
            icon(*status),
            wording::status(*status),
            t!(
                "notifications-order",
                restaurant = restaurant_name.clone(),
                number = number.clone()
            ),
            Route::Order { id: *order_id }.to_string(),
        ),
        NotificationKind::Welcome => (
            IconName::Heart,
            t!("notifications-welcome"),
            t!("notifications-welcome-text"),
            Route::Home {}.to_string(),
        ),
        NotificationKind::DeliveryAssigned {
            number,
            restaurant_name,
            ..
        } => (
            IconName::Bike,
            t!("notifications-delivery"),
            t!(
                "notifications-order",
                restaurant = restaurant_name.clone(),
                number = number.clone()
            ),
            Route::Notifications {}.to_string(),
        ),
    };
    rsx! {
        li { class: "notifications-item", "data-unread": (!item.read).then_some("true"),
            Anchor { href, class: "notifications-link",
                span { class: "notifications-icon", "aria-hidden": "true", Icon { name: icon } }
                span { class: "notifications-what",
                    span { class: "notifications-title",
                        {title}
                        if !item.read {
                            span { class: "visually-hidden", " (" {t!("notifications-new")} ")" }
                        }
                    }
                    span { class: "notifications-text", {text} }
                }
                span { class: "notifications-when", Ago { at: item.at } }
            }
        }
    }
}

const fn icon(status: OrderStatus) -> IconName {
    match status {
        OrderStatus::PaymentPending | OrderStatus::PaymentFailed => IconName::CreditCard,
        OrderStatus::Scheduled => IconName::CalendarClock,
        OrderStatus::Placed | OrderStatus::Accepted => IconName::ReceiptText,
        OrderStatus::Preparing => IconName::ChefHat,
        OrderStatus::Ready | OrderStatus::Collected => IconName::ShoppingBag,
        OrderStatus::OutForDelivery => IconName::Bike,
        OrderStatus::Delivered => IconName::CircleCheck,
        OrderStatus::Rejected | OrderStatus::Expired | OrderStatus::Cancelled => IconName::CircleX,
    }
}
