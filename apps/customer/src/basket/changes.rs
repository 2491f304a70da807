//! What is different between the prices a customer agreed to and those of a new quote.

use super::{Agreed, Kept};
use foodwala_sdk::contract::orders::{Basket, ChargeKind, Quote};

/// One price that is not what the customer has seen. Amounts are minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// One of a dish.
    Dish {
        /// The dish.
        name: String,
        /// What it cost.
        before: i64,
        /// What it costs.
        after: i64,
    },
    /// A part of the total other than the dishes.
    Charge {
        /// Which.
        kind: ChargeKind,
        /// What it was.
        before: i64,
        /// What it is.
        after: i64,
    },
}

/// The parts of a total besides the dishes, which are compared one by one.
const OTHERS: [ChargeKind; 4] = [
    ChargeKind::Packaging,
    ChargeKind::Delivery,
    ChargeKind::Discount,
    ChargeKind::Tax,
];

/// What differs in `quote`, which is for `basket`. Charges are compared only if the customer agreed to the very same
/// basket: whoever adds a dish expects another total.
pub fn changes(kept: &Kept, basket: &Basket, quote: &Quote) -> Vec<Change> {
    let mut found: Vec<Change> = kept
        .lines
        .iter()
        .zip(&quote.price.lines)
        .filter(|(line, priced)| line.item_id == priced.item_id && line.unit_minor != priced.unit_minor)
        .map(|(line, priced)| Change::Dish {
            name: priced.name.clone(),
            before: line.unit_minor,
            after: priced.unit_minor,
        })
        .collect();
    let same = |agreed: &&Agreed| agreed.basket == *basket;
    if let Some(Agreed { quote: before, .. }) = kept.agreed.as_ref().filter(same) {
        found.extend(OTHERS.into_iter().filter_map(|kind| {
            // Tax within the prices is shown, not paid on top: the dishes say it already.
            let of = |quote: &Quote| -> i64 {
                let charges = quote.price.charges.iter();
                charges
                    .filter(|charge| charge.kind == kind && !charge.included)
                    .map(|charge| charge.amount_minor)
                    .sum()
            };
            let (before, after) = (of(before), of(quote));
            (before != after).then_some(Change::Charge { kind, before, after })
        }));
    }
    found
}
