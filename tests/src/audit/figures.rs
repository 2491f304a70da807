//! The figures of restaurants, against their orders: each counts once.

use super::{Books, Finding};
use foodwala_sdk::{
    RestaurantId,
    contract::orders::{ChargeKind, Order, OrderStatus},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(books: &Books, findings: &mut Vec<Finding>) {
    let mut expected: BTreeMap<RestaurantId, (i64, i64)> = BTreeMap::new();
    for order in books.orders.iter().map(|row| &row.order) {
        if order.history.iter().any(|step| step.status == OrderStatus::Placed) {
            let (orders, sales_minor) = expected.entry(order.restaurant_id).or_default();
            *orders += 1;
            *sales_minor += sold(order);
        }
    }
    let counted: BTreeMap<RestaurantId, (i64, i64)> = books.figures.iter().copied().collect();
    let restaurants = expected.keys().chain(counted.keys());
    for restaurant in restaurants.collect::<BTreeSet<_>>() {
        let of = |sums: &BTreeMap<_, _>| sums.get(restaurant).copied().unwrap_or_default();
        let (expected, counted) = (of(&expected), of(&counted));
        if expected != counted {
            findings.push(Finding::FiguresDiffer {
                restaurant: *restaurant,
                expected,
                counted,
            });
        }
    }
}

/// What it brought in, without the tip, if the restaurant took it and nobody called it off.
fn sold(order: &Order) -> i64 {
    let taken = matches!(
        order.status,
        OrderStatus::Accepted
            | OrderStatus::Preparing
            | OrderStatus::Ready
            | OrderStatus::OutForDelivery
            | OrderStatus::Delivered
            | OrderStatus::Collected
    );
    if taken {
        order.price.total.amount_minor - order.price.charge_minor(ChargeKind::Tip)
    } else {
        0
    }
}
