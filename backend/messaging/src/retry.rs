//! When a failed piece of work is tried again.

#[cfg(feature = "conformance")]
use std::cell::RefCell;
use std::time::Duration;

use tokio::time::{Instant, sleep};

#[cfg(feature = "conformance")]
use rand::{RngExt as _, SeedableRng as _, rngs::ChaCha8Rng};

/// How a bus treats a message whose handling failed for a passing reason.
///
/// A delivery is a round of quick tries in place. A round that fails is followed by a delayed redelivery, as many times
/// as there are delays; after the last one the message becomes a dead letter.
///
/// While a database or the read model is away, a round waits where it is, with those behind it in their order, and goes
/// on as soon as it is back. Only what is away for longer sends messages into a redelivery.
#[derive(Clone, Debug)]
pub struct RetryPolicy {
    /// Tries within one round; at least one.
    pub quick_tries: u32,
    /// The mean pause between two quick tries; grows with each, and is jittered.
    pub quick_pause: Duration,
    /// The pauses within a round while something is away.
    pub away_pause: Backoff,
    /// How long a round waits for what is away. Well below the half hour after which RabbitMQ takes a delivery back.
    pub away_patience: Duration,
    /// How long each redelivery waits, in order.
    pub delays: Vec<Duration>,
    /// One try that takes longer is cancelled (its transaction rolls back) and counts as failed.
    pub try_timeout: Duration,
}

impl Default for RetryPolicy {
    /// Three quick tries, then again after 1 s, 5 s and 30 s; a minute for what is away, looked for every two seconds.
    fn default() -> Self {
        Self {
            quick_tries: 3,
            quick_pause: Duration::from_millis(20),
            away_pause: Backoff {
                first: Duration::from_millis(100),
                longest: Duration::from_secs(2),
            },
            away_patience: Duration::from_secs(60),
            delays: vec![Duration::from_secs(1), Duration::from_secs(5), Duration::from_secs(30)],
            try_timeout: Duration::from_secs(30),
        }
    }
}

impl RetryPolicy {
    /// The pause after the failed quick try number `tried` (1 is the first).
    pub(crate) fn quick_pause_after(&self, tried: u32) -> Duration {
        jittered(self.quick_pause.saturating_mul(tried))
    }

    /// The wait before the redelivery after `rounds` failed rounds; `None` when it is time to give up.
    pub(crate) fn delay_after(&self, rounds: usize) -> Option<Duration> {
        rounds.checked_sub(1).and_then(|index| self.delays.get(index)).copied()
    }
}

/// Exponential back-off: doubles from `first` with each failure, never over `longest`.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// The pause after the first failure.
    pub first: Duration,
    /// The longest pause.
    pub longest: Duration,
}

impl Backoff {
    /// The jittered pause after `failures` failures in a row (1 is the first).
    pub fn after(&self, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(1).min(16);
        jittered(self.first.saturating_mul(1 << doublings).min(self.longest))
    }
}

/// How a transaction that another one was faster than (a deadlock, a snapshot conflict) is done again, whole.
#[derive(Clone, Copy, Debug)]
pub struct Insistence {
    /// Tries in all; at least one.
    pub tries: u32,
    /// No try begins later than this.
    pub patience: Duration,
}

impl Insistence {
    /// Short beside a transaction at first: mostly the other one has just committed.
    const PAUSE: Backoff = Backoff {
        first: Duration::from_millis(5),
        longest: Duration::from_millis(100),
    };

    /// Does `work` until its failure is no conflict, with a growing pause between two tries: those that met each other
    /// would meet again.
    ///
    /// # Errors
    /// What the last try failed with.
    pub async fn on<T, E, F>(self, is_conflict: fn(&E) -> bool, mut work: impl FnMut() -> F) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let (started, mut tried) = (Instant::now(), 1);
        loop {
            match work().await {
                Err(error) if is_conflict(&error) && tried < self.tries => {
                    let pause = Self::PAUSE.after(tried);
                    if started.elapsed() + pause > self.patience {
                        return Err(error);
                    }
                    sleep(pause).await;
                    tried += 1;
                }
                done => return done,
            }
        }
    }
}

/// Between half and one and a half times the duration, so that what failed together does not come back together.
pub(crate) fn jittered(duration: Duration) -> Duration {
    duration.mul_f64(chance())
}

#[cfg(not(feature = "conformance"))]
fn chance() -> f64 {
    rand::random_range(0.5..1.5)
}

#[cfg(feature = "conformance")]
fn chance() -> f64 {
    SEEDED.with_borrow_mut(|seeded| match seeded {
        Some(dice) => dice.random_range(0.5..1.5),
        None => rand::random_range(0.5..1.5),
    })
}

#[cfg(feature = "conformance")]
thread_local! {
    static SEEDED: RefCell<Option<ChaCha8Rng>> = const { RefCell::new(None) };
}

/// Makes all jitter on this thread the same for the same seed. For simulations, which are one thread.
#[cfg(feature = "conformance")]
pub fn seed_jitter(seed: u64) {
    SEEDED.set(Some(ChaCha8Rng::seed_from_u64(seed)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(actual: Duration, expected: Duration) -> bool {
        actual >= expected / 2 && actual <= expected * 3 / 2
    }

    #[test]
    fn gives_up_after_the_last_delay() {
        let policy = RetryPolicy::default();
        assert_eq!(policy.delay_after(1), Some(Duration::from_secs(1)));
        assert_eq!(policy.delay_after(3), Some(Duration::from_secs(30)));
        assert_eq!(policy.delay_after(4), None);
        assert_eq!(policy.delay_after(0), None);
    }

    #[test]
    fn back_off_doubles_up_to_its_limit() {
        let backoff = Backoff {
            first: Duration::from_millis(100),
            longest: Duration::from_secs(10),
        };
        assert!(about(backoff.after(1), Duration::from_millis(100)));
        assert!(about(backoff.after(3), Duration::from_millis(400)));
        assert!(about(backoff.after(u32::MAX), Duration::from_secs(10)));
    }

    /// Answers after how many tries it was over, and when.
    async fn insist(patience: Duration, conflicts: u32) -> (Result<(), &'static str>, u32, Duration) {
        let (started, mut tried) = (Instant::now(), 0);
        let insistence = Insistence { tries: 4, patience };
        let done = insistence
            .on(
                |error| *error == "conflict",
                || {
                    tried += 1;
                    std::future::ready(if tried > conflicts { Ok(()) } else { Err("conflict") })
                },
            )
            .await;
        (done, tried, started.elapsed())
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_met_another_pauses_longer_each_time_and_then_gives_up() {
        let patient = Duration::from_secs(2);
        let (done, tried, took) = insist(patient, 3).await;
        assert_eq!((done, tried), (Ok(()), 4));
        assert!(about(took, Duration::from_millis(5 + 10 + 20)), "{took:?}");
        let (done, tried, _) = insist(patient, 4).await;
        assert_eq!((done, tried), (Err("conflict"), 4));
        let (done, tried, took) = insist(Duration::ZERO, 1).await;
        assert_eq!((done, tried, took), (Err("conflict"), 1, Duration::ZERO));
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_conflict_is_not_done_again() {
        let insistence = Insistence {
            tries: 4,
            patience: Duration::from_secs(2),
        };
        let mut tried = 0;
        let done: Result<(), _> = insistence
            .on(
                |_| false,
                || {
                    tried += 1;
                    std::future::ready(Err("refused"))
                },
            )
            .await;
        assert_eq!((done, tried), (Err("refused"), 1));
    }
}
