//! Collects everything that is wrong with a request, so that the caller hears it all at once.

use crate::ApiError;
use foodwala_contract::{ErrorCode, problem::FieldError};

/// What is wrong with a request so far.
#[derive(Debug, Default)]
pub struct Violations(Vec<FieldError>);

impl Violations {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that the value at `pointer` is wrong unless `holds`.
    pub fn check(&mut self, holds: bool, pointer: &str, detail: &str) -> &mut Self {
        if !holds {
            self.add(pointer, detail);
        }
        self
    }

    /// Notes that the value at `pointer` is wrong.
    pub fn add(&mut self, pointer: impl Into<String>, detail: impl Into<String>) {
        self.0.push(FieldError {
            pointer: pointer.into(),
            detail: detail.into(),
        });
    }

    /// Notes a text whose length in characters, without surrounding space, is out of bounds.
    pub fn text(&mut self, text: &str, pointer: &str, min: usize, max: usize) -> &mut Self {
        let length = text.trim().chars().count();
        if !(min..=max).contains(&length) {
            self.add(pointer, format!("must have {min} to {max} characters"));
        }
        self
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Goes on if nothing is wrong.
    ///
    /// # Errors
    /// `validation_failed` with everything that was noted.
    pub fn into_result(self) -> Result<(), ApiError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let error = ApiError::new(ErrorCode::ValidationFailed);
        Err(self
            .0
            .into_iter()
            .fold(error, |error, field| error.field(field.pointer, field.detail)))
    }
}

impl From<Vec<FieldError>> for Violations {
    fn from(errors: Vec<FieldError>) -> Self {
        Self(errors)
    }
}
