//! Sessions: families of refresh tokens, each good once.

use foodwala_contract::AccountId;
use jiff::Timestamp;
use uuid::Uuid;

/// A refresh token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// The session it belongs to.
    pub session: Uuid,
    /// Whose session.
    pub account: AccountId,
    /// From when on it is no longer good.
    pub expires_at: Timestamp,
    /// When it was traded for the next one.
    pub used_at: Option<Timestamp>,
}

/// What a refresh token that somebody presents is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The next pair may be issued.
    Good,
    /// Its time is over.
    Expired,
    /// It was used before: two parties hold it and one of them has stolen it, so the session has to end. A client whose
    /// first answer was lost looks the same and signs in again; there is no grace for it, because whoever stole the
    /// token would have the same grace.
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_once_and_for_its_time() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let token = |used_at| RefreshToken {
            session: Uuid::nil(),
            account: AccountId(Uuid::nil()),
            expires_at: at(100),
            used_at,
        };
        assert_eq!(token(None).standing(at(99)), Standing::Good);
        assert_eq!(token(None).standing(at(100)), Standing::Expired);
        assert_eq!(token(Some(at(50))).standing(at(50)), Standing::Reused);
        assert_eq!(token(Some(at(50))).standing(at(200)), Standing::Reused);
    }
}
