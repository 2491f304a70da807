//! Opening hours as stated, and whether a restaurant takes orders at an instant.

use super::faults::{Faults, Invalid};
use foodwala_contract::{
    hours::{OpenStatus, OpeningHours},
    restaurants::Pause,
};
use foodwala_hours::{HoursError, Schedule, When};
use jiff::Timestamp;

/// Checks stated hours.
///
/// # Errors
/// Every list that is too long and the first thing that cannot be kept.
pub fn check(hours: &OpeningHours, at: &str) -> Result<(), Invalid> {
    let mut faults = Faults::new();
    faults.count(hours.weekly.len(), format_args!("{at}/weekly"), 0, 7);
    faults.count(hours.exceptions.len(), format_args!("{at}/exceptions"), 0, 400);
    for (number, day) in hours.weekly.iter().enumerate() {
        faults.count(
            day.intervals.len(),
            format_args!("{at}/weekly/{number}/intervals"),
            0,
            10,
        );
    }
    for (number, day) in hours.exceptions.iter().enumerate() {
        faults.count(
            day.intervals.len(),
            format_args!("{at}/exceptions/{number}/intervals"),
            0,
            10,
        );
        faults.text(
            day.note.as_deref().unwrap_or_default(),
            format_args!("{at}/exceptions/{number}/note"),
            0,
            200,
        );
    }
    if let Err(error) = Schedule::new(hours) {
        faults.check(false, format_args!("{at}{}", place(hours, &error)), error);
    }
    faults.into_result()
}

fn place(hours: &OpeningHours, error: &HoursError) -> String {
    let when = match error {
        HoursError::UnknownTimeZone { .. } => return "/time_zone".into(),
        HoursError::Repeated { when } | HoursError::ZeroLength { when, .. } | HoursError::Overlap { when, .. } => when,
    };
    let (list, number) = match when {
        When::Day(day) => ("weekly", hours.weekly.iter().rposition(|stated| stated.day == *day)),
        When::Date(date) => (
            "exceptions",
            hours.exceptions.iter().rposition(|stated| stated.date == *date),
        ),
    };
    number.map_or_else(|| format!("/{list}"), |number| format!("/{list}/{number}"))
}

/// Open at `now`, or when next: by the hours, unless a pause holds. A paused restaurant opens when the pause ends, if it
/// ends by itself; `None` for a schedule means that it is never open.
pub fn status(schedule: Option<&Schedule>, pause: Option<&Pause>, now: Timestamp) -> OpenStatus {
    let Some(schedule) = schedule else {
        return OpenStatus::default();
    };
    let Some(pause) = pause.filter(|pause| pause.holds_at(now)) else {
        return schedule.status_at(now);
    };
    let Some(until) = pause.until else {
        return OpenStatus::default();
    };
    let then = schedule.status_at(until);
    OpenStatus {
        open: false,
        closes_at: None,
        opens_at: if then.open { Some(until) } else { then.opens_at },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::faults::pointers, samples};
    use foodwala_contract::hours::{DayHours, Weekday};
    use jiff::ToSpan;

    #[test]
    fn hours_that_cannot_be_kept_are_pointed_at() {
        let mut hours = samples::always_open();
        assert_eq!(check(&hours, "/hours"), Ok(()));
        hours.weekly.push(DayHours {
            day: Weekday::Sunday,
            intervals: Vec::new(),
        });
        assert_eq!(pointers(check(&hours, "/hours")), ["/hours/weekly", "/hours/weekly/7"]);
        hours.time_zone = "Mars/Olympus".into();
        hours.weekly.pop();
        assert_eq!(pointers(check(&hours, "")), ["/time_zone"]);
    }

    #[test]
    fn a_paused_restaurant_is_closed_until_the_pause_ends() {
        let now = samples::now();
        let schedule = Schedule::new(&samples::always_open()).unwrap();
        let until = now + 20.minutes();
        let pause = Pause {
            until: Some(until),
            reason: None,
        };
        assert!(status(Some(&schedule), None, now).open);
        let paused = status(Some(&schedule), Some(&pause), now);
        assert_eq!((paused.open, paused.opens_at), (false, Some(until)));
        assert!(status(Some(&schedule), Some(&pause), until).open);
        let indefinite = Pause {
            until: None,
            reason: None,
        };
        assert_eq!(status(Some(&schedule), Some(&indefinite), now), OpenStatus::default());
    }
}
