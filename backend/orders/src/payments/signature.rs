//! Signatures of callbacks: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`, with more than one `v1` while a
//! secret is being changed. The time is signed, so an old callback cannot be sent again.

use jiff::{SignedDuration, Timestamp};
use ring::hmac;

/// How old, or how far ahead by its sender's clock, a callback may be.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// Why a signature is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// There is none, or it is not written as it should be.
    #[error("there is no signature")]
    Missing,
    /// It was made too long ago.
    #[error("the signature is too old")]
    Stale,
    /// It was made with another secret or of something else.
    #[error("the signature is wrong")]
    Wrong,
}

/// Checks a signature of `body` made with `secret`.
///
/// # Errors
/// Why it is not good.
pub fn verify(header: Option<&str>, secret: &str, body: &[u8], now: Timestamp) -> Result<(), SignatureError> {
    let parts = || {
        header
            .unwrap_or_default()
            .split(',')
            .filter_map(|part| part.trim().split_once('='))
    };
    let (_, time) = parts().find(|(name, _)| *name == "t").ok_or(SignatureError::Missing)?;
    let seconds: i64 = time.parse().map_err(|_| SignatureError::Missing)?;
    let made_at = Timestamp::from_second(seconds).map_err(|_| SignatureError::Missing)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signed = [time.as_bytes(), b".", body].concat();
    let is_good = |hex: &str| unhex(hex).is_some_and(|tag| hmac::verify(&key, &signed, &tag).is_ok());
    if !parts().any(|(name, hex)| name == "v1" && is_good(hex)) {
        return Err(SignatureError::Wrong);
    }
    if now.duration_since(made_at).abs() > TOLERANCE {
        return Err(SignatureError::Stale);
    }
    Ok(())
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    pairs
        .remainder()
        .is_empty()
        .then(|| pairs.map(|pair| (pair[0] << 4) | pair[1]).collect())
}

#[cfg(test)]
pub fn sign(secret: &str, body: &[u8], at: Timestamp) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let time = at.as_second();
    let tag = hmac::sign(&key, &[time.to_string().as_bytes(), b".", body].concat());
    let hex: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("t={time},v1={hex}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::NOON;

    #[test]
    fn only_what_was_signed_with_the_secret_a_moment_ago_is_good() {
        let check = |header: &str, body: &[u8], minutes| {
            verify(Some(header), "secret", body, NOON + SignedDuration::from_mins(minutes))
        };
        let header = sign("secret", b"{}", NOON);
        assert_eq!(check(&header, b"{}", 0), Ok(()));
        assert_eq!(check(&header, b"{}", 5), Ok(()));
        assert_eq!(check(&header, b"{}", 6), Err(SignatureError::Stale));
        assert_eq!(check(&header, b"{ }", 0), Err(SignatureError::Wrong));
        assert_eq!(check(&sign("other", b"{}", NOON), b"{}", 0), Err(SignatureError::Wrong));
        let later = sign("secret", b"{}", NOON).replace("t=", "t=1");
        assert_eq!(
            check(&later, b"{}", 0),
            Err(SignatureError::Wrong),
            "the time is signed"
        );
        let rolled = header.replace("v1=", "v1=00ff,v1=");
        assert_eq!(check(&rolled, b"{}", 0), Ok(()));
        for nonsense in ["", "t=x,v1=00", "v1=00", "t=99999999999999999,v1=00"] {
            assert_eq!(check(nonsense, b"{}", 0), Err(SignatureError::Missing), "{nonsense}");
        }
        assert_eq!(verify(None, "secret", b"{}", NOON), Err(SignatureError::Missing));
        assert_eq!(
            check(&format!("t={},v1=zz", NOON.as_second()), b"{}", 0),
            Err(SignatureError::Wrong)
        );
    }
}
