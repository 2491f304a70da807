//! What the basket says: charges and how they came about, obstacles, changes.

use super::{Change, Obstacle, State};
use foodwala_sdk::{
    Currency, Money,
    contract::orders::{Charge, ChargeBasis, ChargeKind},
};
use foodwala_ui::prelude::*;

/// An amount.
pub fn amount(minor: i64, currency: Currency) -> String {
    money(Money::new(minor, currency))
}

/// What a charge is for.
pub fn charge(kind: ChargeKind, included: bool) -> String {
    match kind {
        ChargeKind::Items => t!("basket-items"),
        ChargeKind::Packaging => t!("basket-packaging"),
        ChargeKind::Delivery => t!("basket-delivery"),
        ChargeKind::Discount => t!("basket-discount"),
        ChargeKind::Tax if included => t!("basket-tax-included"),
        ChargeKind::Tax => t!("basket-tax"),
        ChargeKind::Tip => t!("basket-tip"),
    }
}

/// How a charge came about.
pub fn basis(charge: &Charge, currency: Currency) -> Option<String> {
    Some(match &charge.basis {
        ChargeBasis::Lines => return None,
        ChargeBasis::PerItem => t!("basket-basis-per-item"),
        ChargeBasis::Distance {
            distance_m,
            tier_up_to_m,
        } => t!(
            "basket-basis-distance",
            distance = formats().distance(f64::from(*distance_m)),
            edge = formats().distance(f64::from(*tier_up_to_m)),
        ),
        ChargeBasis::FreeFrom { items_minor } => t!("basket-basis-free", amount = amount(*items_minor, currency)),
        ChargeBasis::Promo { code } => t!("basket-basis-promo", code = code.clone()),
        ChargeBasis::Rate {
            basis_points,
            base_minor,
        } => t!(
            "basket-basis-rate",
            rate = formats().decimal(
                f64::from(*basis_points) / 100.0,
                if basis_points % 100 == 0 { 0 } else { 1 }
            ),
            amount = amount(*base_minor, currency),
        ),
        ChargeBasis::Chosen => t!("basket-basis-chosen"),
    })
}

/// The parts of a total as rows, each with how it came about.
pub fn rows(charges: &[Charge], total: Money) -> Vec<SumRow> {
    let currency = total.currency;
    let rows = charges.iter().map(|part| {
        let row = SumRow::new(charge(part.kind, part.included), amount(part.amount_minor, currency));
        let row = if part.kind == ChargeKind::Discount {
            row.kind(SumKind::Discount)
        } else {
            row
        };
        match basis(part, currency) {
            Some(basis) => row.hint(basis),
            None => row,
        }
    });
    let total = SumRow::new(t!("basket-total"), money(total)).kind(SumKind::Total);
    rows.chain([total]).collect()
}

/// What changed in a price.
pub fn change(change: &Change, currency: Currency) -> (String, String, String) {
    let (name, before, after) = match change {
        Change::Dish { name, before, after } => (name.clone(), before, after),
        Change::Charge { kind, before, after } => (charge(*kind, false), before, after),
    };
    (name, amount(*before, currency), amount(*after, currency))
}

/// What stands in the way, and what to do about it.
pub fn obstacle(obstacle: &Obstacle, state: &State, currency: Currency) -> (String, String) {
    let zone = crate::place::areas::TIME_ZONE;
    let at = |time| formats().moment(time, zone, device::now());
    let dish = |item: &Option<foodwala_sdk::ItemId>| {
        let line = state.kept.lines.iter().find(|line| Some(line.item_id) == *item);
        line.map(|line| line.name.clone())
            .unwrap_or_else(|| t!("basket-a-dish"))
    };
    match obstacle {
        Obstacle::Closed { opens_at: Some(time) } => (t!("basket-closed"), t!("basket-closed-until", time = at(*time))),
        Obstacle::Closed { opens_at: None } => (t!("basket-closed"), t!("basket-closed-text")),
        Obstacle::Paused { until: Some(time) } => (t!("basket-paused"), t!("basket-paused-until", time = at(*time))),
        Obstacle::Paused { until: None } => (t!("basket-paused"), t!("basket-paused-text")),
        Obstacle::SoldOut { item, left: 0 } => (t!("basket-sold-out", dish = dish(item)), t!("basket-sold-out-text")),
        Obstacle::SoldOut { item, left } => (
            t!("basket-few-left", dish = dish(item), count = *left),
            t!("basket-few-left-text"),
        ),
        Obstacle::Gone { item } => (t!("basket-gone", dish = dish(item)), t!("basket-gone-text")),
        Obstacle::Options => (t!("basket-options"), t!("basket-options-text")),
        Obstacle::TooFar { distance_m, limit_m } => (
            t!("basket-too-far"),
            t!(
                "basket-too-far-text",
                distance = formats().distance(f64::from(*distance_m)),
                limit = formats().distance(f64::from(*limit_m)),
            ),
        ),
        Obstacle::BelowMinimum { minimum, items } => (
            t!("basket-below", amount = amount(minimum - items, currency)),
            t!("basket-below-text", minimum = amount(*minimum, currency)),
        ),
        Obstacle::NotOffered if state.kept.pickup => (t!("basket-no-pickup"), t!("basket-no-pickup-text")),
        Obstacle::NotOffered => (t!("basket-no-delivery"), t!("basket-no-delivery-text")),
        Obstacle::Promo { .. } => (t!("basket-promo-refused"), promo(obstacle, currency)),
        Obstacle::Schedule => (t!("basket-schedule"), t!("basket-schedule-text")),
        Obstacle::NoRestaurant => (t!("basket-no-restaurant"), t!("basket-no-restaurant-text")),
        Obstacle::Invalid => (t!("basket-invalid"), t!("basket-invalid-text")),
    }
}

/// Why a promo code does not apply.
pub fn promo(obstacle: &Obstacle, currency: Currency) -> String {
    let Obstacle::Promo { reason, minimum } = obstacle else {
        return t!("basket-promo-refused");
    };
    match (reason.as_str(), minimum) {
        (_, Some(minimum)) => t!("basket-promo-minimum", amount = amount(*minimum, currency)),
        ("used_up" | "used_up_by_customer", _) => t!("basket-promo-used"),
        ("not_yet", _) => t!("basket-promo-not-yet"),
        ("over", _) => t!("basket-promo-over"),
        ("nothing_to_take_off", _) => t!("basket-promo-nothing"),
        _ => t!("basket-promo-unknown"),
    }
}
