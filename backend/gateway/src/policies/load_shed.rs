//! Turns requests away when too many are being answered, so that those inside stay quick.

use crate::problem::Refusal;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

/// How many are inside.
#[derive(Debug, Clone, Default)]
pub(crate) struct Room(Arc<AtomicUsize>);

impl Room {
    /// A place among `most`, given back when dropped.
    pub(crate) fn enter(&self, most: usize) -> Result<Place, Refusal> {
        let place = Place(Self(Arc::clone(&self.0)));
        if self.0.fetch_add(1, Ordering::Relaxed) < most {
            Ok(place)
        } else {
            Err(Refusal::overloaded())
        }
    }
}

/// Inside, until dropped.
#[derive(Debug)]
pub(crate) struct Place(Room);

impl Drop for Place {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_back() {
        let room = Room::default();
        let first = room.enter(1).unwrap();
        room.enter(1).unwrap_err();
        drop(first);
        room.enter(1).unwrap();
        assert_eq!(room.0.load(Ordering::Relaxed), 0);
    }
}
