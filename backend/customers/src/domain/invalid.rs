//! Collects what is wrong with stated values, each with a JSON pointer to it.

use foodwala_contract::problem::FieldError;

/// Some values are out of bounds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} values are not valid", .0.len())]
pub struct Invalid(pub Vec<FieldError>);

impl Invalid {
    /// One value is out of bounds.
    pub fn one(pointer: &str, detail: &str) -> Self {
        Self(vec![FieldError {
            pointer: pointer.to_owned(),
            detail: detail.to_owned(),
        }])
    }
}

/// What is wrong so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Notes that the value at `pointer` is wrong unless `holds`.
    pub fn check(&mut self, holds: bool, pointer: &str, detail: &str) {
        if !holds {
            self.0.push(FieldError {
                pointer: pointer.to_owned(),
                detail: detail.to_owned(),
            });
        }
    }

    /// Notes a text that has not `min` to `max` characters without the space around it, or has invisible ones.
    pub fn text(&mut self, text: &str, pointer: &str, min: usize, max: usize) {
        let text = text.trim();
        let fits = (min..=max).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        self.check(fits, pointer, &format!("must have {min} to {max} visible characters"));
    }

    /// Goes on if nothing is wrong.
    pub fn into_result(self) -> Result<(), Invalid> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.0))
        }
    }
}
