//! How a restaurant works, without a renderer: what is turned on and off.

use foodwala_ui::sdk::Failure;

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// As somebody wants it, until the platform has answered.
    pub wanted: Option<bool>,
    /// It was changed.
    pub done: bool,
    /// Why it was not.
    pub failure: Option<Failure>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Couriers need the guest's code, or no longer.
    Codes(bool),
    /// The platform answered.
    Saved(Result<(), Failure>),
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Tell the platform.
    Save {
        /// Whether couriers need the guest's code.
        codes: bool,
    },
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Codes(_) if state.wanted.is_some() => None,
        Event::Codes(codes) => {
            *state = State {
                wanted: Some(codes),
                ..State::default()
            };
            Some(Effect::Save { codes })
        }
        Event::Saved(outcome) => {
            *state = State {
                wanted: None,
                done: outcome.is_ok(),
                failure: outcome.err(),
            };
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_ui::sdk::FailureKind;

    #[test]
    fn a_switch_shows_what_is_wanted_until_the_platform_has_answered() {
        let mut state = State::default();
        assert_eq!(
            reduce(&mut state, Event::Codes(true)),
            Some(Effect::Save { codes: true })
        );
        assert_eq!(state.wanted, Some(true));
        assert_eq!(reduce(&mut state, Event::Codes(false)), None, "one change at a time");
        reduce(&mut state, Event::Saved(Err(Failure::of(FailureKind::Offline))));
        assert!(state.failure.is_some() && state.wanted.is_none() && !state.done);
        reduce(&mut state, Event::Codes(true));
        reduce(&mut state, Event::Saved(Ok(())));
        assert!(state.done && state.failure.is_none());
    }
}
