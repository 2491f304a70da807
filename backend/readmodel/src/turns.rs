//! One at a time for each thing, the others wait.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::OwnedMutexGuard;

type Queues<K> = Arc<Mutex<HashMap<K, Arc<tokio::sync::Mutex<()>>>>>;

/// Whose turn it is, by key. Only the keys that somebody has or waits for are kept. Clones share the turns.
#[derive(Clone)]
pub(crate) struct Turns<K: Eq + Hash>(Queues<K>);

impl<K: Eq + Hash + Clone> Turns<K> {
    pub(crate) fn new() -> Self {
        Self(Arc::default())
    }

    /// Waits for the turn, first come, first served.
    pub(crate) async fn take(&self, key: K) -> Turn<K> {
        let queue = Arc::clone(held(&self.0).entry(key.clone()).or_default());
        // Made before it waits: whoever goes away while waiting has to leave nothing behind either.
        let mut turn = Turn {
            turns: self.clone(),
            key,
            queue: Some(Arc::clone(&queue)),
            guard: None,
        };
        turn.guard = Some(queue.lock_owned().await);
        turn
    }
}

/// The turn, until dropped.
pub(crate) struct Turn<K: Eq + Hash> {
    turns: Turns<K>,
    key: K,
    queue: Option<Arc<tokio::sync::Mutex<()>>>,
    guard: Option<OwnedMutexGuard<()>>,
}

impl<K: Eq + Hash> Drop for Turn<K> {
    fn drop(&mut self) {
        let mut queues = held(&self.turns.0);
        drop(self.guard.take());
        drop(self.queue.take());
        // Nobody but the map knows of it, and nobody learns of it but through the map.
        if queues.get(&self.key).is_some_and(|queue| Arc::strong_count(queue) == 1) {
            queues.remove(&self.key);
        }
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // Nothing in here panics half way through a change.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt as _;

    #[tokio::test]
    async fn one_has_the_turn_and_nothing_is_left_behind() {
        let turns = Turns::new();
        let first = turns.take("a").await;
        let _other = turns.take("b").await;
        let (mut second, third) = (Box::pin(turns.take("a")), Box::pin(turns.take("a")));
        assert!((&mut second).now_or_never().is_none(), "it is somebody else's turn");
        assert!(third.now_or_never().is_none(), "and this one goes away again");
        drop(first);
        drop(second.await);
        assert_eq!(held(&turns.0).keys().collect::<Vec<_>>(), [&"b"]);
    }

    #[tokio::test]
    async fn whoever_goes_away_last_takes_the_queue_along() {
        let turns = Turns::new();
        let first = turns.take(1).await;
        let mut second = Box::pin(turns.take(1));
        assert!((&mut second).now_or_never().is_none());
        drop(first);
        // It is this one's turn, and it has not heard yet.
        drop(second);
        assert!(held(&turns.0).is_empty());
    }
}
