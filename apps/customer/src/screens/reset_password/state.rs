//! A new password by a link in an e-mail, without a renderer.

use crate::forms::{Problems, Rule, filled};
use foodwala_sdk::{Error, ErrorCode};

/// The id of the e-mail input.
pub const EMAIL: &str = "reset-email";
/// The id of the password input.
pub const PASSWORD: &str = "reset-password";

const RULES: &[Rule] = &[Rule {
    pointer: "/new_password",
    field: PASSWORD,
    message: "form-password-invalid",
}];

/// How far it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Step {
    /// The address is asked for.
    #[default]
    Asking,
    /// A link is on its way, if there is such an account.
    Sent,
    /// The link was followed: a new password is asked for.
    Choosing {
        /// The token in the link.
        token: String,
    },
    /// The link no longer works.
    LinkOver,
    /// The new password holds.
    Done,
}

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// How far it is.
    pub step: Step,
    /// As typed.
    pub email: String,
    /// As typed.
    pub password: String,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// Fields with a problem.
    pub problems: Problems,
    /// What else went wrong.
    pub error: Option<Error>,
}

impl State {
    /// With the token of a link, if one was followed.
    #[must_use]
    pub fn new(token: &str) -> Self {
        let step = if token.is_empty() {
            Step::Asking
        } else {
            Step::Choosing {
                token: token.to_owned(),
            }
        };
        Self {
            step,
            ..Self::default()
        }
    }
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
    /// Begin anew with the address.
    Restart,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask for a link.
    Request {
        /// E-mail address.
        email: String,
    },
    /// Set the password.
    Confirm {
        /// The token in the link.
        token: String,
        /// The new password.
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
        Event::Submit => submit(state),
        Event::Answered(answer) => {
            state.busy = false;
            answered(state, answer)
        }
        Event::Restart => {
            *state = State {
                email: std::mem::take(&mut state.email),
                ..State::default()
            };
            Some(Effect::Focus(EMAIL))
        }
    }
}

fn submit(state: &mut State) -> Option<Effect> {
    let mut problems = Problems::default();
    let effect = match &state.step {
        Step::Asking => {
            problems.note(filled(&state.email), EMAIL, "ui-email-missing");
            Effect::Request {
                email: state.email.trim().to_owned(),
            }
        }
        Step::Choosing { token } => {
            problems.note(!state.password.is_empty(), PASSWORD, "ui-password-missing");
            Effect::Confirm {
                token: token.clone(),
                password: state.password.clone(),
            }
        }
        Step::Sent | Step::LinkOver | Step::Done => return None,
    };
    state.problems = problems;
    state.error = None;
    if let Some(field) = state.problems.first() {
        return Some(Effect::Focus(field));
    }
    state.busy = true;
    Some(effect)
}

fn answered(state: &mut State, answer: Result<(), Error>) -> Option<Effect> {
    match (answer, &state.step) {
        (Ok(()), Step::Asking) => state.step = Step::Sent,
        (Ok(()), _) => {
            *state = State {
                step: Step::Done,
                ..State::default()
            };
        }
        (Err(error), _) if error.code() == Some(&ErrorCode::InvalidResetToken) => {
            state.password.clear();
            state.step = Step::LinkOver;
        }
        (Err(error), _) => {
            state.problems = Problems::told(&error, RULES);
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.error = Some(error);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::testing::{invalid, refused};

    #[test]
    fn asking_says_the_same_whoever_it_is() {
        let mut state = State::new("");
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(EMAIL)));
        reduce(&mut state, Event::Email("nobody@example.org".to_owned()));
        assert!(matches!(
            reduce(&mut state, Event::Submit),
            Some(Effect::Request { .. })
        ));
        reduce(&mut state, Event::Answered(Ok(())));
        assert_eq!(state.step, Step::Sent);
    }

    #[test]
    fn a_link_sets_the_password_once_and_an_old_one_leads_back() {
        let mut state = State::new("token");
        reduce(&mut state, Event::Password("short".to_owned()));
        assert!(matches!(
            reduce(&mut state, Event::Submit),
            Some(Effect::Confirm { .. })
        ));
        let effect = reduce(&mut state, Event::Answered(Err(invalid(&["/new_password"]))));
        assert_eq!(effect, Some(Effect::Focus(PASSWORD)));
        reduce(&mut state, Event::Submit);
        reduce(&mut state, Event::Answered(Err(refused(ErrorCode::InvalidResetToken))));
        assert_eq!(state.step, Step::LinkOver);
        assert_eq!(reduce(&mut state, Event::Restart), Some(Effect::Focus(EMAIL)));
        assert_eq!(state.step, Step::Asking);
    }

    #[test]
    fn success_forgets_the_password() {
        let mut state = State::new("token");
        reduce(&mut state, Event::Password("long enough words".to_owned()));
        reduce(&mut state, Event::Submit);
        reduce(&mut state, Event::Answered(Ok(())));
        assert_eq!(state.step, Step::Done);
        assert!(state.password.is_empty());
    }
}
