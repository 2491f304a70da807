//! Collects what is wrong with stated values, each with a JSON pointer to it.

use foodwala_contract::problem::FieldError;
use std::fmt::Display;

/// Some values are out of bounds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} values are not valid", .0.len())]
pub struct Invalid(pub Vec<FieldError>);

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that the value at `pointer` is wrong unless `holds`.
    pub fn check(&mut self, holds: bool, pointer: impl Display, detail: impl Display) {
        if !holds {
            self.0.push(FieldError {
                pointer: pointer.to_string(),
                detail: detail.to_string(),
            });
        }
    }

    /// Notes a text whose length in characters, without the space around it, is not `min` to `max`.
    pub fn text(&mut self, text: &str, pointer: impl Display, min: usize, max: usize) {
        let length = text.trim().chars().count();
        self.check(
            (min..=max).contains(&length),
            pointer,
            format_args!("must have {min} to {max} characters"),
        );
    }

    /// Notes a list whose length is not `min` to `max`.
    pub fn count(&mut self, length: usize, pointer: impl Display, min: usize, max: usize) {
        self.check(
            (min..=max).contains(&length),
            pointer,
            format_args!("must have {min} to {max} entries"),
        );
    }

    /// Notes an amount of money that is negative or absurd.
    pub fn price(&mut self, minor: i64, pointer: impl Display) {
        let holds = (0..=MAX_PRICE_MINOR).contains(&minor);
        self.check(holds, pointer, format_args!("must be 0 to {MAX_PRICE_MINOR}"));
    }

    /// Takes over what another check has noted.
    pub fn absorb(&mut self, result: Result<(), Invalid>) {
        if let Err(Invalid(errors)) = result {
            self.0.extend(errors);
        }
    }

    /// Goes on if nothing is wrong.
    ///
    /// # Errors
    /// Everything that was noted.
    pub fn into_result(self) -> Result<(), Invalid> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.0))
        }
    }
}

/// No price, fee or minimum is above this, in minor units; it leaves room to add up an order without overflow.
pub const MAX_PRICE_MINOR: i64 = 100_000_000;

/// The pointers at fault, for tests.
#[cfg(test)]
pub fn pointers(result: Result<(), Invalid>) -> Vec<String> {
    match result {
        Ok(()) => Vec::new(),
        Err(Invalid(errors)) => errors.into_iter().map(|error| error.pointer).collect(),
    }
}
