//! Requests with an idempotency key that this process works on right now.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// The (caller, key) pairs in the works.
#[derive(Debug, Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<(String, String)>>>);

impl InFlight {
    /// Takes a pair; `None` while a twin holds it. Twins in other processes meet at the idempotency table's key.
    pub(crate) fn enter(&self, caller: String, key: String) -> Option<InFlightGuard> {
        let entry = (caller, key);
        let fresh = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(entry.clone());
        fresh.then(|| InFlightGuard {
            set: self.clone(),
            entry,
        })
    }
}

/// Gives the pair back when dropped.
#[derive(Debug)]
pub(crate) struct InFlightGuard {
    set: InFlight,
    entry: (String, String),
}

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.set
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_twin_is_kept_out_until_the_first_is_done() {
        let in_flight = InFlight::default();
        let enter = |caller: &str| in_flight.enter(caller.to_owned(), "key".to_owned());
        let first = enter("a");
        assert!(first.is_some() && enter("a").is_none() && enter("b").is_some());
        drop(first);
        assert!(enter("a").is_some());
    }
}
