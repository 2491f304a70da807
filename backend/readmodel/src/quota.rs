//! How often something may happen, counted where documents are kept.

use std::num::NonZeroU32;
use std::time::Duration;

/// Longer than any allowance takes to come back, and with the time of day still exact as a double.
const LONGEST_US: u64 = 1_000_000_000_000_000;

/// How often something may happen: so many times at once, and once more after each pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// How many times at once.
    pub burst: NonZeroU32,
    /// After which pause there is one more; a microsecond at least.
    pub every: Duration,
}

/// What came of asking whether it may happen once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// It may, and is counted.
    Allowed {
        /// How many times it may happen at once after this.
        remaining: u32,
        /// When all of the burst is there again, if nothing else is spent.
        full_in: Duration,
    },
    /// It may not, and is not counted.
    Refused {
        /// When it may.
        retry_in: Duration,
    },
}

impl Quota {
    /// Microseconds until there is one more.
    pub(crate) fn every_us(self) -> u64 {
        u64::try_from(self.every.as_micros())
            .unwrap_or(LONGEST_US)
            .clamp(1, LONGEST_US)
    }

    /// Microseconds until the whole burst has come back.
    pub(crate) fn whole_us(self) -> u64 {
        let whole = self.every_us().saturating_mul(u64::from(self.burst.get()));
        whole.min(LONGEST_US.max(self.every_us()))
    }

    /// Spends once at the moment `now`. `full_at` is when the burst would have been whole again, and is so afterwards.
    ///
    /// This is the generic cell rate algorithm, in microseconds of any clock; the script of Redis is the same.
    pub(crate) fn spend(self, full_at: &mut u64, now: u64) -> Spent {
        let (every, latest) = (self.every_us(), now.saturating_add(self.whole_us()));
        // A clock that was set back, or a quota made smaller, locks nobody out for longer than a burst takes to return.
        let next = (*full_at).clamp(now, latest).saturating_add(every);
        if next > latest {
            return Spent::Refused {
                retry_in: Duration::from_micros(next - latest),
            };
        }
        *full_at = next;
        Spent::Allowed {
            remaining: u32::try_from((latest - next) / every).unwrap_or(u32::MAX),
            full_in: Duration::from_micros(next - now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(burst: u32, every: Duration) -> Quota {
        let burst = NonZeroU32::new(burst).unwrap();
        Quota { burst, every }
    }

    #[test]
    fn a_burst_comes_back_one_by_one() {
        let quota = quota(2, Duration::from_secs(10));
        let (mut full_at, second) = (0, 1_000_000);
        let allowed = |remaining, seconds| Spent::Allowed {
            remaining,
            full_in: Duration::from_secs(seconds),
        };
        assert_eq!(quota.spend(&mut full_at, 5 * second), allowed(1, 10));
        assert_eq!(quota.spend(&mut full_at, 5 * second), allowed(0, 20));
        let retry_in = Duration::from_secs(9);
        assert_eq!(quota.spend(&mut full_at, 6 * second), Spent::Refused { retry_in });
        assert_eq!(quota.spend(&mut full_at, 15 * second), allowed(0, 20));
        assert_eq!(quota.spend(&mut full_at, 99 * second), allowed(1, 10));
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let quota = quota(1, Duration::from_secs(1));
        let mut full_at = u64::MAX;
        let retry_in = Duration::from_secs(1);
        assert_eq!(quota.spend(&mut full_at, 0), Spent::Refused { retry_in });
    }

    #[test]
    fn extremes_are_bounded() {
        for quota in [quota(u32::MAX, Duration::MAX), quota(1, Duration::ZERO)] {
            let mut full_at = 0;
            assert!(matches!(quota.spend(&mut full_at, 1), Spent::Allowed { .. }));
        }
    }
}
