//! When and after how long a call is tried again.

use crate::Error;
use std::time::Duration;

/// How often and how patiently calls are tried again. Only what is safe to repeat is: `GET`, `PUT`, `DELETE`, a `POST`
/// with its idempotency key, and anything that never left this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPolicy {
    /// Attempts in all; 1 means never again.
    pub attempts: u32,
    /// The first pause is at most this; every further one twice as long.
    pub first_pause: Duration,
    /// No pause of our own choice is longer than this.
    pub longest_pause: Duration,
    /// If the platform asks for a longer pause than this, a call fails and says so; an event stream waits this long.
    pub longest_retry_after: Duration,
}

impl RetryPolicy {
    /// One attempt and no more.
    pub const NEVER: Self = Self {
        attempts: 1,
        ..Self::DEFAULT
    };
    /// Four attempts within some seconds.
    pub const DEFAULT: Self = Self {
        attempts: 4,
        first_pause: Duration::from_millis(200),
        longest_pause: Duration::from_secs(5),
        longest_retry_after: Duration::from_secs(20),
    };

    /// The pause after the failed attempt number `attempt` (from 1), or none to give up.
    pub(crate) fn pause(&self, attempt: u32, error: &Error, repeatable: bool, random: f64) -> Option<Duration> {
        let allowed = error.was_never_sent() || (repeatable && error.is_retryable());
        if attempt >= self.attempts || !allowed {
            return None;
        }
        let own = self.backoff(attempt, random);
        match error.retry_after() {
            // The jitter keeps all who were sent away from coming back at once.
            Some(asked) => (asked <= self.longest_retry_after).then(|| asked + own.min(asked / 4)),
            None => Some(own),
        }
    }

    /// Full jitter: anything between nothing and the exponential pause. `random` is in `0.0..1.0`.
    pub(crate) fn backoff(&self, attempt: u32, random: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).min(16);
        self.first_pause
            .saturating_mul(1 << doublings)
            .min(self.longest_pause)
            .mul_f64(random)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// A random number in `0.0..1.0`.
pub(crate) fn random() -> f64 {
    // Without a source of randomness the pause is the longest one, which is safe.
    let bits = getrandom::u64().unwrap_or(u64::MAX) >> 32;
    f64::from(u32::try_from(bits).unwrap_or(u32::MAX)) / (f64::from(u32::MAX) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use foodwala_contract::{ErrorCode, Problem};

    fn api(code: ErrorCode, retry_after: Option<u64>) -> Error {
        let retry_after = retry_after.map(Duration::from_secs);
        Error::Api {
            problem: Box::new(Problem::new(code)),
            retry_after,
        }
    }

    #[test]
    fn pauses_grow_up_to_a_limit() {
        let policy = RetryPolicy::DEFAULT;
        let millis: Vec<u128> = [1, 2, 3, 30]
            .iter()
            .map(|attempt| policy.backoff(*attempt, 1.0).as_millis())
            .collect();
        assert_eq!(millis, [200, 400, 800, 5000]);
        assert_eq!(policy.backoff(3, 0.0), Duration::ZERO);
        assert!((0..1000).map(|_| random()).all(|random| (0.0..1.0).contains(&random)));
    }

    #[test]
    fn only_what_is_safe_is_tried_again_and_not_for_ever() {
        let policy = RetryPolicy::DEFAULT;
        let away = api(ErrorCode::Unavailable, None);
        assert_eq!(policy.pause(1, &away, true, 0.5), Some(Duration::from_millis(100)));
        assert_eq!(policy.pause(1, &away, false, 0.5), None);
        assert_eq!(policy.pause(4, &away, true, 0.5), None);
        assert_eq!(policy.pause(1, &api(ErrorCode::PriceChanged, None), true, 0.5), None);
        assert_eq!(RetryPolicy::NEVER.pause(1, &away, true, 0.5), None);
    }

    #[test]
    fn the_platform_says_how_long_to_wait() {
        let policy = RetryPolicy::DEFAULT;
        let asked = policy
            .pause(1, &api(ErrorCode::RateLimited, Some(2)), true, 0.5)
            .unwrap();
        assert!(
            asked >= Duration::from_secs(2) && asked <= Duration::from_millis(2500),
            "{asked:?}"
        );
        assert_eq!(
            policy.pause(1, &api(ErrorCode::RateLimited, Some(3600)), true, 0.5),
            None
        );
    }
}
