//! Which hours can be kept at all.

use std::fmt::{self, Display};

use foodwala_contract::hours::{Interval, OpeningHours, Weekday};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

const DAY: i64 = 24 * 60 * 60;
const WEEK: i64 = 7 * DAY;

/// What is wrong with stated hours.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// There is no such IANA time zone.
    #[error("there is no time zone {time_zone:?}")]
    UnknownTimeZone {
        /// As stated.
        time_zone: String,
    },
    /// A day of the week, or a date among the exceptions, is stated twice.
    #[error("{when} is stated twice")]
    Repeated {
        /// The day or date.
        when: When,
    },
    /// An interval closes when it opens. Only `00:00`–`00:00` is not empty: it is the whole day.
    #[error("the opening at {at} on {when} has no length")]
    ZeroLength {
        /// The day or date it begins on.
        when: When,
        /// When it opens and closes.
        at: Time,
    },
    /// Two intervals are open at once; the second may begin on the following day.
    #[error("the opening at {} on {when} lasts into the next, at {}", .first.opens, .second.opens)]
    Overlap {
        /// The day or date the first begins on.
        when: When,
        /// The one that opens first.
        first: Interval,
        /// The one that opens before the first has closed.
        second: Interval,
    },
}

/// A day of the usual week or a date among the exceptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Of the usual week.
    Day(Weekday),
    /// Among the exceptions.
    Date(Date),
}

impl Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day:?}"),
            Self::Date(date) => date.fmt(f),
        }
    }
}

/// The time zone, once everything stated has been found consistent.
pub(crate) fn check(hours: &OpeningHours) -> Result<TimeZone, HoursError> {
    let zone = TimeZone::get(&hours.time_zone).map_err(|_| HoursError::UnknownTimeZone {
        time_zone: hours.time_zone.clone(),
    })?;
    check_week(hours)?;
    check_exceptions(hours)?;
    Ok(zone)
}

fn check_week(hours: &OpeningHours) -> Result<(), HoursError> {
    let mut week = Vec::new();
    for (at, day) in hours.weekly.iter().enumerate() {
        let when = When::Day(day.day);
        if hours.weekly[..at].iter().any(|earlier| earlier.day == day.day) {
            return Err(HoursError::Repeated { when });
        }
        for interval in &day.intervals {
            week.push(Placed::new(when, DAY * i64::from(day_number(day.day)), *interval)?);
        }
    }
    week.sort_by_key(|placed| placed.from);
    // The week goes round: behind the last interval comes the first again.
    if let (Some(first), true) = (week.first().copied(), week.len() > 1) {
        week.push(Placed {
            from: first.from + WEEK,
            to: first.to + WEEK,
            ..first
        });
    }
    check_overlaps(&week)
}

fn check_exceptions(hours: &OpeningHours) -> Result<(), HoursError> {
    for (at, exception) in hours.exceptions.iter().enumerate() {
        let when = When::Date(exception.date);
        if hours.exceptions[..at]
            .iter()
            .any(|earlier| earlier.date == exception.date)
        {
            return Err(HoursError::Repeated { when });
        }
        let intervals = exception
            .intervals
            .iter()
            .map(|interval| Placed::new(when, 0, *interval));
        let mut placed = intervals.collect::<Result<Vec<_>, _>>()?;
        placed.sort_by_key(|placed| placed.from);
        // An interval that reaches into this date from the day before, or from it into the next, may overlap: hours of
        // a date are stated without looking at its neighbours.
        check_overlaps(&placed)?;
    }
    Ok(())
}

fn check_overlaps(in_order: &[Placed]) -> Result<(), HoursError> {
    for (first, second) in in_order.iter().zip(in_order.iter().skip(1)) {
        if first.to > second.from {
            return Err(HoursError::Overlap {
                when: first.when,
                first: first.interval,
                second: second.interval,
            });
        }
    }
    Ok(())
}

/// An interval in seconds of clock time from some midnight.
#[derive(Clone, Copy)]
struct Placed {
    when: When,
    from: i64,
    to: i64,
    interval: Interval,
}

impl Placed {
    fn new(when: When, midnight: i64, interval: Interval) -> Result<Self, HoursError> {
        if interval.opens == interval.closes && interval.opens != Time::midnight() {
            return Err(HoursError::ZeroLength {
                when,
                at: interval.opens,
            });
        }
        let closing_day = if ends_next_day(&interval) { DAY } else { 0 };
        let from = midnight + second_of_day(interval.opens);
        Ok(Self {
            when,
            from,
            to: midnight + closing_day + second_of_day(interval.closes),
            interval,
        })
    }
}

/// Whether the closing is a time of the day after the opening.
pub(crate) fn ends_next_day(interval: &Interval) -> bool {
    interval.closes <= interval.opens
}

/// Monday is 0.
pub(crate) fn day_number(day: Weekday) -> u8 {
    match day {
        Weekday::Monday => 0,
        Weekday::Tuesday => 1,
        Weekday::Wednesday => 2,
        Weekday::Thursday => 3,
        Weekday::Friday => 4,
        Weekday::Saturday => 5,
        Weekday::Sunday => 6,
    }
}

