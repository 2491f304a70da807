//! What came of an action, as its card tells.

use super::state::{Effect, Entry, FAULTS, Progress, Queue};
use foodwala_sdk::{
    ErrorCode, OrderId,
    contract::{
        board::BoardOrder,
        orders::{Actor, Order, OrderStatus, transition},
    },
};

/// Looks whether a card says what came of an action.
pub(super) fn decided(queue: &mut Queue, key: &str, card: &BoardOrder) -> Vec<Effect> {
    let Some(entry) = queue.entries.iter().find(|entry| entry.key == key) else {
        return Vec::new();
    };
    let version = match entry.progress {
        Progress::Taken { version, .. } => version,
        Progress::Sent if queue.unread.contains(key) && queue.in_flight.as_deref() != Some(key) => {
            return guessed(queue, key, card);
        }
        _ => return Vec::new(),
    };
    let action = entry.act.action();
    let is_pending = card.pending.as_ref().is_some_and(|pending| pending.action == action);
    if card.version <= version || is_pending {
        return Vec::new();
    }
    match card.refused.as_ref().filter(|refused| refused.action == action) {
        Some(no) => refused(queue, key, "transition_refused".to_owned(), Some(no.status)),
        None => released(queue, key),
    }
}

/// Looks whether a card says what came of an action whose answer could not be read: the platform may have it, or something
/// on the way has swallowed it. What the card leaves open is sent again, which the key makes safe.
fn guessed(queue: &mut Queue, key: &str, card: &BoardOrder) -> Vec<Effect> {
    queue.unread.remove(key);
    let Some(entry) = queue.entries.iter_mut().find(|entry| entry.key == key) else {
        return Vec::new();
    };
    let (action, order) = (entry.act.action(), &card.order);
    if let Some(pending) = card.pending.as_ref().filter(|pending| pending.action == action) {
        entry.progress = Progress::Taken {
            version: card.version,
            at: pending.at,
        };
        let kept = entry.clone();
        queue.faults.remove(key);
        return vec![Effect::Keep(kept)];
    }
    if transition(order.status, action, Actor::Restaurant, order.fulfilment.kind()).is_some() {
        return faulted(queue, key);
    }
    let is_done = order.history.iter().any(|step| step.action == Some(action));
    if is_done {
        released(queue, key)
    } else {
        refused(queue, key, "transition_refused".to_owned(), Some(order.status))
    }
}

/// The platform knows no such card: nobody will ever say what came of what it has taken. What it may have taken is sent
/// again, and refused when that teaches nothing.
pub(super) fn gone(queue: &mut Queue, order: OrderId) -> Vec<Effect> {
    let of_order = queue.entries.iter().filter(|entry| entry.order == order);
    let taken = of_order.filter(|entry| matches!(entry.progress, Progress::Taken { .. }));
    let keys: Vec<String> = taken.map(|entry| entry.key.clone()).collect();
    let unread = queue.entries.iter().filter(|entry| entry.order == order);
    let unread: Vec<String> = unread.map(|entry| entry.key.clone()).collect();
    let mut effects: Vec<Effect> = keys.iter().flat_map(|key| released(queue, key)).collect();
    for key in unread {
        if queue.unread.remove(&key) {
            effects.extend(faulted(queue, &key));
        }
    }
    effects
}

fn released(queue: &mut Queue, key: &str) -> Vec<Effect> {
    queue.faults.remove(key);
    queue.entries.retain(|entry| entry.key != key);
    vec![Effect::Release(key.to_owned())]
}

/// Counts an answer of which nothing can be learned; there are only so many.
pub(super) fn faulted(queue: &mut Queue, key: &str) -> Vec<Effect> {
    let count = queue.faults.entry(key.to_owned()).or_default();
    *count += 1;
    if *count < FAULTS {
        return Vec::new();
    }
    refused(queue, key, ErrorCode::Internal.as_str().to_owned(), None)
}

/// An action was not done, and neither is what was to follow it.
pub(super) fn refused(queue: &mut Queue, key: &str, code: String, status: Option<OrderStatus>) -> Vec<Effect> {
    queue.faults.remove(key);
    let Some(index) = queue.entries.iter().position(|entry| entry.key == key) else {
        return Vec::new();
    };
    let order = queue.entries[index].order;
    queue.entries[index].progress = Progress::Refused { code, status };
    let no = queue.entries[index].clone();
    let mut effects = vec![Effect::Keep(no.clone()), Effect::Tell(no)];
    for later in queue.entries[index + 1..].iter_mut() {
        if later.order == order && matches!(later.progress, Progress::Waiting) {
            later.progress = Progress::Dropped;
            effects.push(Effect::Keep(later.clone()));
        }
    }
    effects
}

/// The person has read what was refused, or takes back what was not sent yet, with what follows it.
pub(super) fn dropped(queue: &mut Queue, key: &str) -> Vec<Effect> {
    let Some(index) = queue.entries.iter().position(|entry| entry.key == key) else {
        return Vec::new();
    };
    let Entry {
        order, ref progress, ..
    } = queue.entries[index];
    // What was sent may have happened: it cannot be taken back here.
    if matches!(progress, Progress::Sent | Progress::Taken { .. }) {
        return Vec::new();
    }
    let takes_back = *progress == Progress::Waiting;
    let mut effects = Vec::new();
    let mut position = 0;
    queue.entries.retain(|entry| {
        let follows = takes_back && position > index && entry.order == order && entry.is_open();
        let goes = position == index || follows;
        position += 1;
        if goes {
            effects.push(Effect::Release(entry.key.clone()));
        }
        !goes
    });
    effects
}

/// Where an order will stand once what staff did to it has arrived, and the action that leads there, if any is open.
#[must_use]
pub fn predicted<'a>(order: &Order, entries: &'a [Entry]) -> (OrderStatus, Option<&'a Entry>) {
    let mut status = order.status;
    let mut last = None;
    for entry in entries
        .iter()
        .filter(|entry| entry.order == order.id && entry.is_open())
    {
        let step = transition(status, entry.act.action(), Actor::Restaurant, order.fulfilment.kind());
        if let Some(step) = step {
            status = step.to;
        }
        last = Some(entry);
    }
    (status, last)
}
