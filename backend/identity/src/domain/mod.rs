//! Pure rules: no SQL, no HTTP, no clock. Time is an argument.

pub mod email;
pub mod invalid;
pub mod keys;
pub mod person;
pub mod session;
pub mod throttle;

use jiff::Timestamp;
use std::time::Duration;

/// The time `by` after `now`.
pub fn after(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The first instant after a time that the database can tell from it.
pub fn just_after(time: Timestamp) -> Timestamp {
    time.checked_add(Duration::from_micros(1)).unwrap_or(Timestamp::MAX)
}

/// The time `by` before `now`.
pub fn before(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_sub(by).unwrap_or(Timestamp::MIN)
}
