//! The plainest model of opening hours: somebody watches the clock on the wall and notes every minute whether it is past
//! an opening and not yet past its closing.

use foodwala_contract::Timestamp;
use foodwala_contract::hours::{Interval, OpeningHours};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};

pub const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// In minutes.
pub const DAY: usize = 24 * 60;

pub struct WatchedClock {
    start: Timestamp,
    /// What was noted at each minute: whether it was open, and the minute of the local day.
    notes: Vec<(bool, i64)>,
}

impl WatchedClock {
    /// Watches from 00:00 UTC on a date for so many days.
    pub fn watch(hours: &OpeningHours, start: Date, days: usize) -> Self {
        let zone = TimeZone::get(&hours.time_zone).unwrap();
        let start = start.to_zoned(TimeZone::UTC).unwrap().timestamp();
        // A clock set back shows times again that were past already: what counts is the latest time it has shown.
        let mut latest = DateTime::MIN;
        let mut today: (Date, Vec<(DateTime, DateTime)>) = (Date::MIN, Vec::new());
        let mut notes = Vec::new();
        let mut instant = start - SignedDuration::from_hours(24);
        while notes.len() < days * DAY {
            let shown = zone.to_datetime(instant);
            latest = latest.max(shown);
            if today.0 != latest.date() {
                today = (latest.date(), intervals_around(hours, latest.date()));
            }
            if instant >= start {
                let open = today
                    .1
                    .iter()
                    .any(|(opens, closes)| *opens <= latest && latest < *closes);
                notes.push((open, i64::from(shown.hour()) * 60 + i64::from(shown.minute())));
            }
            instant += MINUTE;
        }
        Self { start, notes }
    }

    pub fn instant(&self, minute: usize) -> Timestamp {
        self.start + MINUTE * i32::try_from(minute).unwrap()
    }

    pub fn is_open(&self, minute: usize) -> bool {
        self.notes[minute].0
    }

    pub fn minute_of_day(&self, minute: usize) -> i64 {
        self.notes[minute].1
    }

    /// The first instant after a minute at which it is otherwise.
    pub fn next_change(&self, minute: usize) -> Option<Timestamp> {
        let open = self.is_open(minute);
        (minute..self.notes.len())
            .find(|later| self.is_open(*later) != open)
            .map(|later| self.instant(later))
    }
}

/// What may be open on a date: its own intervals and those of the day before, by the clock.
fn intervals_around(hours: &OpeningHours, date: Date) -> Vec<(DateTime, DateTime)> {
    [date - 1.day(), date]
        .into_iter()
        .flat_map(|date| intervals_of(hours, date))
        .collect()
}

fn intervals_of(hours: &OpeningHours, date: Date) -> Vec<(DateTime, DateTime)> {
    let by_the_clock = |interval: &Interval| {
        let last = if interval.closes <= interval.opens {
            date + 1.day()
        } else {
            date
        };
        (date.to_datetime(interval.opens), last.to_datetime(interval.closes))
    };
    if let Some(exception) = hours.exceptions.iter().find(|exception| exception.date == date) {
        return exception.intervals.iter().map(by_the_clock).collect();
    }
    let name = format!("{:?}", date.weekday());
    let usual = hours.weekly.iter().filter(|day| format!("{:?}", day.day) == name);
    usual.flat_map(|day| &day.intervals).map(by_the_clock).collect()
}
