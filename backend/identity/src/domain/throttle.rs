//! How many sign-ins may fail.

use super::after;
use jiff::Timestamp;
use std::time::Duration;

/// How far back failures count.
pub const WINDOW: Duration = Duration::from_mins(15);
/// What is left to one e-mail while failures overall show an attack. Never less: whoever makes no or few mistakes must
/// be able to sign in whatever others do.
const PER_ACCOUNT_UNDER_ATTACK: u32 = 3;

/// The limits.
#[derive(Debug, Clone, Copy)]
pub struct Throttle {
    /// Failures with one e-mail within [`WINDOW`].
    pub per_account: u32,
    /// Failures with all e-mails within [`WINDOW`] that show an attack.
    pub overall: u32,
}

impl Throttle {
    /// Whether the verdict on an e-mail that has failed so often depends on how it goes overall.
    pub fn looks_further(&self, failures: u32) -> bool {
        (PER_ACCOUNT_UNDER_ATTACK..self.per_account).contains(&failures)
    }

    /// Whether an e-mail that has failed so often may be tried, with so many failures overall.
    pub fn allows(&self, failures: u32, overall: u32) -> bool {
        let limit = if overall >= self.overall {
            PER_ACCOUNT_UNDER_ATTACK
        } else {
            self.per_account
        };
        failures < limit
    }
}

/// Seconds, at least 1, until the oldest failure no longer counts.
pub fn seconds_to_wait(oldest: Timestamp, now: Timestamp) -> u32 {
    let seconds = after(oldest, WINDOW).duration_since(now).as_secs() + 1;
    u32::try_from(seconds).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const THROTTLE: Throttle = Throttle {
        per_account: 10,
        overall: 1000,
    };

    #[test]
    fn an_attack_leaves_less_to_those_who_fail_and_everything_to_those_who_do_not() {
        assert!(THROTTLE.allows(9, 0) && !THROTTLE.allows(10, 0));
        assert!(THROTTLE.allows(0, 1_000_000) && THROTTLE.allows(2, 1000) && !THROTTLE.allows(3, 1000));
        assert!(!THROTTLE.looks_further(2) && THROTTLE.looks_further(3) && !THROTTLE.looks_further(10));
    }

    #[test]
    fn the_wait_ends_when_the_oldest_failure_no_longer_counts() {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(seconds_to_wait(at(0), at(0)), 901);
        assert_eq!(seconds_to_wait(at(0), at(899)), 2);
        assert_eq!(seconds_to_wait(at(0), at(5000)), 1);
    }
}
