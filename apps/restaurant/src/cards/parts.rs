//! Parts of a card.

use crate::{
    board::{CardView, due, urgency},
    clock::use_clock,
    queue::Progress,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::contract::orders::{FulfilmentKind, Order, OrderStatus, PaymentMethod};
use foodwala_ui::prelude::*;

/// How much time is left, or by how much it is late; coloured by how urgent that is.
#[component]
pub fn Due(view: CardView) -> Element {
    let clock = use_clock();
    let status = view.status;
    let until = due(&view.card.order, status);
    let left = use_memo(use_reactive!(|until| {
        let seconds = until.duration_since(clock.now()).as_secs();
        // By the second only when it counts.
        if (0..60).contains(&seconds) {
            (0, seconds)
        } else {
            (seconds.div_euclid(60), 0)
        }
    }));
    let level = use_memo(use_reactive!(|until, status| urgency(until, status, clock.now())));
    let (minutes, seconds) = left();
    let (shown, spoken) = if minutes == 0 && seconds > 0 {
        (format!("0:{seconds:02}"), t!("due-left", minutes = 1))
    } else if minutes < 0 {
        let late = minutes.unsigned_abs();
        let late = u32::try_from(late).unwrap_or(u32::MAX);
        (format!("+{}", formats().minutes(late)), t!("due-late", minutes = late))
    } else {
        let left = u32::try_from(minutes).unwrap_or(u32::MAX);
        (formats().minutes(left), t!("due-left", minutes = left))
    };
    rsx! {
        span { class: "due", "data-urgency": level().as_str(), role: "timer",
            Icon { name: IconName::Clock }
            span { class: "visually-hidden", {spoken} }
            bdi { "aria-hidden": "true", {shown} }
        }
    }
}

/// What the kitchen cooks.
#[component]
pub fn Lines(order: Order) -> Element {
    rsx! {
        ul { class: "lines",
            for (index , line) in order.price.lines.iter().enumerate() {
                li { key: "{index}", class: "line",
                    span { class: "line-count", {format!("{}×", line.quantity)} }
                    div { class: "line-body",
                        p { class: "line-name", {line.name.clone()} }
                        if let Some(options) = wording::options(line) {
                            p { class: "line-options", {options} }
                        }
                        if let Some(note) = &line.note {
                            p { class: "line-note",
                                Icon { name: IconName::MessageCircle }
                                {note.clone()}
                            }
                        }
                    }
                }
            }
        }
        if let Some(note) = &order.note {
            p { class: "order-note",
                Icon { name: IconName::MessageCircle }
                {note.clone()}
            }
        }
    }
}

/// Delivery or pickup, paid or not, for when.
#[component]
pub fn Marks(order: Order) -> Element {
    let kind = order.fulfilment.kind();
    let tone = match kind {
        FulfilmentKind::Delivery => Tone::Info,
        FulfilmentKind::Pickup => Tone::Accent,
    };
    rsx! {
        div { class: "marks",
            Badge { tone, icon: wording::fulfilment_icon(kind), {wording::fulfilment(kind)} }
            if order.payment == PaymentMethod::Cash {
                Badge { tone: Tone::Warning, icon: IconName::Banknote, {wording::payment(&order)} }
            }
            if let Some(entry) = order.entry {
                Badge { icon: wording::channel_icon(entry.channel), {wording::channel(entry.channel)} }
            }
            if order.scheduled_for.is_some() {
                Badge { icon: IconName::CalendarClock, {t!("order-ahead")} }
            }
        }
    }
}

/// What is on its way to the platform, if anything, and what was refused last.
#[component]
pub fn Pending(view: CardView) -> Element {
    if let Some(entry) = &view.waiting {
        let action = wording::action(entry.act.action());
        let is_held = matches!(entry.progress, Progress::Waiting);
        return rsx! {
            p { class: "pending", role: "status",
                if is_held {
                    Icon { name: IconName::WifiOff }
                    {t!("pending-held", action = action)}
                } else {
                    span { class: "spinner", "aria-hidden": "true" }
                    {t!("pending-sent", action = action)}
                }
            }
        };
    }
    if let Some(pending) = &view.card.pending {
        return rsx! {
            p { class: "pending", role: "status",
                span { class: "spinner", "aria-hidden": "true" }
                {t!("pending-sent", action = wording::action(pending.action))}
            }
        };
    }
    if let Some(refused) = &view.card.refused {
        return rsx! {
            p { class: "pending", "data-tone": "danger",
                Icon { name: IconName::TriangleAlert }
                {t!("pending-refused", action = wording::action(refused.action), status = wording::status(refused.status))}
            }
        };
    }
    if view.status == OrderStatus::OutForDelivery
        && let Some(courier) = &view.card.order.courier
    {
        return rsx! {
            p { class: "pending", "data-tone": "calm",
                Icon { name: IconName::Bike }
                {courier.name.clone()}
            }
        };
    }
    if let Some(shared) = view.card.shared_with.as_ref().filter(|_| !view.status.is_final()) {
        return rsx! {
            p { class: "pending", "data-tone": "calm",
                Icon { name: IconName::Share2 }
                {t!("link-with", name = shared.name.clone())}
            }
        };
    }
    rsx! {}
}
