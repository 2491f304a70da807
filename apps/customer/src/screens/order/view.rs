//! How an order on its way looks.

use super::{
    code::{DoorCode, is_needed},
    details::Details,
    ending::Ending,
    state::{Cancelling, Event, Link, Stage, State, can_cancel, way},
};
use crate::{route::Route, wording};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{self, Fulfilment, FulfilmentKind, OrderStatus};
use foodwala_ui::{
    components::*,
    device,
    format::formats,
    sdk::{Failure, FailureBanner, FailureState},
    t,
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let Some(order) = state.order.as_deref() else {
        return match &state.link {
            Link::Over(error) => {
                let failure = error
                    .as_ref()
                    .map_or_else(|| Failure::of(foodwala_ui::sdk::FailureKind::Offline), Failure::from);
                rsx! {
                    h1 { class: "visually-hidden", {t!("order-title")} }
                    FailureState { failure, onretry: move |()| send(Event::Retry) }
                }
            }
            _ => rsx! {
                Loading { class: "order",
                    h1 { class: "visually-hidden", {t!("order-title")} }
                    Skeleton { shape: SkeletonShape::Cover }
                    Skeleton { shape: SkeletonShape::Title }
                    Skeleton { shape: SkeletonShape::Row, count: 4 }
                }
            },
        };
    };
    let mut order = order.clone();
    // Orders of long ago do not hold it.
    if let (None, Some(view)) = (&order.restaurant, &state.restaurant) {
        let profile = &view.restaurant.profile;
        order.restaurant = Some(orders::OrderRestaurant {
            phone: profile.phone.clone(),
            address: profile.address.clone(),
            location: profile.location,
        });
    }
    let zone = state
        .restaurant
        .as_ref()
        .map_or_else(device::time_zone, |it| it.restaurant.hours.time_zone.clone());
    let is_over = order.status.is_final();
    let news = state
        .news
        .map(|status| wording::headline(status, order.fulfilment.kind()));
    rsx! {
        div { class: "order",
            TopBar { title: t!("order-number", number = order.number.clone()), back_href: Route::Orders {}.to_string() }
            p { class: "visually-hidden", role: "status", "aria-live": "polite", {news.unwrap_or_default()} }
            if !is_over {
                Connection { link: state.link.clone_kind(), send }
            }
            div { class: "order-columns",
                div { class: "order-main",
                    Hero { order: order.clone(), zone: zone.clone(), delayed: state.delayed }
                    if is_needed(&order) {
                        DoorCode { key: "{order.id}", order: order.id }
                    }
                    if is_over {
                        Ending { order: order.clone() }
                    } else {
                        Whereabouts { order: order.clone(), position: state.position }
                    }
                    if order.status == OrderStatus::PaymentPending {
                        Payment { order: order.clone() }
                    }
                    Card { class: "order-steps",
                        Timeline { label: t!("order-steps"), steps: steps(&order, &zone) }
                    }
                }
                div { class: "order-side",
                    Contacts { order: order.clone(), send }
                    Details { order: order.clone() }
                }
            }
            CancelDialog { order: order.clone(), cancelling: state.cancelling.clone(), send }
        }
    }
}

/// What a link is, without what went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LinkKind {
    Live,
    Connecting,
    Over,
}

impl Link {
    fn clone_kind(&self) -> LinkKind {
        match self {
            Self::Live => LinkKind::Live,
            Self::Connecting | Self::Broken => LinkKind::Connecting,
            Self::Over(_) => LinkKind::Over,
        }
    }
}

#[component]
fn Connection(link: LinkKind, send: Callback<Event>) -> Element {
    match link {
        LinkKind::Live => rsx! {
            p { class: "order-link", "data-live": "true", span { class: "order-link-dot", "aria-hidden": "true" } {t!("order-live")} }
        },
        LinkKind::Connecting => rsx! {
            p { class: "order-link", role: "status", span { class: "spinner", "aria-hidden": "true" } {t!("order-reconnecting")} }
        },
        LinkKind::Over => rsx! {
            Banner { tone: Tone::Warning, title: t!("order-link-over"),
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::Retry), {t!("ui-retry")} }
            }
        },
    }
}

