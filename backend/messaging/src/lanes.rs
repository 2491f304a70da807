//! Lanes: the messages of one subject one after the other, those of different subjects side by side.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::num::NonZeroUsize;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::JoinSet;

/// How long a stop lets running handlers finish.
const GRACE: Duration = Duration::from_secs(10);

/// The sending ends of a queue's lanes.
pub(crate) struct Lanes<T>(Vec<mpsc::UnboundedSender<T>>);

impl<T> Lanes<T> {
    /// Lanes with their receiving ends. They are unbounded: whoever sends bounds what is under way.
    pub fn open(count: NonZeroUsize) -> (Self, Vec<mpsc::UnboundedReceiver<T>>) {
        let (senders, receivers) = (0..count.get()).map(|_| mpsc::unbounded_channel()).unzip();
        (Self(senders), receivers)
    }

    /// Puts an item at the end of its subject's lane, at once. A lane that has stopped drops it.
    pub fn send(&self, subject: &str, item: T) {
        let mut hasher = DefaultHasher::new();
        subject.hash(&mut hasher);
        let hash = usize::try_from(hasher.finish() >> 32).unwrap_or(0);
        if let Some(lane) = self.0.get(hash % self.0.len().max(1)) {
            let _ = lane.send(item);
        }
    }
}

/// Waits for tasks that have been told to stop; those that do not finish in time are cancelled.
pub(crate) async fn finish(tasks: &mut JoinSet<()>) {
    let finished = async { while tasks.join_next().await.is_some() {} };
    if tokio::time::timeout(GRACE, finished).await.is_err() {
        tracing::warn!(
            running = tasks.len(),
            "stopping the bus over handlers that do not finish"
        );
        tasks.shutdown().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_keeps_to_one_lane() {
        let (lanes, mut receivers) = Lanes::open(NonZeroUsize::MIN.saturating_add(7));
        for number in 0..3 {
            for subject in ["a", "b", "c", "d"] {
                lanes.send(subject, (subject, number));
            }
        }
        drop(lanes);
        let mut of_lane: Vec<Vec<(&str, i32)>> = Vec::new();
        for receiver in &mut receivers {
            of_lane.push(std::iter::from_fn(|| receiver.try_recv().ok()).collect());
        }
        for subject in ["a", "b", "c", "d"] {
            let lane = of_lane.iter().find(|lane| lane.iter().any(|item| item.0 == subject));
            let numbers: Vec<_> = lane.unwrap().iter().filter(|item| item.0 == subject).collect();
            assert_eq!(numbers, [&(subject, 0), &(subject, 1), &(subject, 2)]);
        }
    }
}
