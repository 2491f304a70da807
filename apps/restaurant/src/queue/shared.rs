//! The queue as the device keeps it, which other windows write to as well, and which may be somebody else's.

use super::state::{Entry, Progress, Queue};
use foodwala_sdk::{AccountId, Timestamp};
use jiff::SignedDuration;

/// So old is an action of another window before this one takes it up: that window sends it itself, unless it was closed.
const SETTLED: SignedDuration = SignedDuration::from_secs(20);

/// Takes up what the device keeps: what a closed window has left, and how far others are with what is here too. What was
/// sent goes in the words in which it was sent first, as its key demands.
pub(super) fn stored(queue: &mut Queue, account: AccountId, kept: Vec<Entry>, now: Timestamp) {
    let Queue {
        entries,
        in_flight,
        stored,
        ..
    } = queue;
    entries.retain(|entry| {
        if kept.iter().any(|known| known.key == entry.key) {
            stored.insert(entry.key.clone());
            return true;
        }
        // It was there, and another window has done with it.
        !stored.remove(&entry.key) || in_flight.as_ref() == Some(&entry.key)
    });
    for theirs in kept.into_iter().filter(|entry| entry.account == account) {
        match entries.iter_mut().find(|entry| entry.key == theirs.key) {
            Some(ours) if rank(&theirs.progress) > rank(&ours.progress) && in_flight.as_ref() != Some(&ours.key) => {
                *ours = theirs;
            }
            None if now.duration_since(theirs.at) > SETTLED => {
                stored.insert(theirs.key.clone());
                entries.push(theirs);
            }
            _ => {}
        }
    }
    entries.sort_by(|a, b| a.key.cmp(&b.key));
}

/// What another person did is not for whoever is at the app now, neither to see nor to send.
pub(super) fn entered(queue: &mut Queue, account: AccountId) {
    queue.entries.retain(|entry| entry.account == account);
}

const fn rank(progress: &Progress) -> u8 {
    match progress {
        Progress::Waiting => 0,
        Progress::Sent => 1,
        Progress::Taken { .. } => 2,
        Progress::Refused { .. } | Progress::Dropped => 3,
    }
}
