//! How the delivery looks to a courier with its link, on a phone.

use super::state::{CodeProblem, Event, State, Step, step};
use crate::{
    cards::{DoorPart, HandOver},
    position::{PositionPart, Sharing},
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::couriers::LinkedDelivery;
use foodwala_ui::{i18n::LanguageSwitch, prelude::*, sdk::FailureBanner};

/// The page.
#[component]
pub fn View(state: ReadSignal<State>, sharing: Sharing, send: Callback<Event>) -> Element {
    let shown = state.read();
    if shown.gone {
        return rsx! {
            div { class: "linked",
                EmptyState { art: "locked", level: 1, title: t!("linked-gone"), text: t!("linked-gone-text") }
                LanguageSwitch {}
            }
        };
    }
    let Some(delivery) = shown.delivery.as_deref().cloned() else {
        return match &shown.failure {
            Some(failure) => rsx! {
                div { class: "linked",
                    FailureState { failure: failure.clone(), onretry: move |()| send(Event::Look) }
                }
            },
            None => rsx! {
                Loading { class: "linked",
                    Skeleton { shape: SkeletonShape::Title }
                    Skeleton { shape: SkeletonShape::Row, count: 4 }
                }
            },
        };
    };
    rsx! {
        div { class: "linked",
            Head { delivery: delivery.clone() }
            if let Some(failure) = &shown.failure {
                FailureBanner { failure: failure.clone(), onretry: move |()| send(Event::Look) }
            }
            if let Some(failure) = &shown.refused {
                FailureBanner { failure: failure.clone() }
            }
            match step(delivery.status) {
                Step::Delivered => rsx! {
                    EmptyState { art: "courier", title: t!("linked-delivered"), text: t!("linked-delivered-text") }
                },
                Step::CalledOff => rsx! {
                    Banner { tone: Tone::Danger, title: t!("linked-called-off"), p { {t!("linked-called-off-text")} } }
                    Fetch { delivery }
                },
                _ => rsx! {
                    Way { delivery, state, sharing, send }
                },
            }
            LanguageSwitch {}
        }
    }
}

#[component]
fn Head(delivery: LinkedDelivery) -> Element {
    rsx! {
        header { class: "linked-head",
            p { class: "linked-from", Icon { name: IconName::ChefHat } {delivery.restaurant_name.clone()} }
            h1 { class: "linked-number",
                span { class: "visually-hidden", {t!("linked-title")} " " }
                bdi { {delivery.number.clone()} }
            }
            Badge { tone: Tone::Accent, {wording::status(delivery.status)} }
        }
    }
}

/// Where to fetch it, where it goes, what to do next.
#[component]
fn Way(delivery: LinkedDelivery, state: ReadSignal<State>, sharing: Sharing, send: Callback<Event>) -> Element {
    let shown = state.read();
    let now = step(delivery.status);
    let zone = device::time_zone();
    let problem = shown.problem.map(|problem| match problem {
        CodeProblem::Wrong { tries_left: Some(left) } => t!("linked-code-wrong", count = left),
        CodeProblem::Wrong { tries_left: None } => t!("queue-refused-code_wrong"),
        CodeProblem::Locked => t!("linked-code-locked"),
    });
    let restaurant_phone = delivery
        .restaurant
        .as_ref()
        .map(|restaurant| restaurant.phone.clone())
        .unwrap_or_default();
    let is_waiting = shown.busy || delivery.pending.is_some();
    rsx! {
        if now != Step::HandOver {
            Fetch { delivery: delivery.clone() }
        }
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("linked-to")} }
            DoorPart { contact: delivery.contact.clone(), address: delivery.address.clone() }
            p { class: "sheet-text", {t!("linked-promised", time = formats().moment(delivery.promised_at, &zone, device::now()))} }
            if let Some(note) = &delivery.note {
                p { class: "order-note", Icon { name: IconName::MessageCircle } {note.clone()} }
            }
        }
        if let Some(cash) = delivery.to_collect {
            Banner { tone: Tone::Warning, icon: IconName::Banknote, p { {t!("delivery-cash", amount = money(cash))} } }
        }
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("linked-what")} }
            ul { class: "lines",
                for (index , line) in delivery.lines.iter().enumerate() {
                    li { key: "{index}", class: "line",
                        span { class: "line-count", {format!("{}×", line.quantity)} }
                        span { class: "line-name", {line.name.clone()} }
                    }
                }
            }
        }
        if now == Step::HandOver {
            PositionPart { sharing }
        }
        div { class: "linked-bar",
            if let Some(refused) = &delivery.refused {
                Banner { tone: Tone::Danger, p { {t!("pending-refused", action = wording::action(refused.action), status = wording::status(refused.status))} } }
            }
            match now {
                Step::SetOff => rsx! {
                    Button { wide: true, size: ButtonSize::Large, id: "linked-set-off", icon: IconName::Bike, busy: is_waiting,
                        onclick: move |_| send(Event::SetOff(uuid::Uuid::now_v7().to_string())),
                        {t!("linked-set-off")}
                    }
                },
                Step::HandOver => rsx! {
                    Button { wide: true, size: ButtonSize::Large, id: "linked-hand-over", icon: IconName::CircleCheck, busy: is_waiting,
                        onclick: move |_| send(Event::Ask),
                        {t!("delivery-done")}
                    }
                },
                _ => rsx! {
                    Banner { tone: Tone::Info, icon: IconName::ChefHat, p { {t!("linked-wait")} } }
                },
            }
            p { class: "field-hint",
                {t!("linked-until", name = delivery.shared_with.name.clone(), time = formats().moment(delivery.shared_with.expires_at, &zone, device::now()))}
            }
        }
        HandOver {
            open: shown.asks,
            name: delivery.contact.name.clone(),
            cash: delivery.to_collect,
            needs_code: delivery.proof_required,
            restaurant_phone,
            busy: is_waiting,
            problem,
            ondone: move |code| send(Event::HandOver(code, uuid::Uuid::now_v7().to_string())),
            onclose: move |()| send(Event::Close),
        }
    }
}

