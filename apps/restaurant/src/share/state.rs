//! Sharing a delivery with a courier who has no account, without a renderer.

use foodwala_sdk::{
    Timestamp,
    contract::{
        board::BoardOrder,
        couriers::{CourierLink, ShareDeliveryRequest},
        orders::FulfilmentKind,
    },
};
use foodwala_ui::{forms::filled, sdk::Failure};

/// For how long a link can be good, minutes.
pub const SPANS: [u32; 4] = [60, 120, 240, 720];

/// Where the link of an order stands, as its card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// There is none, and one can be made.
    None,
    /// Somebody has one.
    Stands {
        /// Who.
        name: String,
        /// Until when.
        until: Timestamp,
    },
    /// There was one; it opens nothing any more.
    Ended {
        /// Whose.
        name: String,
        /// When it ended.
        at: Timestamp,
    },
}

/// Where the link of an order stands; none if it is no delivery that somebody could still bring.
#[must_use]
pub fn standing(card: &BoardOrder, now: Timestamp) -> Option<Standing> {
    if card.order.status.is_final() || card.order.fulfilment.kind() != FulfilmentKind::Delivery {
        return None;
    }
    Some(match &card.shared_with {
        None => Standing::None,
        Some(shared) if now < shared.expires_at => Standing::Stands {
            name: shared.name.clone(),
            until: shared.expires_at,
        },
        Some(shared) => Standing::Ended {
            name: shared.name.clone(),
            at: shared.expires_at,
        },
    })
}

/// The sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// Whom it is shared with, as typed.
    pub name: String,
    /// How long it is good for, minutes.
    pub minutes: u32,
    /// The name is missing.
    pub missing: bool,
    /// Another one is to be made in place of the one that stands.
    pub anew: bool,
    /// The platform is being asked.
    pub busy: bool,
    /// The key of the link that is being made, while nobody knows whether it was.
    pub key: Option<String>,
    /// What went wrong.
    pub failure: Option<Failure>,
    /// The link is on the clipboard.
    pub copied: bool,
    /// The device has no clipboard.
    pub unkept: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            name: String::new(),
            minutes: 240,
            missing: false,
            anew: false,
            busy: false,
            key: None,
            failure: None,
            copied: false,
            unkept: false,
        }
    }
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Typed.
    Name(String),
    /// Chosen.
    Minutes(u32),
    /// Make a link; under this key, if it is a new attempt.
    Make(String),
    /// The platform answered.
    Made(Result<CourierLink, Failure>),
    /// Make another one.
    Anew,
    /// Take it back.
    TakeBack,
    /// The platform answered.
    TakenBack(Result<(), Failure>),
    /// It was put on the clipboard, or could not be.
    Copied(bool),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Ask for a link.
    Share {
        /// Under this key.
        key: String,
        /// For whom and how long.
        request: ShareDeliveryRequest,
    },
    /// Show the link, which nobody can ask for again.
    Show(CourierLink),
    /// Take the link back.
    Unshare,
    /// The link that was shown opens nothing any more.
    Hide,
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Name(name) => {
            state.name = name;
            state.missing = false;
            state.key = None;
        }
        Event::Minutes(minutes) => {
            state.minutes = minutes;
            state.key = None;
        }
        Event::Anew => state.anew = true,
        Event::Made(Ok(link)) => {
            *state = State::default();
            return Some(Effect::Show(link));
        }
        Event::TakenBack(Ok(())) => {
            *state = State::default();
            return Some(Effect::Hide);
        }
        Event::Made(Err(failure)) | Event::TakenBack(Err(failure)) => {
            state.busy = false;
            state.failure = Some(failure);
        }
        Event::Copied(done) => {
            state.copied = done;
            state.unkept = !done;
        }
        Event::Make(_) | Event::TakeBack if state.busy => {}
        Event::Make(key) => {
            state.missing = !filled(&state.name);
            if !state.missing {
                begin(state);
                return Some(Effect::Share {
                    key: state.key.get_or_insert(key).clone(),
                    request: ShareDeliveryRequest {
                        name: state.name.trim().to_owned(),
                        valid_minutes: Some(state.minutes),
                    },
                });
            }
        }
        Event::TakeBack => {
            begin(state);
            return Some(Effect::Unshare);
        }
    }
    None
}

fn begin(state: &mut State) {
    state.busy = true;
    state.failure = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::{card, noon};
    use foodwala_sdk::contract::{
        board::SharedDelivery,
        orders::{Fulfilment, OrderStatus},
    };
    use foodwala_ui::sdk::FailureKind;
    use jiff::SignedDuration;

    fn link() -> CourierLink {
        CourierLink {
            token: "abc".to_owned(),
            name: "Sam".to_owned(),
            expires_at: noon(),
        }
    }

    #[test]
    fn a_link_is_for_somebody_and_is_asked_for_once() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::Make("first".to_owned())), None);
        assert!(state.missing);
        reduce(&mut state, Event::Name(" Sam ".to_owned()));
        reduce(&mut state, Event::Minutes(60));
        let share = reduce(&mut state, Event::Make("first".to_owned()));
        let request = ShareDeliveryRequest {
            name: "Sam".to_owned(),
            valid_minutes: Some(60),
        };
        let wanted = |key: &str| Effect::Share {
            key: key.to_owned(),
            request: request.clone(),
        };
        assert_eq!(share, Some(wanted("first")));
        assert_eq!(
            reduce(&mut state, Event::Make("second".to_owned())),
            None,
            "one at a time"
        );
        reduce(&mut state, Event::Made(Err(Failure::of(FailureKind::Offline))));
        // Perhaps it was made, and the answer lost: the same key asks for it.
        assert_eq!(
            reduce(&mut state, Event::Make("second".to_owned())),
            Some(wanted("first"))
        );
        assert_eq!(reduce(&mut state, Event::Made(Ok(link()))), Some(Effect::Show(link())));
        assert_eq!(state, State::default());
    }

    #[test]
    fn a_link_is_taken_back() {
        let mut state = State::default();
        assert_eq!(reduce(&mut state, Event::TakeBack), Some(Effect::Unshare));
        assert_eq!(reduce(&mut state, Event::TakeBack), None);
        assert_eq!(reduce(&mut state, Event::TakenBack(Ok(()))), Some(Effect::Hide));
    }

    #[test]
    fn the_card_says_where_the_link_stands() {
        let mut card = card(1, OrderStatus::Ready);
        assert_eq!(standing(&card, noon()), Some(Standing::None));
        let end = noon() + SignedDuration::from_mins(60);
        card.shared_with = Some(SharedDelivery {
            name: "Sam".to_owned(),
            expires_at: end,
        });
        assert!(matches!(standing(&card, noon()), Some(Standing::Stands { until, .. }) if until == end));
        assert!(matches!(standing(&card, end), Some(Standing::Ended { .. })));
        card.order.fulfilment = Fulfilment::Pickup;
        assert_eq!(standing(&card, noon()), None);
        card.order.status = OrderStatus::Delivered;
        assert_eq!(standing(&card, noon()), None);
    }
}
