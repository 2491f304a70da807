//! What clients asked for and were told.

use foodwala_sdk::{
    AccountId, ItemId, OrderId, RestaurantId,
    contract::orders::{Order, OrderAction},
};
use std::collections::BTreeMap;

/// What clients asked for and were told. They need not have been told of everything they asked for.
#[derive(Debug, Clone, Default)]
pub struct Witness {
    /// Every attempt to order, under its key. Orders of customers who are not in here are not asked for their keys.
    pub attempts: BTreeMap<(AccountId, String), Attempt>,
    /// Every state of an order that a client was told, by version. What comes again must be equal.
    pub told: BTreeMap<(OrderId, u64), Order>,
    /// How often each action on an order was acknowledged to staff.
    pub acknowledged: BTreeMap<(OrderId, OrderAction), usize>,
    /// Dishes of which only some were there, set once and before the first order.
    pub limits: Vec<Limit>,
}

/// What came of an attempt to order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// The customer never heard.
    Unknown,
    /// It was refused for good.
    Refused,
    /// This order.
    Placed(OrderId),
}

/// A dish of which only some were there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Where.
    pub restaurant: RestaurantId,
    /// The dish.
    pub item: ItemId,
    /// How many there were before the first order.
    pub portions: u32,
}

impl Witness {
    /// Notes what a client was told of an order. Answers whether it was told something else of that version before.
    #[must_use = "two clients that were told different things of one version have found a fault"]
    pub fn told(&mut self, order: &Order) -> bool {
        let known = self
            .told
            .entry((order.id, order.version))
            .or_insert_with(|| order.clone());
        known != order
    }
}
