//! Pausing and being busy, without a renderer.

use foodwala_sdk::{Timestamp, contract::restaurants::Pause};
use foodwala_ui::sdk::Failure;
use jiff::SignedDuration;

/// For how long no orders are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Minutes from now.
    Minutes(i64),
    /// Until somebody resumes.
    Open,
}

/// The sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// Something is being changed.
    pub busy: bool,
    /// What went wrong.
    pub failure: Option<Failure>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Take no orders for so long.
    Pause(Span, Timestamp),
    /// Take orders again.
    Resume,
    /// The kitchen needs so many minutes more than usual.
    Busy(u32),
    /// The platform answered.
    Done(Result<(), Failure>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Tell the platform.
    Pause(Pause),
    /// Tell the platform.
    Resume,
    /// Tell the platform.
    Busy(u32),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    let effect = match event {
        Event::Done(outcome) => {
            state.busy = false;
            state.failure = outcome.err();
            return None;
        }
        _ if state.busy => return None,
        Event::Pause(span, now) => {
            let until = match span {
                Span::Minutes(minutes) => now.checked_add(SignedDuration::from_mins(minutes)).ok(),
                Span::Open => None,
            };
            Effect::Pause(Pause { until, reason: None })
        }
        Event::Resume => Effect::Resume,
        Event::Busy(minutes) => Effect::Busy(minutes),
    };
    state.busy = true;
    state.failure = None;
    Some(effect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::noon;

    #[test]
    fn a_pause_ends_when_it_was_said_to() {
        let mut state = State::default();
        let Some(Effect::Pause(pause)) = reduce(&mut state, Event::Pause(Span::Minutes(30), noon())) else {
            panic!("no pause")
        };
        assert_eq!(pause.until, Some(noon() + SignedDuration::from_mins(30)));
        assert_eq!(reduce(&mut state, Event::Resume), None, "one change at a time");
        reduce(&mut state, Event::Done(Ok(())));
        assert_eq!(reduce(&mut state, Event::Resume), Some(Effect::Resume));
    }
}
