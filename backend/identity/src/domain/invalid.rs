//! Collects what is wrong with stated values, each with a JSON pointer to it.

use foodwala_contract::problem::FieldError;

/// Some values are out of bounds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} values are not valid", .0.len())]
pub struct Invalid(pub Vec<FieldError>);

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

    /// Goes on if nothing is wrong.
    pub fn into_result(self) -> Result<(), Invalid> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Invalid(self.0))
        }
    }
}
