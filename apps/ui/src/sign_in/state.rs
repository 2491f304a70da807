//! Signing in, without a renderer.

use crate::forms::{Problems, filled};
use foodwala_sdk::{Error, ErrorCode};

/// The id of the e-mail input.
pub const EMAIL: &str = "sign-in-email";
/// The id of the password input.
pub const PASSWORD: &str = "sign-in-password";

/// The form.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// Fields with a problem.
    pub problems: Problems,
    /// The platform said no to this pair.
    pub wrong: bool,
    /// What else went wrong.
    pub error: Option<Error>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
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
    SignIn {
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
        Event::Email(email) => {
            state.email = email;
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
            problems.note(filled(&state.email), EMAIL, "ui-email-missing");
            problems.note(!state.password.is_empty(), PASSWORD, "ui-password-missing");
            state.problems = problems;
            state.wrong = false;
            state.error = None;
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.busy = true;
            Some(Effect::SignIn {
                email: state.email.trim().to_owned(),
                password: state.password.clone(),
            })
        }
        Event::Answered(Ok(())) => {
            // What was typed stays in nobody's memory; the screen leads on as soon as somebody is signed in.
            *state = State {
                busy: true,
                ..State::default()
            };
            None
        }
        Event::Answered(Err(error)) => {
            state.busy = false;
            if error.code() == Some(&ErrorCode::InvalidCredentials) {
                state.wrong = true;
                state.password.clear();
                return Some(Effect::Focus(PASSWORD));
            }
            state.error = Some(error);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::testing::{lost, refused};

    fn typed() -> State {
        State {
            email: " asha@example.org ".to_owned(),
            password: "secret words".to_owned(),
            ..State::default()
        }
    }

    #[test]
    fn empty_fields_are_asked_for_before_the_platform_is() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(EMAIL)));
        assert!(!state.busy && state.problems.of(PASSWORD).is_some());
        reduce(&mut state, Event::Email("a@b.c".to_owned()));
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(PASSWORD)));
    }

    #[test]
    fn a_second_click_asks_nothing_and_success_forgets_the_password() {
        let mut state = typed();
        assert!(matches!(
            reduce(&mut state, Event::Submit),
            Some(Effect::SignIn { email, .. }) if email == "asha@example.org"
        ));
        assert_eq!(reduce(&mut state, Event::Submit), None);
        reduce(&mut state, Event::Answered(Ok(())));
        assert!(state.password.is_empty());
    }

    #[test]
    fn a_wrong_pair_keeps_the_address_and_any_other_trouble_keeps_both() {
        let mut state = typed();
        reduce(&mut state, Event::Submit);
        let effect = reduce(&mut state, Event::Answered(Err(refused(ErrorCode::InvalidCredentials))));
        assert_eq!(effect, Some(Effect::Focus(PASSWORD)));
        assert!(state.wrong && state.password.is_empty() && !state.email.is_empty());

        let mut state = typed();
        reduce(&mut state, Event::Submit);
        assert_eq!(reduce(&mut state, Event::Answered(Err(lost()))), None);
        assert!(state.error.is_some() && !state.password.is_empty() && !state.busy);
    }
}
