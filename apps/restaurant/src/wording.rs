//! Orders in the words of a kitchen.

use foodwala_sdk::{
    Money,
    contract::{
        access::StaffRole,
        customers::AddressDetails,
        geo::PostalAddress,
        orders::{FulfilmentKind, Order, OrderAction, OrderChannel, OrderStatus, PaymentMethod, PricedLine},
    },
};
use foodwala_ui::{components::IconName, sdk::money, t};

/// A state in a word or two.
#[must_use]
pub fn status(status: OrderStatus) -> String {
    t!(match status {
        OrderStatus::PaymentPending => "status-payment_pending",
        OrderStatus::PaymentFailed => "status-payment_failed",
        OrderStatus::Scheduled => "status-scheduled",
        OrderStatus::Placed => "status-placed",
        OrderStatus::Accepted => "status-accepted",
        OrderStatus::Preparing => "status-preparing",
        OrderStatus::Ready => "status-ready",
        OrderStatus::OutForDelivery => "status-out_for_delivery",
        OrderStatus::Delivered => "status-delivered",
        OrderStatus::Collected => "status-collected",
        OrderStatus::Rejected => "status-rejected",
        OrderStatus::Expired => "status-expired",
        OrderStatus::Cancelled => "status-cancelled",
    })
}

/// An action as a button says it.
#[must_use]
pub fn action(action: OrderAction) -> String {
    t!(match action {
        OrderAction::Accept => "action-accept",
        OrderAction::Reject => "action-reject",
        OrderAction::Delay => "action-delay",
        OrderAction::Start => "action-start",
        OrderAction::Ready => "action-ready",
        OrderAction::Dispatch => "action-dispatch",
        OrderAction::Deliver => "action-deliver",
        OrderAction::Collect => "action-collect",
        OrderAction::Cancel => "action-cancel",
        OrderAction::Pay
        | OrderAction::PayAhead
        | OrderAction::FailPayment
        | OrderAction::Release
        | OrderAction::Expire => "action-other",
    })
}

/// The icon of an action.
#[must_use]
pub const fn action_icon(action: OrderAction) -> IconName {
    match action {
        OrderAction::Accept => IconName::Check,
        OrderAction::Reject | OrderAction::Cancel => IconName::X,
        OrderAction::Delay => IconName::Timer,
        OrderAction::Start => IconName::ChefHat,
        OrderAction::Dispatch => IconName::Bike,
        OrderAction::Collect => IconName::ShoppingBag,
        _ => IconName::CircleCheck,
    }
}

/// How the food reaches the guest.
#[must_use]
pub fn fulfilment(kind: FulfilmentKind) -> String {
    match kind {
        FulfilmentKind::Delivery => t!("order-delivery"),
        FulfilmentKind::Pickup => t!("order-pickup"),
    }
}

/// The icon for how the food reaches the guest.
#[must_use]
pub const fn fulfilment_icon(kind: FulfilmentKind) -> IconName {
    match kind {
        FulfilmentKind::Delivery => IconName::Bike,
        FulfilmentKind::Pickup => IconName::ShoppingBag,
    }
}

/// How a guest without an account ordered.
#[must_use]
pub fn channel(channel: OrderChannel) -> String {
    match channel {
        OrderChannel::Phone => t!("channel-phone"),
        OrderChannel::Counter => t!("channel-counter"),
    }
}

/// The icon for how a guest without an account ordered.
#[must_use]
pub const fn channel_icon(channel: OrderChannel) -> IconName {
    match channel {
        OrderChannel::Phone => IconName::Phone,
        OrderChannel::Counter => IconName::Store,
    }
}

/// Whether and how the guest still has to pay.
#[must_use]
pub fn payment(order: &Order) -> String {
    match order.payment {
        PaymentMethod::Card => t!("order-paid"),
        PaymentMethod::Cash => t!("order-cash", amount = money(order.price.total)),
    }
}

/// An amount in minor units of an order's currency.
#[must_use]
pub fn amount(minor: i64, order: &Order) -> String {
    money(Money::new(minor, order.price.currency()))
}

/// The options of a line, one after the other.
#[must_use]
pub fn options(line: &PricedLine) -> Option<String> {
    let names: Vec<&str> = line.options.iter().map(|option| option.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(" · "))
}

/// An address on one line.
#[must_use]
pub fn address(details: &AddressDetails) -> String {
    place(&details.address)
}

/// A place on one line.
#[must_use]
pub fn place(address: &PostalAddress) -> String {
    let city = format!("{} {}", address.postal_code, address.city);
    format!("{}, {}", address.street, city.trim())
}

/// What somebody does at a restaurant.
#[must_use]
pub fn role(role: StaffRole) -> String {
    match role {
        StaffRole::Owner => t!("role-owner"),
        StaffRole::Manager => t!("role-manager"),
        StaffRole::Kitchen => t!("role-kitchen"),
        StaffRole::Courier => t!("role-courier"),
    }
}

/// The dishes of an order on one line: `2× Dal, 1× Naan`.
#[must_use]
pub fn dishes(order: &Order) -> String {
    let lines = order
        .price
        .lines
        .iter()
        .map(|line| format!("{}× {}", line.quantity, line.name));
    lines.collect::<Vec<_>>().join(", ")
}

/// Why the platform did not do something to an order.
#[must_use]
pub fn refusal(code: &str, stands: Option<OrderStatus>) -> String {
    match (code, stands) {
        // Such an order has no card any more.
        ("transition_refused", Some(at)) if at.is_final() => t!("queue-refused-ended", status = status(at)),
        ("transition_refused", Some(at)) => t!("queue-refused-status", status = status(at)),
        ("transition_refused", None) => t!("queue-refused-moved"),
        ("courier_not_found", _) => t!("queue-refused-courier"),
        ("proof_code_wrong", _) => t!("queue-refused-code_wrong"),
        ("proof_code_locked", _) => t!("queue-refused-code_locked"),
        ("proof_code_required", _) => t!("queue-refused-code_required"),
        ("forbidden", _) => t!("queue-refused-forbidden"),
        ("not_found", _) => t!("queue-refused-gone"),
        ("validation_failed", _) => t!("queue-refused-invalid"),
        _ => t!("queue-refused-other"),
    }
}
