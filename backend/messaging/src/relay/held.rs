//! The rows that a relay has in hand.

use std::collections::HashSet;

use uuid::Uuid;

/// What is in flight, and what has landed and is not yet written down.
#[derive(Default)]
pub(super) struct Held {
    in_flight: HashSet<Uuid>,
    landed: HashSet<Uuid>,
}

impl Held {
    /// Takes a row in hand; false if it is already.
    pub fn take(&mut self, id: Uuid) -> bool {
        !self.landed.contains(&id) && self.in_flight.insert(id)
    }

    /// It is in flight no more, and in hand until it is [written down](Self::written).
    pub fn land(&mut self, id: Uuid) {
        if self.in_flight.remove(&id) {
            self.landed.insert(id);
        }
    }

    /// What the ledger holds needs no hand to hold it.
    pub fn written(&mut self, id: Uuid) {
        self.landed.remove(&id);
    }

    /// Lets go of a row: whoever looks for rows finds it.
    pub fn free(&mut self, id: Uuid) {
        self.in_flight.remove(&id);
    }

    pub fn contains(&self, id: Uuid) -> bool {
        self.in_flight.contains(&id) || self.landed.contains(&id)
    }

    pub fn in_flight(&self) -> &HashSet<Uuid> {
        &self.in_flight
    }

    pub fn len(&self) -> usize {
        self.in_flight.len() + self.landed.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
