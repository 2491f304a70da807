//! Sessions: families of refresh tokens, each good once.
//!
//! An answer can be lost on the way: the client still holds the token that it has used up. So for a short while a used
//! token is good once more, as long as nobody has used a successor of it. This keeps the alarm that reuse raises:
//! of the tokens that one token was traded for, only the first to be used goes on, and using another one of them later
//! ends the session. Whoever stole a token therefore cannot go on beside its owner unnoticed.

use foodwala_contract::AccountId;
use jiff::Timestamp;
use std::time::Duration;
use uuid::Uuid;

/// A refresh token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// The session it belongs to.
    pub session: Uuid,
    /// Whose session.
    pub account: AccountId,
    /// The hash of the token that it was traded for; none for the first of a session.
    pub parent: Option<Vec<u8>>,
    /// From when on it is no longer good.
    pub expires_at: Timestamp,
    /// When it was traded for the next one, or another token took its place.
    pub used_at: Option<Timestamp>,
}

/// What became of the tokens that a token was traded for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Successors {
    /// How many there are.
    pub issued: i64,
    /// How many of them were used, or gave way to one that was.
    pub used: i64,
}

/// What a refresh token that somebody presents is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The next pair may be issued.
    Good,
    /// Its time is over.
    Expired,
    /// It was used before: two parties hold it and one of them may have stolen it.
    Reused,
}

impl RefreshToken {
    /// What it is worth at `now`.
    pub fn standing(&self, now: Timestamp) -> Standing {
        if self.used_at.is_some() {
            Standing::Reused
        } else if self.expires_at <= now {
            Standing::Expired
        } else {
            Standing::Good
        }
    }

    /// Whether it was used so recently, and with so little effect, that the answer may have been lost: it may be traded
    /// once more. Not if it gave way to another token (then it has no successors).
    pub fn has_grace(&self, successors: Successors, grace: Duration, now: Timestamp) -> bool {
        let since = |used_at: Timestamp| Duration::try_from(now.duration_since(used_at)).unwrap_or_default();
        let is_recent = self.used_at.is_some_and(|used_at| since(used_at) < grace);
        is_recent && self.expires_at > now && successors.issued > 0 && successors.used == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn token(used_at: Option<Timestamp>) -> RefreshToken {
        RefreshToken {
            session: Uuid::nil(),
            account: AccountId(Uuid::nil()),
            parent: None,
            expires_at: at(100),
            used_at,
        }
    }

    #[test]
    fn a_token_is_good_once_and_for_its_time() {
        assert_eq!(token(None).standing(at(99)), Standing::Good);
        assert_eq!(token(None).standing(at(100)), Standing::Expired);
        assert_eq!(token(Some(at(50))).standing(at(50)), Standing::Reused);
        assert_eq!(token(Some(at(50))).standing(at(200)), Standing::Reused);
    }

    #[test]
    fn a_used_token_has_grace_until_a_successor_is_used() {
        let grace = |issued, used, now| {
            let successors = Successors { issued, used };
            token(Some(at(50))).has_grace(successors, Duration::from_secs(20), at(now))
        };
        assert!(grace(1, 0, 69));
        assert!(grace(2, 0, 50));
        assert!(!grace(1, 0, 70));
        assert!(!grace(1, 1, 51));
        assert!(!grace(2, 1, 51));
        assert!(!grace(0, 0, 51), "it gave way to another token");
        let successors = Successors { issued: 1, used: 0 };
        assert!(!token(None).has_grace(successors, Duration::from_secs(20), at(50)));
        assert!(!token(Some(at(95))).has_grace(successors, Duration::from_secs(20), at(101)));
        assert!(!token(Some(at(50))).has_grace(successors, Duration::ZERO, at(50)));
    }
}
