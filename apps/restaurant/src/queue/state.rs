//! The queue of actions, without a renderer.
//!
//! One action is under way at a time, and an order's next one waits until the order service has decided on the one before
//! it: the platform answers an action at once, but only the moved card, or its refusal, says what came of it.

use super::{
    StaffAct,
    outcome::{decided, dropped, faulted, gone, refused},
    shared,
};
use foodwala_sdk::{
    AccountId, OrderId, RestaurantId, Timestamp,
    contract::{board::BoardOrder, orders::OrderStatus},
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How long the outcome of an action is waited for; then the card is looked at again.
pub const PATIENCE: SignedDuration = SignedDuration::from_secs(35);

/// After so many answers in a row of which nothing can be learned, an action counts as refused.
pub(super) const FAULTS: u32 = 5;

/// An action on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The idempotency key, by which it is known. Keys sort by when they were made.
    pub key: String,
    /// Who did it; nobody else's session sends it.
    pub account: AccountId,
    /// Whose board.
    pub place: RestaurantId,
    /// The order.
    pub order: OrderId,
    /// Its short code, to show.
    pub number: String,
    /// What.
    pub act: StaffAct,
    /// When.
    pub at: Timestamp,
    /// How far it is.
    pub progress: Progress,
}

/// How far an action is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Progress {
    /// Waits to be sent.
    Waiting,
    /// Was sent; the answer is not known yet. It may be sent again, with the same key.
    Sent,
    /// The platform has it, with the card in this version; the order service decides.
    Taken {
        /// The card's version.
        version: u64,
        /// Since when.
        at: Timestamp,
    },
    /// It was not done.
    Refused {
        /// Why.
        code: String,
        /// Where the order stood instead, if that was told.
        status: Option<OrderStatus>,
    },
    /// It was not sent, because what it built on was refused.
    Dropped,
}

impl Entry {
    /// Whether it may still happen.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        !matches!(self.progress, Progress::Refused { .. } | Progress::Dropped)
    }
}

/// All of them, in the order in which they were done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Queue {
    /// The actions.
    pub entries: Vec<Entry>,
    /// The key of the one whose answer is awaited.
    pub in_flight: Option<String>,
    /// Until when nothing is sent, because the platform could not be reached.
    pub resting_until: Option<Timestamp>,
    /// How often in a row it could not be reached.
    pub failures: u32,
    /// The key of the last that had no luck: others have their turn before it.
    pub behind: Option<String>,
    /// How many answers in a row, by key, were faults of the platform or could not be read.
    pub faults: BTreeMap<String, u32>,
    /// The keys of those whose last answer could not be read: their cards may say what came of them.
    pub unread: BTreeSet<String>,
    /// The keys of those that the device was seen to keep.
    pub stored: BTreeSet<String>,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Staff did something.
    Act(Entry),
    /// The next may be sent, by this account.
    Pump {
        /// Who is signed in.
        account: AccountId,
        /// Now.
        now: Timestamp,
    },
    /// This person is at the app.
    Entered(AccountId),
    /// What the device keeps, which other windows write to as well.
    Stored {
        /// Who is signed in.
        account: AccountId,
        /// All of it.
        kept: Vec<Entry>,
        /// Now.
        now: Timestamp,
    },
    /// The network is back: no more rest.
    Back,
    /// The platform answered.
    Answered {
        /// Which action.
        key: String,
        /// How.
        answer: Answer,
        /// The card as the board has it, which may be newer than the answer.
        known: Option<Box<BoardOrder>>,
        /// Now.
        now: Timestamp,
    },
    /// A card has changed.
    Card(Box<BoardOrder>),
    /// The platform knows no such card, or none for us.
    Gone(OrderId),
    /// The person has read what was refused, or takes back what was not sent yet.
    Drop(String),
    /// Whoever used the app has signed out.
    Forget,
}

/// The platform's answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// It has the action.
    Taken(Box<BoardOrder>),
    /// It could not be reached or could not answer.
    Later,
    /// It has a fault, which may be one that only this action meets.
    Fault,
    /// Something said yes, but not in words that can be read.
    Unread,
    /// It said no.
    Refused {
        /// Why.
        code: String,
        /// Where the order stands, if told.
        status: Option<OrderStatus>,
    },
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Keep this action on the device.
    Keep(Entry),
    /// Forget it.
    Release(String),
    /// Send it.
    Send(Entry),
    /// Look at the card again: nobody told what came of an action.
    Look(RestaurantId, OrderId),
    /// Something was refused: the board must be as it really is.
    Tell(Entry),
}

