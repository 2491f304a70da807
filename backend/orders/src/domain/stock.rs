//! Dishes of which only some portions are left.

use foodwala_contract::{ItemId, orders::Basket};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// A limit that staff set for a dish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Portions left.
    pub left: u32,
    /// When the limit ends by itself.
    pub until: Option<Timestamp>,
    /// Which setting by the staff it is.
    pub set_version: u64,
}

/// The limits of one restaurant; what is not in it can be ordered in any number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stock(HashMap<ItemId, Limit>);

/// Portions that an order takes from a limited dish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reservation {
    /// The dish.
    pub item_id: ItemId,
    /// How many.
    pub quantity: u32,
    /// The setting of the limit from which they are taken.
    pub set_version: u64,
}

/// Fewer portions are left than wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{left} portions of {item_id} are left")]
pub struct SoldOut {
    /// The dish.
    pub item_id: ItemId,
    /// Portions left.
    pub left: u32,
}

impl Stock {
    /// The limits by dish.
    pub fn new(limits: impl IntoIterator<Item = (ItemId, Limit)>) -> Self {
        Self(limits.into_iter().collect())
    }

    /// What a basket takes from limited dishes, by dish, so that concurrent orders take in the same order.
    ///
    /// # Errors
    /// The first dish of which not enough is left.
    pub fn reserve(&self, basket: &Basket, now: Timestamp) -> Result<Vec<Reservation>, SoldOut> {
        if self.0.is_empty() {
            return Ok(Vec::new());
        }
        let mut wanted: BTreeMap<ItemId, u32> = BTreeMap::new();
        for line in &basket.lines {
            let quantity = wanted.entry(line.item_id).or_default();
            *quantity = quantity.saturating_add(line.quantity);
        }
        let mut reservations = Vec::new();
        for (item_id, quantity) in wanted {
            let Some(limit) = self
                .0
                .get(&item_id)
                .filter(|limit| limit.until.is_none_or(|until| now < until))
            else {
                continue;
            };
            if quantity > limit.left {
                return Err(SoldOut {
                    item_id,
                    left: limit.left,
                });
            }
            reservations.push(Reservation {
                item_id,
                quantity,
                set_version: limit.set_version,
            });
        }
        Ok(reservations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing;

    #[test]
    fn lines_of_one_dish_are_counted_together() {
        let mut basket = testing::basket();
        basket.lines.push(basket.lines[0].clone());
        let item_id = basket.lines[0].item_id;
        let wanted = basket.lines[0].quantity * 2;
        let limited = |left, until| {
            Stock::new([(
                item_id,
                Limit {
                    left,
                    until,
                    set_version: 4,
                },
            )])
            .reserve(&basket, testing::NOON)
        };

        assert_eq!(
            limited(wanted - 1, None),
            Err(SoldOut {
                item_id,
                left: wanted - 1
            })
        );
        assert_eq!(
            limited(wanted, None),
            Ok(vec![Reservation {
                item_id,
                quantity: wanted,
                set_version: 4
            }])
        );
        assert_eq!(limited(0, Some(testing::NOON)), Ok(vec![]), "the limit has ended");
        assert_eq!(Stock::default().reserve(&basket, testing::NOON), Ok(vec![]));
    }
}