#[component]
fn Hero(order: orders::Order, zone: String, delayed: bool) -> Element {
    let status = order.status;
    let kind = order.fulfilment.kind();
    let promised = formats().moment(order.promised_at, &zone, device::now());
    let waits = matches!(
        status,
        OrderStatus::Placed
            | OrderStatus::Accepted
            | OrderStatus::Preparing
            | OrderStatus::Ready
            | OrderStatus::OutForDelivery
    );
    rsx! {
        div { class: "order-hero", "data-tone": if status.is_final() { "over" } else { "live" },
            div { class: "order-hero-text",
                Badge { tone: wording::tone(status), {wording::status(status)} }
                h2 { class: "order-headline", {wording::headline(status, kind)} }
                match status {
                    OrderStatus::Scheduled => rsx! {
                        p { class: "order-promise", {t!("order-scheduled-for", time = promised)} }
                    },
                    OrderStatus::Placed => rsx! {
                        p { class: "order-promise", {t!("order-waits-for", restaurant = order.restaurant_name.clone())} }
                        if let Some(until) = order.accept_by {
                            p { class: "order-accept", {t!("order-answer-within")} " " Countdown { until } }
                        }
                    },
                    _ if waits => rsx! {
                        p { class: "order-promise",
                            {match kind {
                                FulfilmentKind::Delivery => t!("order-arrives-at", time = promised),
                                FulfilmentKind::Pickup => t!("order-ready-at", time = promised),
                            }}
                        }
                    },
                    _ => rsx! {},
                }
                if delayed {
                    p { class: "order-delayed", role: "status", Icon { name: IconName::Clock } {t!("order-delayed")} }
                }
            }
            if waits {
                Clock { key: "{order.promised_at}", until: order.promised_at }
            }
        }
    }
}

/// The time that is left; a promise that has run out is not counted on.
#[component]
fn Clock(until: foodwala_sdk::Timestamp) -> Element {
    let mut is_over = use_signal(|| until <= device::now());
    rsx! {
        div { class: "order-clock",
            if is_over() {
                span { class: "order-clock-soon", {t!("order-any-moment")} }
            } else {
                span { class: "order-clock-label", {t!("order-in")} }
                Countdown { until, onend: move |()| is_over.set(true) }
            }
        }
    }
}

#[component]
fn Whereabouts(order: orders::Order, position: Option<orders::CourierPosition>) -> Element {
    let Some(restaurant) = &order.restaurant else {
        return rsx! {};
    };
    let mut places = vec![Place {
        kind: PlaceKind::Restaurant,
        latitude: restaurant.location.latitude,
        longitude: restaurant.location.longitude,
    }];
    let home = match &order.fulfilment {
        Fulfilment::Delivery { address } => Some(address.location),
        Fulfilment::Pickup => None,
    };
    if let Some(home) = home {
        places.push(Place {
            kind: PlaceKind::Home,
            latitude: home.latitude,
            longitude: home.longitude,
        });
    }
    let mut label = match home {
        Some(_) => t!("order-map", restaurant = order.restaurant_name.clone()),
        None => t!("order-map-pickup", restaurant = order.restaurant_name.clone()),
    };
    let mut note = None;
    if let (OrderStatus::OutForDelivery, Some(position), Some(home)) = (order.status, position, home) {
        let at = position.location;
        places.push(Place {
            kind: PlaceKind::Courier,
            latitude: at.latitude,
            longitude: at.longitude,
        });
        let distance = formats().distance(at.distance_m(&home));
        let name = order
            .courier
            .as_ref()
            .map_or_else(|| t!("order-courier"), |courier| courier.name.clone());
        label = t!("order-map-courier", name = name.clone(), distance = distance.clone());
        note = Some(t!("order-courier-away", name = name, distance = distance));
    } else if order.status == OrderStatus::OutForDelivery && home.is_some() {
        note = Some(t!("order-courier-unknown"));
    }
    rsx! {
        div { class: "order-map",
            Map { label, places }
            if let Some(note) = note {
                p { class: "order-map-note", Icon { name: IconName::Bike } {note} }
            }
        }
    }
}

#[component]
fn Payment(order: orders::Order) -> Element {
    let card = order.card_payment.clone();
    let url = card.as_ref().and_then(|card| card.pay_url.clone());
    let until = card.and_then(|card| card.pay_by);
    rsx! {
        Card { class: "order-pay",
            h3 { {t!("order-pay-title")} }
            p { {t!("order-pay-text")} }
            if let Some(until) = until {
                p { class: "order-accept", {t!("order-pay-within")} " " Countdown { until } }
            }
            match url {
                Some(url) => rsx! {
                    Button { size: ButtonSize::Large, wide: true, icon: IconName::CreditCard, onclick: move |_| device::open(&url),
                        {t!("order-pay")}
                    }
                },
                None => rsx! {
                    p { role: "status", span { class: "spinner", "aria-hidden": "true" } " " {t!("order-pay-preparing")} }
                },
            }
        }
    }
}

