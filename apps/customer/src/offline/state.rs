//! Orders that wait for a connection: pure.
//!
//! Nothing waits here without the person's word, nothing is sent twice (the idempotency key goes with it from the first
//! moment), and nothing is sent long after it was wanted: a stale order asks again.

use foodwala_sdk::{AccountId, ErrorCode, OrderId, Timestamp, contract::orders::PlaceOrderRequest};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// For how long the person's word holds. An order that reaches the kitchen an hour late is not what was wanted.
pub const HOLDS: SignedDuration = SignedDuration::from_mins(20);

/// An order that waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Waiting {
    /// The idempotency key with which it is sent, and by which it is known.
    pub key: String,
    /// Who ordered; nobody else's session sends it.
    pub account: AccountId,
    /// The restaurant's name, to show.
    pub restaurant: String,
    /// The order.
    pub request: PlaceOrderRequest,
    /// When the person said that it shall be sent later.
    pub consented_at: Timestamp,
    /// How far it is.
    pub progress: Progress,
}

/// How far a waiting order is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Progress {
    /// Waits for a connection.
    Held,
    /// Was sent; the answer is not known yet. It may be sent again, with the same key.
    Sent,
    /// Waited too long: the person is asked again.
    Stale,
    /// The platform said no.
    Refused {
        /// Why.
        code: String,
    },
}

/// What happens to waiting orders.
#[expect(clippy::large_enum_variant, reason = "one at a time, and gone at once")]
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The person wants this order to be sent when there is a connection.
    Keep(Waiting),
    /// There may be a connection now, for this account.
    Try {
        /// Who is signed in.
        account: AccountId,
        /// Now.
        now: Timestamp,
    },
    /// The answer to an order that was sent.
    Answered {
        /// Which.
        key: String,
        /// What came of it.
        answer: Answer,
    },
    /// The person still wants a stale order.
    Confirm {
        /// Which.
        key: String,
        /// Now.
        now: Timestamp,
    },
    /// The person does not want it any more.
    Drop(String),
}

/// What came of sending an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It was placed.
    Placed(OrderId),
    /// The platform could not be reached or could not answer: try later.
    Later,
    /// The platform said no.
    Refused(ErrorCode),
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep the list on the device.
    Save,
    /// Send it with its key.
    Send(Box<Waiting>),
    /// Tell the person that the order was placed.
    Placed(OrderId),
    /// Tell the person that it was refused, or needs another word.
    Attention,
}

/// Takes an event in.
pub fn reduce(waiting: &mut Vec<Waiting>, event: Event) -> Vec<Effect> {
    match event {
        Event::Keep(order) => {
            if !waiting.iter().any(|kept| kept.key == order.key) {
                waiting.push(order);
            }
            vec![Effect::Save]
        }
        Event::Try { account, now } => attempt(waiting, account, now),
        Event::Answered { key, answer } => {
            let Some(index) = waiting.iter().position(|order| order.key == key) else {
                return Vec::new();
            };
            match answer {
                Answer::Placed(id) => {
                    waiting.remove(index);
                    vec![Effect::Save, Effect::Placed(id)]
                }
                Answer::Later => {
                    waiting[index].progress = Progress::Held;
                    vec![Effect::Save]
                }
                Answer::Refused(code) => {
                    waiting[index].progress = Progress::Refused {
                        code: code.as_str().to_owned(),
                    };
                    vec![Effect::Save, Effect::Attention]
                }
            }
        }
        Event::Confirm { key, now } => {
            for order in waiting.iter_mut().filter(|order| order.key == key) {
                order.consented_at = now;
                order.progress = Progress::Held;
            }
            vec![Effect::Save]
        }
        Event::Drop(key) => {
            waiting.retain(|order| order.key != key);
            vec![Effect::Save]
        }
    }
}

fn attempt(waiting: &mut [Waiting], account: AccountId, now: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    for order in waiting.iter_mut().filter(|order| order.account == account) {
        match order.progress {
            // The answer was lost with the window or the connection: the platform replays it for the same key.
            Progress::Sent => {}
            Progress::Held if now.duration_since(order.consented_at) > HOLDS => {
                order.progress = Progress::Stale;
                effects.push(Effect::Attention);
                continue;
            }
            Progress::Held => order.progress = Progress::Sent,
            Progress::Stale | Progress::Refused { .. } => continue,
        }
        effects.push(Effect::Send(Box::new(order.clone())));
    }
    if !effects.is_empty() {
        // Before anything is sent, so that it is known after a crash.
        effects.insert(0, Effect::Save);
    }
    effects
}

#[cfg(test)]
mod tests;
