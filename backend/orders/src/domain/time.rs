//! Arithmetic on instants that ends at the last one instead of failing.

use jiff::{SignedDuration, Timestamp};

/// `by` after `at`, at most the last instant there is.
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// `by` before `at`, at least the first instant there is.
pub fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// Whole minutes.
pub fn minutes(count: u32) -> SignedDuration {
    SignedDuration::from_secs(i64::from(count) * 60)
}