#[component]
fn Contacts(order: orders::Order, send: Callback<Event>) -> Element {
    let phone = order
        .restaurant
        .as_ref()
        .map(|it| it.phone.clone())
        .filter(|phone| !phone.is_empty());
    let cancellable = can_cancel(Some(&order));
    let is_over = order.status.is_final();
    rsx! {
        Card { class: "order-contacts",
            div { class: "order-restaurant",
                Avatar { name: order.restaurant_name.clone() }
                div {
                    p { class: "order-restaurant-name",
                        Anchor { href: Route::Restaurant { id: order.restaurant_id, item: None }.to_string(), {order.restaurant_name.clone()} }
                    }
                    if let Some(courier) = &order.courier {
                        p { class: "order-restaurant-note", {t!("order-brought-by", name = courier.name.clone())} }
                    }
                }
            }
            if let (FulfilmentKind::Pickup, Some(restaurant)) = (order.fulfilment.kind(), &order.restaurant) {
                p { class: "order-fetch", Icon { name: IconName::MapPin }
                    span { {t!("order-fetch-at")} " " {restaurant.address.street.clone()} ", " {restaurant.address.city.clone()} }
                }
                p { class: "order-code", {t!("order-code")} " " strong { bdi { {order.number.clone()} } } }
            }
            div { class: "order-actions",
                if let Some(phone) = phone {
                    Button { kind: ButtonKind::Secondary, icon: IconName::Phone, href: "tel:{phone.replace(' ', \"\")}", {t!("order-call")} }
                }
                Button { kind: ButtonKind::Secondary, icon: IconName::ReceiptText, href: Route::Receipt { id: order.id }.to_string(),
                    {t!("order-receipt")}
                }
                if cancellable {
                    Button { kind: ButtonKind::Quiet, onclick: move |_| send(Event::AskCancel), {t!("order-cancel")} }
                } else if !is_over {
                    p { class: "order-no-cancel", {t!("order-no-cancel")} }
                }
            }
        }
    }
}

#[component]
fn CancelDialog(order: orders::Order, cancelling: Cancelling, send: Callback<Event>) -> Element {
    let restaurant = order.restaurant_name.clone();
    // One dialog for all of it: the news may come while a finger is on its way.
    let (title, text, cancel) = match &cancelling {
        Cancelling::No => return rsx! {},
        Cancelling::Asking | Cancelling::Sending | Cancelling::Failed(_) => (
            t!("order-cancel-title"),
            t!("order-cancel-text", restaurant = restaurant),
            t!("order-cancel-no"),
        ),
        Cancelling::TooLate(status) => (
            t!("order-too-late"),
            t!(
                "order-too-late-text",
                status = wording::status(status.unwrap_or(order.status))
            ),
            t!("order-too-late-ok"),
        ),
    };
    rsx! {
        Dialog {
            open: true,
            title,
            text,
            confirm: t!("order-cancel-yes"),
            cancel,
            danger: true,
            busy: matches!(cancelling, Cancelling::Sending),
            past: matches!(cancelling, Cancelling::TooLate(_)),
            onconfirm: move |()| send(Event::Cancel),
            onclose: move |()| send(Event::Keep),
            if let Cancelling::Failed(error) = &cancelling {
                FailureBanner { failure: Failure::from(error) }
            }
        }
    }
}

impl PartialEq for Cancelling {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::No, Self::No) | (Self::Asking, Self::Asking) | (Self::Sending, Self::Sending) => true,
            (Self::TooLate(a), Self::TooLate(b)) => a == b,
            _ => false,
        }
    }
}

fn steps(order: &orders::Order, zone: &str) -> Vec<Step> {
    let reason = order.history.last().and_then(|step| step.reason.clone());
    way(order)
        .into_iter()
        .map(|(status, at, stage)| {
            let is_bad = status.is_final() && !status.is_fulfilled();
            Step {
                title: wording::status(status),
                text: (is_bad || stage == Stage::Now).then(|| reason.clone()).flatten(),
                time: at.map(|at| formats().time(at, zone)),
                icon: icon(status),
                state: match stage {
                    _ if is_bad => StepState::Failed,
                    Stage::Done => StepState::Done,
                    Stage::Now => StepState::Current,
                    Stage::Ahead => StepState::Next,
                },
            }
        })
        .collect()
}

const fn icon(status: OrderStatus) -> IconName {
    match status {
        OrderStatus::PaymentPending | OrderStatus::PaymentFailed => IconName::CreditCard,
        OrderStatus::Scheduled => IconName::CalendarClock,
        OrderStatus::Placed => IconName::ReceiptText,
        OrderStatus::Accepted => IconName::Store,
        OrderStatus::Preparing => IconName::ChefHat,
        OrderStatus::Ready | OrderStatus::Collected => IconName::ShoppingBag,
        OrderStatus::OutForDelivery => IconName::Bike,
        OrderStatus::Delivered => IconName::House,
        OrderStatus::Rejected | OrderStatus::Expired | OrderStatus::Cancelled => IconName::X,
    }
}
