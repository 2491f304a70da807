//! The time, once for the whole app: two hundred cards need not have a timer each.

use dioxus::prelude::*;
use foodwala_sdk::Timestamp;
use foodwala_ui::{
    device::{self, use_interval},
    format::Formats,
    i18n::Language,
};
use std::time::Duration;

/// The time as the app knows it; it moves once a second.
#[derive(Clone, Copy, PartialEq)]
pub struct Clock(Signal<Timestamp>);

impl Clock {
    /// Now. Whoever asks while rendering is rendered again every second: wrap it into a memo.
    pub fn now(self) -> Timestamp {
        (self.0)()
    }
}

/// Starts the clock. Call once, in the app's root.
pub fn use_clock_provider() {
    let mut now = use_hook(|| provide_context(Clock(Signal::new(device::now())))).0;
    use_interval(Duration::from_secs(1), move || now.set(device::now()));
}

/// The clock.
pub fn use_clock() -> Clock {
    use_context()
}

/// When the next day begins for a kitchen in a time zone: at four in the morning, when the late guests have gone.
///
/// Only `formats` knows time zones on every platform, so the hour at which its date changes is looked for.
#[must_use]
pub fn tomorrow(now: Timestamp, zone: &str) -> Timestamp {
    const QUARTER: i64 = 15 * 60;
    const EARLY: i64 = 4 * 3600;
    let formats = Formats::new(Language::En);
    let day = |quarter: i64| {
        let at = Timestamp::from_second(quarter * QUARTER - EARLY).unwrap_or(now);
        formats.date(at, zone)
    };
    let first = now.as_second().div_euclid(QUARTER);
    let today = day(first);
    let next = (first..first + 4 * 26).find(|quarter| day(*quarter) != today);
    Timestamp::from_second(next.unwrap_or(first + 4 * 24) * QUARTER).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_day_of_a_kitchen_begins_at_four() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(
            tomorrow(at("2026-05-04T18:20:00Z"), "Europe/Berlin"),
            at("2026-05-05T02:00:00Z")
        );
        // After midnight it is still the same evening.
        assert_eq!(
            tomorrow(at("2026-05-04T23:30:00Z"), "Europe/Berlin"),
            at("2026-05-05T02:00:00Z")
        );
        assert_eq!(
            tomorrow(at("2026-05-04T12:00:00Z"), "Asia/Kolkata"),
            at("2026-05-04T22:30:00Z")
        );
    }
}
