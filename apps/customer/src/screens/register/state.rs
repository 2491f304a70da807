//! Opening an account, without a renderer.

use crate::forms::{Problems, Rule, filled};
use foodwala_sdk::{Error, ErrorCode};

/// The id of the name input.
pub const NAME: &str = "sign-up-name";
/// The id of the e-mail input.
pub const EMAIL: &str = "sign-up-email";
/// The id of the password input.
pub const PASSWORD: &str = "sign-up-password";

const RULES: &[Rule] = &[
    Rule {
        pointer: "/display_name",
        field: NAME,
        message: "form-name-invalid",
    },
    Rule {
        pointer: "/email",
        field: EMAIL,
        message: "form-email-invalid",
    },
    Rule {
        pointer: "/password",
        field: PASSWORD,
        message: "form-password-invalid",
    },
];

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// As typed.
    pub name: String,
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// Fields with a problem.
    pub problems: Problems,
    /// The platform opens no account with this address. The words for it do not say why.
    pub not_opened: bool,
    /// What else went wrong.
    pub error: Option<Error>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// Typed.
    Name(String),
    /// Typed.
    Email(String),
    /// Typed.
    Password(String),
    /// Sent off.
    Submit,
    /// The platform answered.
    Answered(Result<(), Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the platform.
    Register {
        /// Name.
        name: String,
        /// E-mail address.
        email: String,
        /// Password.
        password: String,
    },
    /// Move the focus to an input.
    Focus(&'static str),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Name(name) => {
            state.name = name;
            state.problems.forget(NAME);
            None
        }
        Event::Email(email) => {
            state.email = email;
            state.not_opened = false;
            state.problems.forget(EMAIL);
            None
        }
        Event::Password(password) => {
            state.password = password;
            state.problems.forget(PASSWORD);
            None
        }
        Event::Submit if state.busy => None,
        Event::Submit => {
            let mut problems = Problems::default();
            problems.note(filled(&state.name), NAME, "form-name-missing");
            problems.note(filled(&state.email), EMAIL, "ui-email-missing");
            problems.note(!state.password.is_empty(), PASSWORD, "ui-password-missing");
            state.problems = problems;
            state.not_opened = false;
            state.error = None;
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.busy = true;
            Some(Effect::Register {
                name: state.name.trim().to_owned(),
                email: state.email.trim().to_owned(),
                password: state.password.clone(),
            })
        }
        Event::Answered(Ok(())) => {
            *state = State {
                busy: true,
                ..State::default()
            };
            None
        }
        Event::Answered(Err(error)) => {
            state.busy = false;
            state.problems = Problems::told(&error, RULES);
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            match error.code() {
                Some(ErrorCode::EmailTaken) => state.not_opened = true,
                _ => state.error = Some(error),
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::testing::{invalid, refused};

    fn sent() -> State {
        let mut state = State {
            name: "Asha".to_owned(),
            email: "asha@example.org".to_owned(),
            password: "short".to_owned(),
            ..State::default()
        };
        assert!(matches!(
            reduce(&mut state, Event::Submit),
            Some(Effect::Register { .. })
        ));
        assert_eq!(reduce(&mut state, Event::Submit), None, "a double click registers once");
        state
    }

    #[test]
    fn the_platforms_rules_are_said_at_the_field() {
        let mut state = sent();
        let effect = reduce(&mut state, Event::Answered(Err(invalid(&["/password"]))));
        assert_eq!(effect, Some(Effect::Focus(PASSWORD)));
        assert_eq!(state.problems.of(PASSWORD), Some("form-password-invalid"));
        assert_eq!(state.password, "short", "what was typed stays");
    }

    #[test]
    fn a_taken_address_is_not_told_as_one() {
        let mut state = sent();
        assert_eq!(
            reduce(&mut state, Event::Answered(Err(refused(ErrorCode::EmailTaken)))),
            None
        );
        assert!(state.not_opened && state.problems.is_empty() && state.error.is_none());
        reduce(&mut state, Event::Email("other@example.org".to_owned()));
        assert!(!state.not_opened);
    }
}
