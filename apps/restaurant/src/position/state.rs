//! Telling guests where their courier is, without a renderer.

use foodwala_sdk::{
    Timestamp,
    contract::{geo::GeoPoint, orders::CourierPosition},
};
use foodwala_ui::device::{LocateError, Position};

/// Whether it is told, and how that goes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct State {
    /// Guests see where the courier is.
    pub shares: bool,
    /// When the position was told last.
    pub told_at: Option<Timestamp>,
    /// Why it was not.
    pub trouble: Option<Trouble>,
}

/// Why a position was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The person does not want it.
    Denied,
    /// The device does not know.
    Unknown,
    /// The platform could not be reached, or did not take it.
    Untold,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// The courier wants to share, or no longer.
    Share(bool),
    /// The device told, or did not.
    Located(Result<Position, LocateError>, Timestamp),
    /// The platform was told, or was not.
    Told(bool, Timestamp),
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// Keep the choice on the device.
    Keep(bool),
    /// Tell the platform.
    Tell(CourierPosition),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Share(shares) => {
            *state = State {
                shares,
                ..State::default()
            };
            Some(Effect::Keep(shares))
        }
        Event::Located(..) if !state.shares => None,
        Event::Located(Ok(position), now) => Some(Effect::Tell(CourierPosition {
            location: GeoPoint {
                latitude: position.latitude,
                longitude: position.longitude,
            },
            heading_degrees: None,
            measured_at: now,
        })),
        Event::Located(Err(error), _) => {
            state.trouble = Some(match error {
                LocateError::Denied => Trouble::Denied,
                LocateError::Unavailable | LocateError::Timeout => Trouble::Unknown,
            });
            None
        }
        Event::Told(true, now) => {
            state.told_at = Some(now);
            state.trouble = None;
            None
        }
        Event::Told(false, _) => {
            state.trouble = Some(Trouble::Untold);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::noon;

    #[test]
    fn a_position_is_told_only_while_it_is_shared() {
        let here = Position {
            latitude: 52.5,
            longitude: 13.4,
            accuracy_m: 10.0,
        };
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Located(Ok(here), noon())), None);
        reduce(&mut state, Event::Share(true));
        assert!(matches!(
            reduce(&mut state, Event::Located(Ok(here), noon())),
            Some(Effect::Tell(_))
        ));
        reduce(&mut state, Event::Located(Err(LocateError::Denied), noon()));
        assert_eq!(state.trouble, Some(Trouble::Denied));
        reduce(&mut state, Event::Told(true, noon()));
        assert_eq!((state.trouble, state.told_at), (None, Some(noon())));
    }
}