/// Takes an event in.
pub fn reduce(queue: &mut Queue, event: Event) -> Vec<Effect> {
    match event {
        Event::Act(entry) => {
            let effect = Effect::Keep(entry.clone());
            queue.entries.push(entry);
            vec![effect]
        }
        Event::Back => {
            queue.resting_until = None;
            queue.failures = 0;
            Vec::new()
        }
        Event::Entered(account) => {
            shared::entered(queue, account);
            Vec::new()
        }
        Event::Stored { account, kept, now } => {
            shared::stored(queue, account, kept, now);
            Vec::new()
        }
        Event::Pump { account, now } => pump(queue, account, now),
        Event::Answered {
            key,
            answer,
            known,
            now,
        } => answered(queue, &key, answer, known, now),
        Event::Card(card) => {
            let keys: Vec<String> = open_keys(queue, card.order.id);
            keys.iter().flat_map(|key| decided(queue, key, &card)).collect()
        }
        Event::Gone(order) => gone(queue, order),
        Event::Drop(key) => dropped(queue, &key),
        Event::Forget => {
            let effects = queue
                .entries
                .drain(..)
                .map(|entry| Effect::Release(entry.key))
                .collect();
            *queue = Queue::default();
            effects
        }
    }
}

fn open_keys(queue: &Queue, order: OrderId) -> Vec<String> {
    let of_order = queue.entries.iter().filter(|entry| entry.order == order);
    of_order.map(|entry| entry.key.clone()).collect()
}

fn pump(queue: &mut Queue, account: AccountId, now: Timestamp) -> Vec<Effect> {
    let mut effects = Vec::new();
    // An outcome that nobody told: the card itself says it. Until it does, nothing that builds on it is sent.
    for entry in queue.entries.iter_mut().filter(|entry| entry.account == account) {
        if let Progress::Taken { at, .. } = &mut entry.progress
            && now.duration_since(*at) > PATIENCE
        {
            *at = now;
            effects.push(Effect::Look(entry.place, entry.order));
        }
    }
    if queue.in_flight.is_some() || queue.resting_until.is_some_and(|until| now < until) {
        return effects;
    }
    queue.resting_until = None;
    let behind = queue.behind.as_ref();
    let first = queue.entries.iter().position(|entry| Some(&entry.key) == behind);
    let first = first.map_or(0, |index| index + 1);
    let next = (first..queue.entries.len()).chain(0..first).find(|index| {
        let entry = &queue.entries[*index];
        let is_due = matches!(entry.progress, Progress::Waiting | Progress::Sent) && entry.account == account;
        let mut before = queue.entries[..*index].iter();
        is_due && !before.any(|earlier| earlier.order == entry.order && earlier.is_open())
    });
    let Some(entry) = next.and_then(|index| queue.entries.get_mut(index)) else {
        return effects;
    };
    if entry.progress == Progress::Waiting {
        let waited = now.duration_since(entry.at).as_mins().max(0);
        entry.act = entry.act.clone().later_by(u32::try_from(waited).unwrap_or(u32::MAX));
        entry.progress = Progress::Sent;
        // Before it is sent, so that it is known after a crash, and the same is sent again.
        effects.push(Effect::Keep(entry.clone()));
    }
    queue.in_flight = Some(entry.key.clone());
    effects.push(Effect::Send(entry.clone()));
    effects
}

fn answered(
    queue: &mut Queue,
    key: &str,
    answer: Answer,
    known: Option<Box<BoardOrder>>,
    now: Timestamp,
) -> Vec<Effect> {
    if queue.in_flight.as_deref() == Some(key) {
        queue.in_flight = None;
    }
    let Some(entry) = queue.entries.iter_mut().find(|entry| entry.key == key) else {
        return Vec::new();
    };
    queue.unread.remove(key);
    match answer {
        Answer::Taken(card) => {
            queue.failures = 0;
            queue.faults.remove(key);
            entry.progress = Progress::Taken {
                version: card.version,
                at: now,
            };
            let mut effects = vec![Effect::Keep(entry.clone())];
            // The outcome may have come before the answer.
            if let Some(known) = known {
                effects.extend(decided(queue, key, &known));
            }
            effects
        }
        Answer::Later => {
            queue.faults.remove(key);
            rest(queue, key, now);
            Vec::new()
        }
        Answer::Fault => {
            rest(queue, key, now);
            faulted(queue, key)
        }
        Answer::Unread => {
            let look = Effect::Look(entry.place, entry.order);
            queue.unread.insert(key.to_owned());
            rest(queue, key, now);
            vec![look]
        }
        Answer::Refused { code, status } => refused(queue, key, code, status),
    }
}

/// Nothing is sent for a while, and then others first.
fn rest(queue: &mut Queue, key: &str, now: Timestamp) {
    queue.failures += 1;
    let pause = SignedDuration::from_secs(1_i64 << queue.failures.min(5));
    queue.resting_until = now.checked_add(pause).ok();
    queue.behind = Some(key.to_owned());
}

#[cfg(test)]
mod tests;