/// Where to fetch it.
#[component]
fn Fetch(delivery: LinkedDelivery) -> Element {
    let Some(restaurant) = delivery.restaurant else {
        return rsx! {};
    };
    let address = restaurant.address;
    let at = restaurant.location;
    let phone = restaurant.phone;
    rsx! {
        Card { class: "detail-part",
            h2 { class: "title-s", {t!("linked-fetch")} }
            p { class: "delivery-address", {wording::place(&address)} }
            div { class: "delivery-ways",
                Button {
                    kind: ButtonKind::Secondary,
                    icon: IconName::Navigation,
                    href: "geo:{at.latitude},{at.longitude}?q={at.latitude},{at.longitude}",
                    {t!("delivery-navigate")}
                }
                if !phone.is_empty() {
                    Button { kind: ButtonKind::Secondary, icon: IconName::Phone, href: "tel:{phone}", {t!("delivery-call")} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{position::use_sharing, samples::linked, screens::link::state::reduce, testing::drawn};
    use foodwala_sdk::contract::orders::OrderStatus;

    fn page(status: OrderStatus) -> Element {
        let state = use_signal(|| {
            let mut state = State::default();
            reduce(&mut state, Event::Came(Ok(Box::new(linked(status, 1)))));
            reduce(&mut state, Event::Ask);
            state
        });
        let still = use_memo(|| false);
        let sharing = use_sharing(still, |_| async { true });
        let send = use_callback(|_: Event| {});
        rsx! {
            View { state, sharing, send }
        }
    }

    #[test]
    fn the_way_to_the_door_has_all_that_is_needed_there() {
        let html = drawn(|| page(OrderStatus::OutForDelivery));
        for part in [
            "Oranienstr. 7",
            "geo:52.5,13.42",
            "tel:+49 170 1",
            "Ring twice",
            "€16.00",
            "delivery-code",
            "tel:+49 30 5551",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
    }

    #[test]
    fn before_it_is_ready_nobody_can_set_off() {
        assert!(!drawn(|| page(OrderStatus::Preparing)).contains("linked-set-off"));
        assert!(drawn(|| page(OrderStatus::Ready)).contains("linked-set-off"));
    }

    #[test]
    fn what_was_delivered_shows_no_door_any_more() {
        let html = drawn(|| page(OrderStatus::Delivered));
        assert!(
            html.contains("Delivered. Thank you!") && !html.contains("Oranienstr."),
            "{html}"
        );
    }
}
