//! When signing keys come and go.

use super::after;
use jiff::Timestamp;
use std::time::Duration;

/// A new key is published this long before it signs, so that every verifier has fetched it by then.
pub const PUBLISHED_AHEAD: Duration = Duration::from_hours(1);
/// A key stays published this long after its last token has ended, for clocks that differ.
const KEPT_LONGER: Duration = Duration::from_hours(1);

/// How long keys are used.
#[derive(Debug, Clone, Copy)]
pub struct KeyPolicy {
    /// How long a key signs.
    pub key_life: Duration,
    /// How long its tokens live.
    pub token_life: Duration,
}

impl KeyPolicy {
    /// From when on another key has to sign, if it is time to make one; `newest` is when the newest key begins to sign.
    pub fn successor(&self, newest: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        let Some(newest) = newest else { return Some(now) };
        let begins = after(newest, self.key_life);
        let earliest = after(now, PUBLISHED_AHEAD);
        (begins <= earliest).then_some(earliest)
    }

    /// Whether no token of a key can be good any more, when the next key began to sign at `superseded`.
    pub fn is_retired(&self, superseded: Timestamp, now: Timestamp) -> bool {
        after(superseded, self.token_life + KEPT_LONGER) < now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: KeyPolicy = KeyPolicy {
        key_life: Duration::from_hours(240),
        token_life: Duration::from_mins(15),
    };

    fn at_hour(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).unwrap()
    }

    #[test]
    fn the_first_key_signs_at_once_and_later_ones_are_published_ahead() {
        assert_eq!(POLICY.successor(None, at_hour(5)), Some(at_hour(5)));
        assert_eq!(POLICY.successor(Some(at_hour(0)), at_hour(238)), None);
        assert_eq!(POLICY.successor(Some(at_hour(0)), at_hour(239)), Some(at_hour(240)));
        // After a long stop the successor is still published ahead.
        assert_eq!(POLICY.successor(Some(at_hour(0)), at_hour(1000)), Some(at_hour(1001)));
    }

    #[test]
    fn a_key_stays_until_its_tokens_have_ended() {
        assert!(!POLICY.is_retired(at_hour(0), at_hour(1)));
        assert!(POLICY.is_retired(at_hour(0), at_hour(2)));
    }
}
