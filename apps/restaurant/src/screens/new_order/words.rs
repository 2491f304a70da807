//! Entering an order in words: amounts, the parts of a price, what stands in the way.

use crate::entry::{State, Way};
use foodwala_sdk::{
    Currency, ErrorCode, ItemId, Money, Timestamp,
    contract::orders::{ChargeKind, Price},
};
use foodwala_ui::{
    components::{SumKind, SumRow},
    device,
    format::formats,
    sdk::{Failure, money},
    t,
};
use serde::de::DeserializeOwned;

/// An amount in minor units.
#[must_use]
pub fn amount(minor: i64, currency: Currency) -> String {
    money(Money::new(minor, currency))
}

/// What an option adds.
#[must_use]
pub fn delta(minor: i64, currency: Currency) -> String {
    let sign = if minor > 0 { "+" } else { "" };
    format!("{sign}{}", amount(minor, currency))
}

/// The parts of a price, row by row.
#[must_use]
pub fn rows(price: &Price) -> Vec<SumRow> {
    let parts = price.charges.iter().map(|charge| {
        let label = match (charge.kind, charge.included) {
            (ChargeKind::Items, _) => t!("charge-items"),
            (ChargeKind::Packaging, _) => t!("charge-packaging"),
            (ChargeKind::Delivery, _) => t!("charge-delivery"),
            (ChargeKind::Discount, _) => t!("charge-discount"),
            (ChargeKind::Tax, true) => t!("charge-tax-included"),
            (ChargeKind::Tax, false) => t!("charge-tax"),
            (ChargeKind::Tip, _) => t!("charge-tip"),
        };
        let row = SumRow::new(label, amount(charge.amount_minor, price.currency()));
        match charge.kind {
            ChargeKind::Discount => row.kind(SumKind::Discount),
            _ => row,
        }
    });
    let total = SumRow::new(t!("paper-total"), money(price.total)).kind(SumKind::Total);
    parts.chain([total]).collect()
}

/// When the food is ready or at the door.
#[must_use]
pub fn promise(state: &State, at: Timestamp, zone: &str) -> String {
    let is_brought = state.guest.way == Way::PhoneDelivery;
    if state.wanted.is_some() {
        let time = formats().moment(at, zone, device::now());
        return if is_brought {
            t!("entry-promise-ahead-door", time = time)
        } else {
            t!("entry-promise-ahead", time = time)
        };
    }
    let left = at.duration_since(device::now()).as_mins().max(0);
    let time = formats().minutes(u32::try_from(left).unwrap_or_default());
    if is_brought {
        t!("entry-promise-door", time = time)
    } else {
        t!("entry-promise", time = time)
    }
}

fn fact<T: DeserializeOwned>(failure: &Failure, name: &str) -> Option<T> {
    serde_json::from_value(failure.facts.get(name)?.clone()).ok()
}

/// The dish that stands in the way, if it is one.
#[must_use]
pub fn culprit(failure: &Failure) -> Option<ItemId> {
    match failure.code() {
        Some(ErrorCode::ItemSoldOut | ErrorCode::ItemNotOnMenu) => fact(failure, "item_id"),
        _ => None,
    }
}

/// What stands in the way, and what to do about it.
#[must_use]
pub fn refusal(failure: &Failure, state: &State, currency: Currency, zone: &str) -> (String, String) {
    let dish = || {
        let culprit = culprit(failure);
        let line = state.lines.iter().find(|line| Some(line.item.id) == culprit);
        line.map_or_else(|| t!("entry-a-dish"), |line| line.item.name.clone())
    };
    let at = |name: &str| fact(failure, name).map(|time| formats().moment(time, zone, device::now()));
    let minor = |name: &str| fact::<i64>(failure, name).map(|minor| amount(minor, currency));
    let metres = |name: &str| fact::<u32>(failure, name).map(|metres| formats().distance(metres.into()));
    match failure.code() {
        Some(ErrorCode::ItemSoldOut) => match fact::<u32>(failure, "portions_left") {
            Some(left) if left > 0 => (t!("entry-few", dish = dish(), count = left), t!("entry-few-text")),
            _ => (t!("entry-sold-out", dish = dish()), t!("entry-sold-out-text")),
        },
        Some(ErrorCode::ItemNotOnMenu) => (t!("entry-gone", dish = dish()), t!("entry-gone-text")),
        Some(ErrorCode::RestaurantClosed) => (
            t!("entry-closed"),
            match at("opens_at") {
                Some(time) => t!("entry-closed-until", time = time),
                None => t!("entry-closed-text"),
            },
        ),
        Some(ErrorCode::InvalidSchedule) => (
            t!("entry-time"),
            match at("earliest").or_else(|| at("latest")) {
                Some(time) => t!("entry-time-nearest", time = time),
                None => t!("entry-time-text"),
            },
        ),
        Some(ErrorCode::RestaurantPaused) => (t!("entry-paused"), t!("entry-paused-text")),
        Some(ErrorCode::OutOfDeliveryArea) => (
            t!("entry-too-far"),
            match (metres("distance_m"), metres("limit_m")) {
                (Some(distance), Some(limit)) => t!("entry-too-far-text", distance = distance, limit = limit),
                _ => failure.text(),
            },
        ),
        Some(ErrorCode::BelowMinimumOrder) => (
            t!("entry-below"),
            match minor("minimum_minor") {
                Some(minimum) => t!("entry-below-text", minimum = minimum),
                None => failure.text(),
            },
        ),
        _ => (failure.title(), failure.text()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{entry, samples::menu_with_options, testing::said};
    use foodwala_ui::forms::testing::refused_with;
    use serde_json::json;

    #[test]
    fn what_stands_in_the_way_is_named() {
        let naan = menu_with_options().sections[1].items[0].clone();
        let mut state = State::default();
        entry::reduce(&mut state, entry::Event::Came(Ok(menu_with_options())));
        entry::reduce(&mut state, entry::Event::Press(naan.id));
        let told = |code, facts| {
            let failure = Failure::from(refused_with(code, facts));
            let (title, text) = said(|| refusal(&failure, &state, Currency::EUR, "Europe/Berlin"));
            format!("{title} {text}")
        };
        let gone = told(ErrorCode::ItemSoldOut, json!({"item_id": naan.id, "portions_left": 0}));
        assert!(gone.starts_with("Naan is sold out"), "{gone}");
        let little = told(
            ErrorCode::BelowMinimumOrder,
            json!({"minimum_minor": 900, "items_minor": 200}),
        );
        assert!(little.contains("€9.00"), "{little}");
        let far = told(
            ErrorCode::OutOfDeliveryArea,
            json!({"distance_m": 7200, "limit_m": 5000}),
        );
        assert!(far.contains("7.2"), "{far}");
        let closed = told(ErrorCode::RestaurantClosed, json!({}));
        assert!(closed.contains("hours"), "{closed}");
    }
}
