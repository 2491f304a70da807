//! The question where the platform is, without a renderer.

use super::address::{self, AddressError};

/// The id of the input.
pub const FIELD: &str = "connect-address";

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was typed.
    Empty,
    /// It is no address.
    NoAddress,
    /// Nobody answers there.
    Silent,
    /// Somebody else answers there.
    Stranger,
    /// The platform is there, and cannot answer now.
    Busy,
}

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// As typed.
    pub typed: String,
    /// Whether the platform is being asked.
    pub busy: bool,
    /// What is wrong.
    pub problem: Option<Problem>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Typed.
    Typed(String),
    /// Sent off.
    Submit,
    /// The platform answered at an address, or not.
    Checked(Result<String, Problem>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// See whether a platform answers there.
    Check(String),
    /// Move the focus to an input.
    Focus(&'static str),
    /// It is known.
    Done(String),
}

impl State {
    /// With what is known already. If that makes no sense, it says so at once.
    pub fn new(typed: String) -> Self {
        let problem = match address::read(&typed) {
            Err(AddressError::Wrong) => Some(Problem::NoAddress),
            Ok(_) | Err(AddressError::Empty) => None,
        };
        Self {
            typed,
            busy: false,
            problem,
        }
    }
}

/// One step.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Typed(typed) => {
            state.typed = typed;
            state.problem = None;
            None
        }
        Event::Submit if state.busy => None,
        Event::Submit => match address::read(&state.typed) {
            Ok(url) => {
                state.busy = true;
                state.problem = None;
                Some(Effect::Check(url))
            }
            Err(error) => {
                state.problem = Some(match error {
                    AddressError::Empty => Problem::Empty,
                    AddressError::Wrong => Problem::NoAddress,
                });
                Some(Effect::Focus(FIELD))
            }
        },
        Event::Checked(Ok(url)) => Some(Effect::Done(url)),
        Event::Checked(Err(problem)) => {
            state.busy = false;
            state.problem = Some(problem);
            Some(Effect::Focus(FIELD))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_checked_before_it_is_kept() {
        let mut state = State::new(String::new());
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Focus(FIELD)));
        assert_eq!(state.problem, Some(Problem::Empty));
        reduce(&mut state, Event::Typed("food.example".to_owned()));
        assert_eq!(state.problem, None);
        let url = "https://food.example".to_owned();
        assert_eq!(reduce(&mut state, Event::Submit), Some(Effect::Check(url.clone())));
        assert_eq!(reduce(&mut state, Event::Submit), None, "a second press asks nothing");
        assert_eq!(
            reduce(&mut state, Event::Checked(Err(Problem::Silent))),
            Some(Effect::Focus(FIELD))
        );
        assert!(!state.busy && state.typed == "food.example");
        assert_eq!(
            reduce(&mut state, Event::Checked(Ok(url.clone()))),
            Some(Effect::Done(url))
        );
    }

    #[test]
    fn what_the_program_was_started_with_is_held_against_it_at_once() {
        assert_eq!(State::new("ftp://x".to_owned()).problem, Some(Problem::NoAddress));
        assert_eq!(State::new("food.example".to_owned()).problem, None);
    }
}
