//! What an order adds to the sums of its restaurant.

use super::sums::Sums;
use foodwala_contract::{
    ItemId, Timestamp,
    orders::{ChargeKind, Order, OrderAction, OrderStatus},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Seconds in a quarter of an hour.
pub const QUARTER_SECONDS: i64 = 900;

/// What an order adds, and when. Kept as JSON with the order, so that it can be taken out again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The quarter of an hour that it was ordered for, counted from 1970 UTC.
    pub quarter: i64,
    /// What it adds.
    pub sums: Sums,
    /// The dishes it sold.
    #[serde(default)]
    pub dishes: BTreeMap<ItemId, DishFacts>,
}

/// How much of a dish an order sold, or one more or less of them changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DishFacts {
    /// Its name.
    pub name: String,
    /// Portions.
    pub quantity: i64,
    /// What they cost with their options, before discounts, in minor units.
    pub sales_minor: i64,
}

/// The quarter of an hour that a time is in.
pub fn quarter_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(QUARTER_SECONDS)
}

impl Facts {
    /// What an order adds as it is now. One that has not reached its restaurant adds nothing.
    pub fn of(order: &Order) -> Self {
        let quarter = quarter_of(order.scheduled_for.unwrap_or(order.ordered_at));
        let reached = order.history.iter().any(|step| step.status == OrderStatus::Placed);
        if !reached {
            return Self {
                quarter,
                ..Self::default()
            };
        }
        let mut sums = Sums {
            received: 1,
            ..Sums::default()
        };
        match order.status {
            OrderStatus::Rejected => sums.rejected = 1,
            OrderStatus::Expired => sums.expired = 1,
            OrderStatus::Cancelled => sums.cancelled = 1,
            OrderStatus::PaymentPending | OrderStatus::PaymentFailed | OrderStatus::Scheduled | OrderStatus::Placed => {
            }
            OrderStatus::Accepted | OrderStatus::Preparing | OrderStatus::Ready | OrderStatus::OutForDelivery => {
                sums = taken(order, sums);
            }
            OrderStatus::Delivered | OrderStatus::Collected => {
                sums = taken(order, sums);
                sums.fulfilled = 1;
            }
        }
        let dishes = if sums.taken > 0 { dishes(order) } else { BTreeMap::new() };
        Self { quarter, sums, dishes }
    }
}

fn taken(order: &Order, sums: Sums) -> Sums {
    let tips_minor = order.price.charge_minor(ChargeKind::Tip);
    let preparation = preparation_seconds(order);
    Sums {
        taken: 1,
        sales_minor: order.price.total.amount_minor - tips_minor,
        tips_minor,
        prepared: i64::from(preparation.is_some()),
        preparation_seconds: preparation.unwrap_or(0),
        ..sums
    }
}

/// From taking the order until its food was ready.
fn preparation_seconds(order: &Order) -> Option<i64> {
    let step = |action| order.history.iter().find(|step| step.action == Some(action));
    let (accepted, ready) = (step(OrderAction::Accept)?, step(OrderAction::Ready)?);
    Some(ready.at.duration_since(accepted.at).as_secs().max(0))
}

fn dishes(order: &Order) -> BTreeMap<ItemId, DishFacts> {
    let mut dishes = BTreeMap::new();
    for line in &order.price.lines {
        let dish = dishes.entry(line.item_id).or_insert_with(|| DishFacts {
            name: line.name.clone(),
            quantity: 0,
            sales_minor: 0,
        });
        dish.quantity += i64::from(line.quantity);
        dish.sales_minor += line.total_minor;
    }
    dishes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, order, stepped};

    #[test]
    fn an_order_counts_from_when_it_reaches_the_restaurant() {
        let mut waiting = order(1, 1);
        waiting.status = OrderStatus::PaymentPending;
        waiting.history[0].status = OrderStatus::PaymentPending;
        assert_eq!(Facts::of(&waiting).sums, Sums::default());
        let placed = Facts::of(&order(1, 1));
        assert_eq!(
            (placed.sums.received, placed.sums.taken, placed.sums.sales_minor),
            (1, 0, 0)
        );
        assert!(placed.dishes.is_empty());
    }

    #[test]
    fn sales_come_with_taking_it_and_go_with_calling_it_off() {
        let accepted = stepped(order(1, 1), OrderAction::Accept, OrderStatus::Accepted, at(60));
        let facts = Facts::of(&accepted);
        assert_eq!(
            (facts.sums.taken, facts.sums.sales_minor, facts.sums.tips_minor),
            (1, 2_000, 200)
        );
        let dish = facts.dishes.values().next().unwrap();
        assert_eq!((dish.quantity, dish.sales_minor), (2, 2_000));
        let cancelled = stepped(accepted, OrderAction::Cancel, OrderStatus::Cancelled, at(90));
        let facts = Facts::of(&cancelled);
        assert_eq!(
            (facts.sums.received, facts.sums.cancelled, facts.sums.sales_minor),
            (1, 1, 0)
        );
        assert!(facts.dishes.is_empty());
    }

    #[test]
    fn preparation_lasts_from_taking_it_until_it_is_ready() {
        let accepted = stepped(order(1, 1), OrderAction::Accept, OrderStatus::Accepted, at(60));
        let started = stepped(accepted, OrderAction::Start, OrderStatus::Preparing, at(90));
        assert_eq!(Facts::of(&started).sums.prepared, 0);
        let ready = stepped(started, OrderAction::Ready, OrderStatus::Ready, at(960));
        let sums = Facts::of(&ready).sums;
        assert_eq!((sums.prepared, sums.preparation_seconds, sums.fulfilled), (1, 900, 0));
    }

    #[test]
    fn a_pre_order_counts_when_it_was_wanted() {
        let mut order = order(1, 1);
        order.scheduled_for = Some(at(3 * QUARTER_SECONDS));
        assert_eq!(Facts::of(&order).quarter, quarter_of(at(0)) + 3);
    }
}
