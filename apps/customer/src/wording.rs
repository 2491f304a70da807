//! Orders in the reader's words: states, parts of a price, ways to pay.

use foodwala_sdk::{
    Money,
    contract::{
        customers::AddressDetails,
        orders::{Charge, ChargeBasis, ChargeKind, FulfilmentKind, OrderStatus, PaymentMethod, Price, PricedLine},
    },
};
use foodwala_ui::{
    components::{SumKind, SumRow, Tone},
    format::formats,
    sdk::money,
    t,
};

/// A state in a word or two.
#[must_use]
pub fn status(status: OrderStatus) -> String {
    t!(match status {
        OrderStatus::PaymentPending => "order-status-payment_pending",
        OrderStatus::PaymentFailed => "order-status-payment_failed",
        OrderStatus::Scheduled => "order-status-scheduled",
        OrderStatus::Placed => "order-status-placed",
        OrderStatus::Accepted => "order-status-accepted",
        OrderStatus::Preparing => "order-status-preparing",
        OrderStatus::Ready => "order-status-ready",
        OrderStatus::OutForDelivery => "order-status-out_for_delivery",
        OrderStatus::Delivered => "order-status-delivered",
        OrderStatus::Collected => "order-status-collected",
        OrderStatus::Rejected => "order-status-rejected",
        OrderStatus::Expired => "order-status-expired",
        OrderStatus::Cancelled => "order-status-cancelled",
    })
}

/// What a state means for the guest: a headline.
#[must_use]
pub fn headline(status: OrderStatus, kind: FulfilmentKind) -> String {
    t!(match (status, kind) {
        (OrderStatus::PaymentPending, _) => "order-headline-payment_pending",
        (OrderStatus::PaymentFailed, _) => "order-headline-payment_failed",
        (OrderStatus::Scheduled, _) => "order-headline-scheduled",
        (OrderStatus::Placed, _) => "order-headline-placed",
        (OrderStatus::Accepted, _) => "order-headline-accepted",
        (OrderStatus::Preparing, _) => "order-headline-preparing",
        (OrderStatus::Ready, FulfilmentKind::Pickup) => "order-headline-ready-pickup",
        (OrderStatus::Ready, FulfilmentKind::Delivery) => "order-headline-ready",
        (OrderStatus::OutForDelivery, _) => "order-headline-out_for_delivery",
        (OrderStatus::Delivered, _) => "order-headline-delivered",
        (OrderStatus::Collected, _) => "order-headline-collected",
        (OrderStatus::Rejected, _) => "order-headline-rejected",
        (OrderStatus::Expired, _) => "order-headline-expired",
        (OrderStatus::Cancelled, _) => "order-headline-cancelled",
    })
}

/// How good or bad a state is.
#[must_use]
pub const fn tone(status: OrderStatus) -> Tone {
    match status {
        OrderStatus::PaymentPending | OrderStatus::Scheduled => Tone::Info,
        OrderStatus::Placed | OrderStatus::Accepted | OrderStatus::Preparing => Tone::Accent,
        OrderStatus::Ready | OrderStatus::OutForDelivery => Tone::Accent,
        OrderStatus::Delivered | OrderStatus::Collected => Tone::Success,
        OrderStatus::PaymentFailed | OrderStatus::Rejected | OrderStatus::Expired => Tone::Danger,
        OrderStatus::Cancelled => Tone::Neutral,
    }
}

/// A way to pay.
#[must_use]
pub fn payment(method: PaymentMethod) -> String {
    match method {
        PaymentMethod::Cash => t!("checkout-pay-cash"),
        PaymentMethod::Card => t!("checkout-pay-card"),
    }
}

/// An amount in minor units of a price's currency.
#[must_use]
pub fn amount(minor: i64, price: &Price) -> String {
    money(Money::new(minor, price.currency()))
}

/// Every part of a price, then its total, then the tax that is within it.
#[must_use]
pub fn sum(price: &Price) -> Vec<SumRow> {
    let (within, parts): (Vec<&Charge>, Vec<&Charge>) = price.charges.iter().partition(|charge| charge.included);
    let row = |charge: &&Charge| {
        let row = SumRow::new(charge_name(charge), amount(charge.amount_minor, price));
        let row = if charge.kind == ChargeKind::Discount {
            row.kind(SumKind::Discount)
        } else {
            row
        };
        match charge_hint(charge, price) {
            Some(hint) => row.hint(hint),
            None => row,
        }
    };
    let mut rows: Vec<SumRow> = parts.iter().map(row).collect();
    rows.push(SumRow::new(t!("order-charge-total"), money(price.total)).kind(SumKind::Total));
    rows.extend(within.iter().map(row));
    rows
}

fn charge_name(charge: &Charge) -> String {
    t!(match (charge.kind, charge.included) {
        (ChargeKind::Items, _) => "order-charge-items",
        (ChargeKind::Packaging, _) => "order-charge-packaging",
        (ChargeKind::Delivery, _) => "order-charge-delivery",
        (ChargeKind::Discount, _) => "order-charge-discount",
        (ChargeKind::Tax, false) => "order-charge-tax",
        (ChargeKind::Tax, true) => "order-charge-tax-included",
        (ChargeKind::Tip, _) => "order-charge-tip",
    })
}

fn charge_hint(charge: &Charge, price: &Price) -> Option<String> {
    match &charge.basis {
        ChargeBasis::Lines | ChargeBasis::PerItem | ChargeBasis::Chosen => None,
        ChargeBasis::Distance { distance_m, .. } => Some(formats().distance(f64::from(*distance_m))),
        ChargeBasis::FreeFrom { items_minor } => {
            Some(t!("order-charge-free-from", amount = amount(*items_minor, price)))
        }
        ChargeBasis::Promo { code } => Some(code.clone()),
        ChargeBasis::Rate {
            basis_points,
            base_minor,
        } => {
            let whole = basis_points % 100 == 0;
            let percent = formats().decimal(f64::from(*basis_points) / 100.0, if whole { 0 } else { 1 });
            Some(t!(
                "order-charge-rate",
                percent = percent,
                amount = amount(*base_minor, price)
            ))
        }
    }
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
    let address = &details.address;
    let city = format!("{} {}", address.postal_code, address.city);
    format!("{}, {}", address.street, city.trim())
}