fn second_of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

#[cfg(test)]
mod tests {
    use foodwala_contract::hours::{DayHours, Holiday};
    use jiff::civil::{date, time};

    use super::*;

    fn interval(opens: i8, closes: i8) -> Interval {
        Interval {
            opens: time(opens, 0, 0, 0),
            closes: time(closes, 0, 0, 0),
        }
    }

    fn week(days: &[(Weekday, &[(i8, i8)])]) -> OpeningHours {
        let weekly = days.iter().map(|(day, intervals)| DayHours {
            day: *day,
            intervals: intervals
                .iter()
                .map(|(opens, closes)| interval(*opens, *closes))
                .collect(),
        });
        OpeningHours {
            time_zone: "Europe/Berlin".into(),
            weekly: weekly.collect(),
            exceptions: Vec::new(),
        }
    }

    fn error(hours: &OpeningHours) -> Option<HoursError> {
        check(hours).err()
    }

    #[test]
    fn ordinary_hours_are_fine() {
        use Weekday::{Friday, Monday, Saturday};
        for hours in [
            week(&[]),
            week(&[(Monday, &[])]),
            week(&[(Monday, &[(18, 23), (11, 14)])]),
            week(&[(Monday, &[(0, 0)])]),
            week(&[(Friday, &[(18, 0)]), (Saturday, &[(0, 2), (2, 4)])]),
            week(&[(Friday, &[(18, 2)]), (Saturday, &[(2, 4)])]),
            week(&[(Friday, &[(18, 17)])]),
        ] {
            assert_eq!(error(&hours), None, "{hours:?}");
        }
    }

    #[test]
    fn a_zone_must_exist() {
        let hours = OpeningHours {
            time_zone: "Europe/Atlantis".into(),
            ..week(&[])
        };
        assert_eq!(
            error(&hours),
            Some(HoursError::UnknownTimeZone {
                time_zone: "Europe/Atlantis".into()
            })
        );
    }

    #[test]
    fn an_interval_has_a_length() {
        let when = When::Day(Weekday::Monday);
        let hours = week(&[(Weekday::Monday, &[(9, 9)])]);
        assert_eq!(
            error(&hours),
            Some(HoursError::ZeroLength {
                when,
                at: time(9, 0, 0, 0)
            })
        );
    }

    #[test]
    fn intervals_do_not_overlap_within_a_day_or_over_midnight_or_round_the_week() {
        use Weekday::{Monday, Sunday, Tuesday};
        let overlap = |day, first: (i8, i8), second: (i8, i8)| {
            let (first, second) = (interval(first.0, first.1), interval(second.0, second.1));
            Some(HoursError::Overlap {
                when: When::Day(day),
                first,
                second,
            })
        };
        assert_eq!(
            error(&week(&[(Monday, &[(13, 20), (11, 14)])])),
            overlap(Monday, (11, 14), (13, 20))
        );
        let over_midnight = week(&[(Tuesday, &[(1, 4)]), (Monday, &[(18, 2)])]);
        assert_eq!(error(&over_midnight), overlap(Monday, (18, 2), (1, 4)));
        let round_the_week = week(&[(Monday, &[(1, 4)]), (Sunday, &[(18, 2)])]);
        assert_eq!(error(&round_the_week), overlap(Sunday, (18, 2), (1, 4)));
    }

    #[test]
    fn days_and_dates_are_stated_once() {
        let twice = week(&[(Weekday::Monday, &[]), (Weekday::Monday, &[])]);
        assert_eq!(
            error(&twice),
            Some(HoursError::Repeated {
                when: When::Day(Weekday::Monday)
            })
        );
        let holiday = Holiday {
            date: date(2026, 12, 25),
            intervals: Vec::new(),
            note: None,
        };
        let twice = OpeningHours {
            exceptions: vec![holiday.clone(), holiday],
            ..week(&[])
        };
        assert_eq!(
            error(&twice),
            Some(HoursError::Repeated {
                when: When::Date(date(2026, 12, 25))
            })
        );
    }

    #[test]
    fn an_exception_is_checked_by_itself() {
        let holiday = |intervals| Holiday {
            date: date(2026, 12, 25),
            intervals,
            note: None,
        };
        let overlapping = holiday(vec![interval(10, 14), interval(13, 15)]);
        let hours = OpeningHours {
            exceptions: vec![overlapping],
            ..week(&[])
        };
        assert!(matches!(
            error(&hours),
            Some(HoursError::Overlap {
                when: When::Date(_),
                ..
            })
        ));
        // 24 December 2026 is a Thursday.
        let into_it = week(&[(Weekday::Thursday, &[(18, 2)])]);
        let hours = OpeningHours {
            exceptions: vec![holiday(vec![interval(0, 4)])],
            ..into_it
        };
        assert_eq!(error(&hours), None);
    }
}
