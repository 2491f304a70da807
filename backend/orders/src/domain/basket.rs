//! Baskets whose values are within bounds.

use foodwala_contract::{
    customers::AddressDetails,
    orders::{Basket, BasketLine, Contact, Fulfilment},
    problem::FieldError,
};

/// Lines of a basket.
const MAX_LINES: usize = 100;
/// Portions of one line.
const MAX_QUANTITY: u32 = 99;
/// Options of one line.
const MAX_OPTIONS: usize = 50;
/// Characters of a note, an instruction or a reason.
const MAX_TEXT: usize = 500;
/// Characters of a name, a label or a code.
const MAX_NAME: usize = 120;
/// Minor units of a tip; far above any real one, far below any overflow.
const MAX_TIP_MINOR: i64 = 100_000_000;

/// A basket that can be priced: every value is within bounds. Whether the restaurant sells it is another question.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedBasket(Basket);

impl CheckedBasket {
    /// Checks every value.
    ///
    /// # Errors
    /// All values that are out of bounds.
    pub fn new(basket: Basket) -> Result<Self, Vec<FieldError>> {
        let mut faults = Faults::default();
        faults.check((1..=MAX_LINES).contains(&basket.lines.len()), "/lines", "must have 1 to 100 lines");
        for (index, line) in basket.lines.iter().enumerate() {
            check_line(&mut faults, index, line);
        }
        let tip = (0..=MAX_TIP_MINOR).contains(&basket.tip_minor);
        faults.check(tip, "/tip_minor", "must be 0 to 100000000");
        if let Some(code) = &basket.promo_code {
            faults.name("/promo_code", code);
        }
        if let Fulfilment::Delivery { address } = &basket.fulfilment {
            check_address(&mut faults, address);
        }
        faults.into_result().map(|()| Self(basket))
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

fn check_line(faults: &mut Faults, index: usize, line: &BasketLine) {
    let quantity = (1..=MAX_QUANTITY).contains(&line.quantity);
    faults.check(quantity, &format!("/lines/{index}/quantity"), "must be 1 to 99");
    let options = line.options.len() <= MAX_OPTIONS;
    faults.check(options, &format!("/lines/{index}/options"), "must have at most 50 options");
    faults.text(&format!("/lines/{index}/note"), line.note.as_deref());
}

fn check_address(faults: &mut Faults, details: &AddressDetails) {
    let at = |field: &str| format!("/fulfilment/address/{field}");
    faults.check(details.label.chars().count() <= MAX_NAME, &at("label"), "must have at most 120 characters");
    faults.name(&at("address/street"), &details.address.street);
    faults.name(&at("address/city"), &details.address.city);
    let postal_code = details.address.postal_code.chars().count() <= MAX_NAME;
    faults.check(postal_code, &at("address/postal_code"), "must have at most 120 characters");
    let country = details.address.country.len() == 2 && details.address.country.bytes().all(|b| b.is_ascii_uppercase());
    faults.check(country, &at("address/country"), "must be two upper-case letters");
    faults.check(details.location.is_valid(), &at("location"), "must be a point on the earth");
    faults.text(&at("instructions"), details.instructions.as_deref());
}

/// Values that are out of bounds, gathered.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Adds a fault unless `holds`.
    pub fn check(&mut self, holds: bool, pointer: &str, detail: &str) {
        if !holds {
            self.0.push(FieldError { pointer: pointer.to_owned(), detail: detail.to_owned() });
        }
    }

    /// A name, label or code: 1 to 120 characters.
    pub fn name(&mut self, pointer: &str, name: &str) {
        let fits = !name.trim().is_empty() && name.chars().count() <= MAX_NAME;
        self.check(fits, pointer, "must have 1 to 120 characters");
    }

    /// A note, instruction or reason: at most 500 characters.
    pub fn text(&mut self, pointer: &str, text: Option<&str>) {
        let fits = text.is_none_or(|text| text.chars().count() <= MAX_TEXT);
        self.check(fits, pointer, "must have at most 500 characters");
    }

    /// Whom to call.
    pub fn contact(&mut self, contact: &Contact) {
        self.name("/contact/name", &contact.name);
        let phone = contact.phone.chars().count() <= MAX_NAME;
        self.check(phone, "/contact/phone", "must have at most 120 characters");
    }

    /// # Errors
    /// The faults, if there are any.
    pub fn into_result(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
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
        let faults = CheckedBasket::new(basket).unwrap_err();
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            ["/lines/0/quantity", "/lines/0/note", "/tip_minor", "/promo_code", "/fulfilment/address/location"]
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
