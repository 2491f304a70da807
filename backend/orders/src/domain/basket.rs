//! Baskets whose values are within bounds.

use super::bounds;
use foodwala_contract::{
    customers::AddressDetails,
    orders::{Basket, BasketLine, Fulfilment},
};
use foodwala_platform::Violations;

const MAX_LINES: usize = 100;
const MAX_QUANTITY: u32 = 99;
const MAX_OPTIONS: usize = 50;
/// Far above any real tip, far below any overflow. Minor units.
const MAX_TIP_MINOR: i64 = 100_000_000;

/// A basket that can be priced: every value is within bounds. Whether the restaurant sells it is another question.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedBasket(Basket);

impl CheckedBasket {
    /// Checks every value.
    ///
    /// # Errors
    /// All values that are out of bounds.
    pub fn new(basket: Basket) -> Result<Self, Violations> {
        let mut violations = Violations::new();
        violations.check(
            (1..=MAX_LINES).contains(&basket.lines.len()),
            "/lines",
            "must have 1 to 100 lines",
        );
        for (index, line) in basket.lines.iter().enumerate() {
            check_line(&mut violations, index, line);
        }
        let tip = (0..=MAX_TIP_MINOR).contains(&basket.tip_minor);
        violations.check(tip, "/tip_minor", "must be 0 to 100000000");
        if let Some(code) = &basket.promo_code {
            violations.text(code, "/promo_code", 1, bounds::NAME);
        }
        if let Fulfilment::Delivery { address } = &basket.fulfilment {
            check_address(&mut violations, address);
        }
        if violations.is_empty() {
            Ok(Self(basket))
        } else {
            Err(violations)
        }
    }

    /// The basket.
    pub const fn get(&self) -> &Basket {
        &self.0
    }

    /// The basket, to take apart.
    pub fn into_inner(self) -> Basket {
        self.0
    }
}

fn check_line(violations: &mut Violations, index: usize, line: &BasketLine) {
    if !(1..=MAX_QUANTITY).contains(&line.quantity) {
        violations.add(format!("/lines/{index}/quantity"), "must be 1 to 99");
    }
    if line.options.len() > MAX_OPTIONS {
        violations.add(format!("/lines/{index}/options"), "must have at most 50 options");
    }
    if let Some(note) = &line.note {
        bounds::text(violations, &format!("/lines/{index}/note"), Some(note));
    }
}

fn check_address(violations: &mut Violations, details: &AddressDetails) {
    let address = &details.address;
    violations.text(&details.label, "/fulfilment/address/label", 0, bounds::NAME);
    violations.text(&address.street, "/fulfilment/address/address/street", 1, bounds::NAME);
    violations.text(&address.city, "/fulfilment/address/address/city", 1, bounds::NAME);
    violations.text(
        &address.postal_code,
        "/fulfilment/address/address/postal_code",
        0,
        bounds::NAME,
    );
    let country = address.country.len() == 2 && address.country.bytes().all(|letter| letter.is_ascii_uppercase());
    violations.check(
        country,
        "/fulfilment/address/address/country",
        "must be two upper-case letters",
    );
    let location = details.location.is_valid();
    violations.check(location, "/fulfilment/address/location", "must be a point on the earth");
    bounds::text(
        violations,
        "/fulfilment/address/instructions",
        details.instructions.as_deref(),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing;

    #[test]
    fn every_value_out_of_bounds_is_named() {
        let mut basket = testing::basket();
        basket.lines[0].quantity = 0;
        basket.lines[0].note = Some("x".repeat(501));
        basket.tip_minor = -1;
        basket.promo_code = Some(" ".into());
        basket.fulfilment = testing::delivery_to(f64::NAN, 0.0);
        let error = CheckedBasket::new(basket).unwrap_err().into_result().unwrap_err();
        let pointers: Vec<_> = error
            .problem()
            .errors
            .iter()
            .map(|field| field.pointer.as_str())
            .collect();
        assert_eq!(
            pointers,
            [
                "/lines/0/quantity",
                "/lines/0/note",
                "/tip_minor",
                "/promo_code",
                "/fulfilment/address/location"
            ]
        );
    }

    #[test]
    fn a_basket_has_1_to_100_lines() {
        let mut basket = testing::basket();
        let line = basket.lines[0].clone();
        basket.lines = vec![line; 100];
        assert!(CheckedBasket::new(basket.clone()).is_ok());
        basket.lines.push(basket.lines[0].clone());
        assert!(CheckedBasket::new(basket.clone()).is_err());
        basket.lines.clear();
        assert!(CheckedBasket::new(basket).is_err());
    }
}
