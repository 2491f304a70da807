//! Whether a promo code applies, and what it takes off.

use foodwala_contract::restaurants::{Discount, Promo};
use jiff::Timestamp;

/// How often a code was used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PromoUses {
    /// By everybody.
    pub total: u32,
    /// By the customer who asks; 0 for somebody who is not signed in.
    pub by_customer: u32,
}

/// Why a code does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PromoRefusal {
    /// The restaurant has no such code.
    #[error("there is no such code")]
    Unknown,
    /// It does not hold yet.
    #[error("the code holds from {starts_at}")]
    NotYet {
        /// From then on.
        starts_at: Timestamp,
    },
    /// It holds no longer.
    #[error("the code held until {ends_at}")]
    Over {
        /// Until then.
        ends_at: Timestamp,
    },
    /// The items cost too little.
    #[error("the items must cost at least {minimum_minor}")]
    BelowMinimum {
        /// What they must cost, in minor units.
        minimum_minor: i64,
    },
    /// It was used as often as it can be.
    #[error("the code is used up")]
    UsedUp,
    /// The customer used it as often as one customer can.
    #[error("the customer has used the code up")]
    UsedUpByCustomer,
    /// There is nothing it could take off, e.g. a delivery fee when there is none.
    #[error("the code takes nothing off")]
    NothingToTakeOff,
}

impl PromoRefusal {
    /// A stable word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotYet { .. } => "not_yet",
            Self::Over { .. } => "over",
            Self::BelowMinimum { .. } => "below_minimum",
            Self::UsedUp => "used_up",
            Self::UsedUpByCustomer => "used_up_by_customer",
            Self::NothingToTakeOff => "nothing_to_take_off",
        }
    }
}

/// A code without what does not matter: spaces around it and the case of its letters.
pub fn normal(code: &str) -> String {
    code.trim().to_uppercase()
}

/// The promo with a code, if it holds now for items that cost `items_minor`.
///
/// # Errors
/// Why it does not.
pub fn find<'a>(
    promos: &'a [Promo],
    code: &str,
    items_minor: i64,
    uses: PromoUses,
    now: Timestamp,
) -> Result<&'a Promo, PromoRefusal> {
    let code = normal(code);
    let promo = promos
        .iter()
        .find(|promo| normal(&promo.code) == code)
        .ok_or(PromoRefusal::Unknown)?;
    if let Some(starts_at) = promo.starts_at.filter(|starts_at| now < *starts_at) {
        return Err(PromoRefusal::NotYet { starts_at });
    }
    if let Some(ends_at) = promo.ends_at.filter(|ends_at| *ends_at <= now) {
        return Err(PromoRefusal::Over { ends_at });
    }
    if items_minor < promo.minimum_order_minor {
        return Err(PromoRefusal::BelowMinimum {
            minimum_minor: promo.minimum_order_minor,
        });
    }
    if promo.total_uses.is_some_and(|most| most <= uses.total) {
        return Err(PromoRefusal::UsedUp);
    }
    if promo.uses_per_customer.is_some_and(|most| most <= uses.by_customer) {
        return Err(PromoRefusal::UsedUpByCustomer);
    }
    Ok(promo)
}

/// What a discount takes off items and a delivery fee, neither of them negative, in minor units: 0 or more.
pub fn takes_off(discount: &Discount, items_minor: i64, delivery_minor: i64) -> i64 {
    match discount {
        Discount::Percent {
            basis_points,
            at_most_minor,
        } => {
            let share = share_half_up(items_minor, *basis_points, 10_000);
            share.min(at_most_minor.unwrap_or(i64::MAX)).clamp(0, items_minor)
        }
        Discount::Amount { amount_minor } => (*amount_minor).clamp(0, items_minor),
        Discount::FreeDelivery => delivery_minor,
    }
}

/// `amount` × `part` ÷ `whole`, half a unit rounded up, at most what an amount can hold. `amount` is not negative and
/// `whole` not 0.
pub fn share_half_up(amount: i64, part: u32, whole: u32) -> i64 {
    let whole = i128::from(whole);
    let share = (i128::from(amount) * i128::from(part) * 2 + whole) / (whole * 2);
    i64::try_from(share).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{NOON, promo};
    use jiff::SignedDuration;

    fn found(promo: &Promo, items: i64, uses: PromoUses) -> Result<(), PromoRefusal> {
        find(std::slice::from_ref(promo), "save10", items, uses, NOON).map(drop)
    }

    #[test]
    fn a_code_holds_within_its_bounds() {
        let hour = SignedDuration::from_hours(1);
        let none = PromoUses::default();
        let plain = promo("SAVE10", Discount::FreeDelivery);
        assert_eq!(found(&plain, 0, none), Ok(()));
        assert_eq!(find(&[], "save10", 0, none, NOON), Err(PromoRefusal::Unknown));

        let early = Promo {
            starts_at: Some(NOON + hour),
            ..plain.clone()
        };
        assert_eq!(
            found(&early, 0, none),
            Err(PromoRefusal::NotYet { starts_at: NOON + hour })
        );
        assert_eq!(
            found(
                &Promo {
                    starts_at: Some(NOON),
                    ..plain.clone()
                },
                0,
                none
            ),
            Ok(())
        );
        let late = Promo {
            ends_at: Some(NOON),
            ..plain.clone()
        };
        assert_eq!(found(&late, 0, none), Err(PromoRefusal::Over { ends_at: NOON }));

        let dear = Promo {
            minimum_order_minor: 1_000,
            ..plain.clone()
        };
        assert_eq!(
            found(&dear, 999, none),
            Err(PromoRefusal::BelowMinimum { minimum_minor: 1_000 })
        );
        assert_eq!(found(&dear, 1_000, none), Ok(()));

        let rare = Promo {
            total_uses: Some(2),
            uses_per_customer: Some(1),
            ..plain
        };
        assert_eq!(
            found(
                &rare,
                0,
                PromoUses {
                    total: 1,
                    by_customer: 0
                }
            ),
            Ok(())
        );
        assert_eq!(
            found(
                &rare,
                0,
                PromoUses {
                    total: 2,
                    by_customer: 0
                }
            ),
            Err(PromoRefusal::UsedUp)
        );
        assert_eq!(
            found(
                &rare,
                0,
                PromoUses {
                    total: 1,
                    by_customer: 1
                }
            ),
            Err(PromoRefusal::UsedUpByCustomer)
        );
    }

    #[test]
    fn discounts_are_rounded_half_up_and_never_exceed_what_they_reduce() {
        let percent = |basis_points, at_most_minor| Discount::Percent {
            basis_points,
            at_most_minor,
        };
        assert_eq!(takes_off(&percent(1_000, None), 1_005, 0), 101);
        assert_eq!(takes_off(&percent(1_000, None), 1_004, 0), 100);
        assert_eq!(takes_off(&percent(5_000, Some(300)), 1_000, 0), 300);
        assert_eq!(takes_off(&percent(20_000, None), 1_000, 0), 1_000);
        assert_eq!(takes_off(&Discount::Amount { amount_minor: 500 }, 400, 0), 400);
        assert_eq!(takes_off(&Discount::Amount { amount_minor: -5 }, 400, 0), 0);
        assert_eq!(takes_off(&Discount::FreeDelivery, 400, 250), 250);
        assert_eq!(takes_off(&percent(u32::MAX, None), i64::MAX, 0), i64::MAX);
    }
}
