//! One delivery for a courier who has only its link, without a renderer.

use foodwala_sdk::{
    Error, ErrorCode,
    contract::{couriers::LinkedDelivery, orders::OrderStatus},
};
use foodwala_ui::sdk::{Failure, FailureKind};

/// What a courier can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The kitchen is at it.
    Wait,
    /// Set off with it.
    SetOff,
    /// Hand it over.
    HandOver,
    /// Nothing: they have it.
    Delivered,
    /// Nothing: it is not wanted any more.
    CalledOff,
}

/// What can be done next in a state.
#[must_use]
pub const fn step(status: OrderStatus) -> Step {
    match status {
        OrderStatus::Ready => Step::SetOff,
        OrderStatus::OutForDelivery => Step::HandOver,
        OrderStatus::Delivered | OrderStatus::Collected => Step::Delivered,
        status if status.is_final() => Step::CalledOff,
        _ => Step::Wait,
    }
}

/// What was wrong with the guest's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeProblem {
    /// It is another one.
    Wrong {
        /// How often another one may be tried, if that is known.
        tries_left: Option<u32>,
    },
    /// Nobody looks at codes any more.
    Locked,
}

/// The page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The delivery as it was last.
    pub delivery: Option<Box<LinkedDelivery>>,
    /// The link opens nothing, or nothing any more.
    pub gone: bool,
    /// Why the delivery could not be looked at.
    pub failure: Option<Failure>,
    /// The courier has said something, and the platform is being told.
    pub busy: bool,
    /// Why that did not work.
    pub refused: Option<Failure>,
    /// The question at the door is open.
    pub asks: bool,
    /// What was wrong with the code.
    pub problem: Option<CodeProblem>,
    /// The key of what is being said, while nobody knows whether it arrived, and the code that it goes with.
    pub key: Option<(String, String)>,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Event {
    /// Look again.
    Look,
    /// It came, or did not.
    Came(Result<Box<LinkedDelivery>, Error>),
    /// Set off; under this key, if it is a new attempt.
    SetOff(String),
    /// They are at the door.
    Ask,
    /// Not yet.
    Close,
    /// Handed over; with what the guest said, under this key, if it is a new attempt.
    HandOver(String, String),
    /// The platform answered.
    Done(Result<Box<LinkedDelivery>, Error>),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask for the delivery.
    Fetch,
    /// Tell the platform that it is on the way.
    Dispatch {
        /// The idempotency key.
        key: String,
    },
    /// Tell the platform that the guest has it.
    HandOver {
        /// The idempotency key.
        key: String,
        /// What the guest said.
        code: String,
    },
}

impl State {
    /// Whether the guest may see where it is: as long as it is on the way.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        let status = self.delivery.as_ref().map(|delivery| delivery.status);
        status == Some(OrderStatus::OutForDelivery)
    }

    /// Whether nothing will change any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.gone
            || self
                .delivery
                .as_ref()
                .is_some_and(|delivery| delivery.status.is_final())
    }
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Look if state.busy || state.is_over() => {}
        Event::Look => return Some(Effect::Fetch),
        Event::Came(Ok(delivery)) => {
            state.failure = None;
            take(state, delivery);
        }
        Event::Came(Err(error)) => lost(state, &error),
        Event::SetOff(_) | Event::HandOver(..) if state.busy => {}
        Event::SetOff(key) => {
            let key = attempt(state, key, String::new());
            return Some(Effect::Dispatch { key });
        }
        Event::Ask => {
            state.asks = true;
            state.problem = None;
        }
        Event::Close => {
            state.asks = false;
            state.problem = None;
        }
        Event::HandOver(code, key) => {
            let key = attempt(state, key, code.clone());
            return Some(Effect::HandOver { key, code });
        }
        Event::Done(Ok(delivery)) => {
            state.busy = false;
            state.key = None;
            state.asks = false;
            take(state, delivery);
        }
        Event::Done(Err(error)) => {
            state.busy = false;
            return refused(state, &error);
        }
    }
    None
}

/// Begins to tell the platform something. The same once more goes under the key that it had.
fn attempt(state: &mut State, fresh: String, code: String) -> String {
    let known = state.key.take().filter(|(_, said)| *said == code);
    let (key, code) = known.unwrap_or((fresh, code));
    state.key = Some((key.clone(), code));
    state.busy = true;
    state.refused = None;
    state.problem = None;
    key
}

fn take(state: &mut State, delivery: Box<LinkedDelivery>) {
    let is_older = |known: &LinkedDelivery| known.version > delivery.version;
    if state.delivery.as_deref().is_some_and(is_older) {
        return;
    }
    if delivery.status.is_final() {
        state.asks = false;
    }
    state.delivery = Some(delivery);
}

fn lost(state: &mut State, error: &Error) {
    let failure = Failure::from(error);
    if failure.kind == FailureKind::NotFound {
        // What was on the page is not for whoever holds a link that ended.
        *state = State {
            gone: true,
            ..State::default()
        };
    } else {
        state.failure = Some(failure);
    }
}

fn refused(state: &mut State, error: &Error) -> Option<Effect> {
    let failure = Failure::from(error);
    match error.code() {
        Some(ErrorCode::ProofCodeWrong) => {
            state.key = None;
            let left = failure.facts.get("tries_left").and_then(serde_json::Value::as_u64);
            let tries_left = left.and_then(|left| u32::try_from(left).ok());
            state.problem = Some(CodeProblem::Wrong { tries_left });
        }
        Some(ErrorCode::ProofCodeLocked) => {
            state.key = None;
            state.problem = Some(CodeProblem::Locked);
        }
        Some(ErrorCode::NotFound) => lost(state, error),
        // It has moved on meanwhile: the page shows where it is.
        Some(ErrorCode::TransitionRefused) => {
            state.key = None;
            state.asks = false;
            state.refused = Some(failure);
            return Some(Effect::Fetch);
        }
        _ => state.refused = Some(failure),
    }
    None
}

#[cfg(test)]
mod tests;
