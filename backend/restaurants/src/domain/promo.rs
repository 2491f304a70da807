//! What a promo code may promise.

use super::faults::{Faults, Invalid, MAX_PRICE_MINOR};
use foodwala_contract::restaurants::{Discount, Promo};

/// Most codes of one restaurant.
const MAX_PROMOS: usize = 200;

const LONGEST_CODE: usize = 30;

/// The code as it is kept: letter case does not matter.
pub fn normal_code(code: &str) -> String {
    code.trim().to_uppercase()
}

/// Whether there can be a code that is written so, in its normal form.
pub fn is_code(code: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=LONGEST_CODE).contains(&code.len()) && code.bytes().all(letter)
}

/// Checks a promo code whose code is in its normal form.
///
/// # Errors
/// Every value that is out of bounds.
pub fn check(promo: &Promo) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.check(
        is_code(&promo.code),
        "/code",
        format_args!("must be 1 to {LONGEST_CODE} letters A to Z, digits, - and _"),
    );
    match &promo.discount {
        Discount::Percent {
            basis_points,
            at_most_minor,
        } => {
            let share = (1..=10_000).contains(basis_points);
            faults.check(share, "/discount/basis_points", "must be 1 to 10000");
            faults.check(
                amount(at_most_minor.unwrap_or(1)),
                "/discount/at_most_minor",
                "must be above 0",
            );
        }
        Discount::Amount { amount_minor } => {
            faults.check(amount(*amount_minor), "/discount/amount_minor", "must be above 0");
        }
        Discount::FreeDelivery => {}
    }
    faults.price(promo.minimum_order_minor, "/minimum_order_minor");
    let ordered = promo
        .starts_at
        .zip(promo.ends_at)
        .is_none_or(|(starts, ends)| starts < ends);
    faults.check(ordered, "/ends_at", "must be after the start");
    faults.check(promo.total_uses != Some(0), "/total_uses", "must be at least 1");
    faults.check(
        promo.uses_per_customer != Some(0),
        "/uses_per_customer",
        "must be at least 1",
    );
    faults.into_result()
}

/// Checks how many codes a restaurant has.
///
/// # Errors
/// When they are too many.
pub fn check_number(codes: usize) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.check(
        codes <= MAX_PROMOS,
        "/code",
        format_args!("a restaurant has at most {MAX_PROMOS} codes"),
    );
    faults.into_result()
}

fn amount(minor: i64) -> bool {
    (1..=MAX_PRICE_MINOR).contains(&minor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::faults::pointers, samples};

    #[test]
    fn codes_are_upper_case_and_promise_something() {
        assert_eq!(normal_code(" welcome-10 "), "WELCOME-10");
        assert!(is_code("WELCOME-10") && is_code(&"A".repeat(30)));
        for none in ["", "A B", "\u{0}", "ÄH", &"A".repeat(31)] {
            assert!(!is_code(none), "{none:?}");
        }
        let promo = samples::promo("WELCOME-10");
        assert_eq!(check(&promo), Ok(()));
        let nothing = Promo {
            discount: Discount::Amount { amount_minor: 0 },
            total_uses: Some(0),
            ..promo.clone()
        };
        assert_eq!(pointers(check(&nothing)), ["/discount/amount_minor", "/total_uses"]);
        let now = samples::now();
        let never = Promo {
            code: "ÄH".into(),
            starts_at: Some(now),
            ends_at: Some(now),
            ..promo
        };
        assert_eq!(pointers(check(&never)), ["/code", "/ends_at"]);
    }
}
