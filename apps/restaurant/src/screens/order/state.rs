//! Fetching an order that is not on the board, without a renderer.

use foodwala_ui::sdk::Failure;

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// It is being fetched.
    pub busy: bool,
    /// Why it could not be.
    pub failure: Option<Failure>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// It is being fetched.
    Begin,
    /// It came, or did not.
    Done(Result<(), Failure>),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) {
    match event {
        Event::Begin => {
            *state = State {
                busy: true,
                failure: None,
            };
        }
        Event::Done(outcome) => {
            *state = State {
                busy: false,
                failure: outcome.err(),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_ui::sdk::FailureKind;

    #[test]
    fn a_new_try_forgets_what_went_wrong_before() {
        let mut state = State::default();
        reduce(&mut state, Event::Begin);
        assert!(state.busy);
        reduce(&mut state, Event::Done(Err(Failure::of(FailureKind::Offline))));
        assert!(state.failure.is_some() && !state.busy);
        reduce(&mut state, Event::Begin);
        assert!(state.failure.is_none());
    }
}
