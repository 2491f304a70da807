//! Sums, and what they come to.

use foodwala_contract::reporting::Figures;
use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Neg, Sub};

/// What orders come to, or what one more or less of them changes. Money in minor units of the restaurant's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Orders that reached the restaurant.
    pub received: i64,
    /// Those it took and nobody called off.
    pub taken: i64,
    /// Those of them that the guest has got.
    pub fulfilled: i64,
    /// Orders it refused.
    pub rejected: i64,
    /// Orders that nobody took in time.
    pub expired: i64,
    /// Orders that were called off.
    pub cancelled: i64,
    /// What the taken ones cost, without tips.
    pub sales_minor: i64,
    /// Tips of the taken ones.
    pub tips_minor: i64,
    /// Taken orders whose food became ready.
    pub prepared: i64,
    /// Seconds that this took, of all of them together.
    pub preparation_seconds: i64,
}

impl Sums {
    /// The sums as they are shown.
    pub fn figures(self) -> Figures {
        let count = |sum: i64| u64::try_from(sum).unwrap_or(0);
        Figures {
            orders: count(self.received),
            taken: count(self.taken),
            fulfilled: count(self.fulfilled),
            rejected: count(self.rejected),
            expired: count(self.expired),
            cancelled: count(self.cancelled),
            sales_minor: self.sales_minor,
            tips_minor: self.tips_minor,
            average_preparation_seconds: (self.prepared > 0).then(|| count(self.preparation_seconds / self.prepared)),
        }
    }
}

impl Add for Sums {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            received: self.received + other.received,
            taken: self.taken + other.taken,
            fulfilled: self.fulfilled + other.fulfilled,
            rejected: self.rejected + other.rejected,
            expired: self.expired + other.expired,
            cancelled: self.cancelled + other.cancelled,
            sales_minor: self.sales_minor + other.sales_minor,
            tips_minor: self.tips_minor + other.tips_minor,
            prepared: self.prepared + other.prepared,
            preparation_seconds: self.preparation_seconds + other.preparation_seconds,
        }
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Sums {
    type Output = Self;

    fn neg(self) -> Self {
        Self::default() - self
    }
}

impl Sub for Sums {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            received: self.received - other.received,
            taken: self.taken - other.taken,
            fulfilled: self.fulfilled - other.fulfilled,
            rejected: self.rejected - other.rejected,
            expired: self.expired - other.expired,
            cancelled: self.cancelled - other.cancelled,
            sales_minor: self.sales_minor - other.sales_minor,
            tips_minor: self.tips_minor - other.tips_minor,
            prepared: self.prepared - other.prepared,
            preparation_seconds: self.preparation_seconds - other.preparation_seconds,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_needs_something_to_average() {
        assert_eq!(Sums::default().figures().average_preparation_seconds, None);
        let sums = Sums {
            prepared: 2,
            preparation_seconds: 1_801,
            ..Sums::default()
        };
        assert_eq!(sums.figures().average_preparation_seconds, Some(900));
        assert_eq!((sums - sums, sums + -sums), (Sums::default(), Sums::default()));
    }
}
