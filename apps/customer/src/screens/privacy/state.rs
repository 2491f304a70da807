//! What one can do with one's data and one's account, without a renderer.

use crate::forms::{Problems, Rule};
use foodwala_sdk::{Error, ErrorCode, contract::customers::CustomerExport};

/// The id of the input that confirms the end of the account.
pub const CONFIRM: &str = "privacy-confirm";
/// The id of the input of the password so far.
pub const CURRENT: &str = "privacy-current-password";
/// The id of the input of the new password.
pub const NEW: &str = "privacy-new-password";

const RULES: &[Rule] = &[Rule {
    pointer: "/new_password",
    field: NEW,
    message: "form-password-invalid",
}];

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The e-mail address of the account, which is typed to end it.
    pub email: String,
    /// Whether the data are being fetched.
    pub exporting: bool,
    /// The data were fetched and handed over.
    pub exported: bool,
    /// Why they were not.
    pub export_error: Option<Error>,
    /// Whether the person is asked to confirm the end.
    pub ending: bool,
    /// As typed.
    pub confirmation: String,
    /// Whether the platform is being asked to end it.
    pub busy: bool,
    /// Fields with a problem.
    pub problems: Problems,
    /// Why it was not ended.
    pub error: Option<Error>,
    /// The person owns a restaurant alone.
    pub last_owner: bool,
    /// As typed.
    pub current: String,
    /// As typed.
    pub new: String,
    /// Whether the password is being changed.
    pub changing: bool,
    /// Why the password was not changed.
    pub change_error: Option<Error>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// Who is signed in.
    Email(String),
    /// Fetch the data.
    Export,
    /// They are there.
    Exported(Result<Box<CustomerExport>, Error>),
    /// End the account?
    AskEnd,
    /// Typed.
    Confirmation(String),
    /// Yes, end it.
    End,
    /// No.
    Keep,
    /// The platform answered.
    Ended(Result<(), Error>),
    /// Typed.
    Current(String),
    /// Typed.
    New(String),
    /// Change the password.
    Change,
    /// The platform answered.
    Changed(Result<(), Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Fetch the data.
    Export,
    /// Hand them to the person as a file.
    Save(Box<CustomerExport>),
    /// End the account.
    End,
    /// It has ended: forget the person.
    Leave,
    /// Change the password.
    Change {
        /// The password so far.
        current: String,
        /// The new one.
        new: String,
    },
    /// All sessions have ended, this one too: sign in with the new password.
    SignInAgain,
    /// Move the focus.
    Focus(&'static str),
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Email(email) => {
            state.email = email;
            None
        }
        Event::Export if state.exporting => None,
        Event::Export => {
            state.exporting = true;
            state.export_error = None;
            Some(Effect::Export)
        }
        Event::Exported(answer) => {
            state.exporting = false;
            match answer {
                Ok(data) => {
                    state.exported = true;
                    Some(Effect::Save(data))
                }
                Err(error) => {
                    state.export_error = Some(error);
                    None
                }
            }
        }
        Event::AskEnd => {
            state.ending = true;
            state.error = None;
            state.last_owner = false;
            state.confirmation.clear();
            None
        }
        Event::Confirmation(text) => {
            state.confirmation = text;
            state.problems.forget(CONFIRM);
            None
        }
        Event::End if state.busy || !state.ending => None,
        Event::End => {
            let is_meant = state.confirmation.trim().eq_ignore_ascii_case(&state.email) && !state.email.is_empty();
            state.problems.note(is_meant, CONFIRM, "privacy-confirm-differs");
            if !is_meant {
                return Some(Effect::Focus(CONFIRM));
            }
            state.busy = true;
            state.error = None;
            Some(Effect::End)
        }
        Event::Keep => {
            state.ending = false;
            state.problems.forget(CONFIRM);
            None
        }
        Event::Ended(Ok(())) => Some(Effect::Leave),
        Event::Ended(Err(error)) => {
            state.busy = false;
            match error.code() {
                Some(ErrorCode::LastOwner) => state.last_owner = true,
                _ => state.error = Some(error),
            }
            None
        }
        Event::Current(text) => {
            state.current = text;
            state.problems.forget(CURRENT);
            None
        }
        Event::New(text) => {
            state.new = text;
            state.problems.forget(NEW);
            None
        }
        Event::Change if state.changing => None,
        Event::Change => {
            state
                .problems
                .note(!state.current.is_empty(), CURRENT, "ui-password-missing");
            state.problems.note(!state.new.is_empty(), NEW, "ui-password-missing");
            if let Some(field) = state.problems.first() {
                return Some(Effect::Focus(field));
            }
            state.changing = true;
            state.change_error = None;
            Some(Effect::Change {
                current: state.current.clone(),
                new: state.new.clone(),
            })
        }
        Event::Changed(answer) => changed(state, answer),
    }
}

fn changed(state: &mut State, answer: Result<(), Error>) -> Option<Effect> {
    state.changing = false;
    let Err(error) = answer else {
        state.current.clear();
        state.new.clear();
        return Some(Effect::SignInAgain);
    };
    if error.code() == Some(&ErrorCode::InvalidCredentials) {
        state.current.clear();
        state.problems.note(false, CURRENT, "privacy-current-wrong");
        return Some(Effect::Focus(CURRENT));
    }
    state.problems = Problems::told(&error, RULES);
    if let Some(field) = state.problems.first() {
        return Some(Effect::Focus(field));
    }
    state.change_error = Some(error);
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::testing::{lost, refused};

    #[test]
    fn an_account_ends_only_when_its_address_was_typed() {
        let mut state = State::default();
        reduce(&mut state, Event::Email("asha@example.org".to_owned()));
        assert_eq!(reduce(&mut state, Event::End), None);
        reduce(&mut state, Event::AskEnd);
        reduce(&mut state, Event::Confirmation("yes".to_owned()));
        assert_eq!(reduce(&mut state, Event::End), Some(Effect::Focus(CONFIRM)));
        reduce(&mut state, Event::Confirmation(" Asha@example.org".to_owned()));
        assert_eq!(reduce(&mut state, Event::End), Some(Effect::End));
        assert_eq!(reduce(&mut state, Event::End), None);
        reduce(&mut state, Event::Ended(Err(refused(ErrorCode::LastOwner))));
        assert!(state.last_owner && !state.busy);
    }

    #[test]
    fn a_new_password_needs_the_old_one_and_a_new_session() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Change), Some(Effect::Focus(CURRENT)));
        reduce(&mut state, Event::Current("old words".to_owned()));
        reduce(&mut state, Event::New("new words".to_owned()));
        assert!(matches!(reduce(&mut state, Event::Change), Some(Effect::Change { .. })));
        let effect = reduce(&mut state, Event::Changed(Err(refused(ErrorCode::InvalidCredentials))));
        assert_eq!(effect, Some(Effect::Focus(CURRENT)));
        reduce(&mut state, Event::Current("older words".to_owned()));
        reduce(&mut state, Event::Change);
        assert_eq!(reduce(&mut state, Event::Changed(Ok(()))), Some(Effect::SignInAgain));
        assert!(state.new.is_empty());
    }

    #[test]
    fn data_that_did_not_come_can_be_asked_for_again() {
        let mut state = State::default();
        reduce(&mut state, Event::Export);
        assert_eq!(reduce(&mut state, Event::Export), None);
        reduce(&mut state, Event::Exported(Err(lost())));
        assert!(state.export_error.is_some());
        assert_eq!(reduce(&mut state, Event::Export), Some(Effect::Export));
    }
}
