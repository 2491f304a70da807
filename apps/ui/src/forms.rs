//! What is wrong with the fields of a form: told by the platform, or seen before asking it.

use foodwala_sdk::{Error, ErrorCode};

/// Where a value of a request stands in its form, and what is said when it is not valid.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The platform's JSON pointer, e.g. `/address/street`.
    pub pointer: &'static str,
    /// The id of the input.
    pub field: &'static str,
    /// The text for people.
    pub message: &'static str,
}

/// The fields with a problem, in the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems(Vec<(&'static str, &'static str)>);

impl Problems {
    /// What the platform found, in the words of the form; empty if it is about something else.
    #[must_use]
    pub fn told(error: &Error, rules: &[Rule]) -> Self {
        let Some(problem) = error.problem().filter(|it| it.code == ErrorCode::ValidationFailed) else {
            return Self::default();
        };
        let is_named = |rule: &&Rule| problem.errors.iter().any(|it| it.pointer == rule.pointer);
        Self(
            rules
                .iter()
                .filter(is_named)
                .map(|rule| (rule.field, rule.message))
                .collect(),
        )
    }

    /// Notes a problem, unless the field has one.
    pub fn note(&mut self, holds: bool, field: &'static str, message: &'static str) {
        if !holds && self.of(field).is_none() {
            self.0.push((field, message));
        }
    }

    /// The text for a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&'static str> {
        self.0
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, message)| *message)
    }

    /// The first field with a problem, where the focus goes.
    #[must_use]
    pub fn first(&self) -> Option<&'static str> {
        self.0.first().map(|(field, _)| *field)
    }

    /// Forgets the problem of a field, e.g. because it is being typed in.
    pub fn forget(&mut self, field: &str) {
        self.0.retain(|(name, _)| *name != field);
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether a text has something to read in it.
#[must_use]
pub fn filled(text: &str) -> bool {
    !text.trim().is_empty()
}

/// The text without the space around it, if anything is left.
#[must_use]
pub fn optional(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The platform's answers as tests need them.
#[doc(hidden)]
pub mod testing {
    use foodwala_sdk::{Error, ErrorCode, Problem};

    /// The platform's refusal with a code.
    pub fn refused(code: ErrorCode) -> Error {
        Error::Api {
            problem: Box::new(Problem::new(code)),
            retry_after: None,
        }
    }

    /// The platform's refusal with facts.
    pub fn refused_with(code: ErrorCode, facts: serde_json::Value) -> Error {
        let mut problem = Problem::new(code);
        problem.context = facts.as_object().cloned().unwrap_or_default();
        Error::Api {
            problem: Box::new(problem),
            retry_after: None,
        }
    }

    /// The platform's refusal of values.
    pub fn invalid(pointers: &[&str]) -> Error {
        let mut problem = Problem::new(ErrorCode::ValidationFailed);
        problem.errors = pointers
            .iter()
            .map(|pointer| foodwala_sdk::contract::problem::FieldError {
                pointer: (*pointer).to_owned(),
                detail: "is wrong".to_owned(),
            })
            .collect();
        Error::Api {
            problem: Box::new(problem),
            retry_after: None,
        }
    }

    /// No answer in time.
    pub fn lost() -> Error {
        Error::Timeout {
            after: std::time::Duration::from_secs(20),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::*, *};

    const RULES: &[Rule] = &[
        Rule {
            pointer: "/email",
            field: "email",
            message: "form-email",
        },
        Rule {
            pointer: "/password",
            field: "password",
            message: "form-password",
        },
    ];

    #[test]
    fn the_platforms_problems_stand_in_the_order_of_the_form() {
        let problems = Problems::told(&invalid(&["/password", "/email", "/locale"]), RULES);
        assert_eq!(problems.first(), Some("email"));
        assert_eq!(problems.of("password"), Some("form-password"));
        assert!(Problems::told(&refused(ErrorCode::EmailTaken), RULES).is_empty());
    }

    #[test]
    fn a_field_keeps_its_first_problem_until_it_is_typed_in() {
        let mut problems = Problems::default();
        problems.note(false, "email", "form-required");
        problems.note(false, "email", "form-email");
        problems.note(true, "password", "form-password");
        assert_eq!(problems.of("email"), Some("form-required"));
        problems.forget("email");
        assert!(problems.is_empty());
    }
}
