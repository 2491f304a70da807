//! Checked hours, worked out around an instant.

use std::collections::BTreeMap;

use foodwala_contract::hours::{Interval, OpenStatus, OpeningHours};
use jiff::civil::{Date, DateTime};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::HoursError;
use crate::check::{check, day_number, ends_next_day};

/// How far ahead the next change is looked for.
pub const LOOK_AHEAD: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Opening hours that can be kept, ready to be asked.
#[derive(Debug, Clone)]
pub struct Schedule {
    pub(crate) zone: TimeZone,
    /// From Monday; each day in the order of opening.
    week: [Vec<Interval>; 7],
    /// Each in the order of opening.
    exceptions: BTreeMap<Date, Vec<Interval>>,
}

/// Open from one instant until another, which it does not include.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

impl Schedule {
    /// Checks stated hours.
    ///
    /// # Errors
    /// [`HoursError`] names the first thing that is wrong with them.
    pub fn new(hours: &OpeningHours) -> Result<Self, HoursError> {
        let zone = check(hours)?;
        let mut week: [Vec<Interval>; 7] = Default::default();
        for day in &hours.weekly {
            week[usize::from(day_number(day.day))] = in_order(&day.intervals);
        }
        let exceptions = hours
            .exceptions
            .iter()
            .map(|day| (day.date, in_order(&day.intervals)))
            .collect();
        Ok(Self { zone, week, exceptions })
    }

    /// Whether it is open, and when that changes. Neither change is named when it is more than [`LOOK_AHEAD`] away, as
    /// the closing of a restaurant that never closes.
    pub fn status_at(&self, instant: Timestamp) -> OpenStatus {
        let horizon = later(instant, LOOK_AHEAD);
        let near = |change: Timestamp| (change <= horizon).then_some(change);
        match self.openings(instant, horizon).next() {
            None => OpenStatus::default(),
            Some(now) if now.from <= instant => OpenStatus {
                open: true,
                closes_at: near(now.until),
                opens_at: None,
            },
            Some(next) => OpenStatus {
                open: false,
                closes_at: None,
                opens_at: near(next.from),
            },
        }
    }

    /// Whether it is open.
    pub fn is_open_at(&self, instant: Timestamp) -> bool {
        self.spans(instant, instant).any(|span| span.from <= instant)
    }

    /// The openings that end after `from`, up to the last that begins by `to`, in order and with time between them.
    pub(crate) fn openings(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Opening> {
        let mut spans = self.spans(from, to).peekable();
        std::iter::from_fn(move || {
            let mut opening = spans.next()?;
            while let Some(next) = spans.next_if(|next| next.from <= opening.until) {
                opening.until = opening.until.max(next.until);
            }
            Some(opening)
        })
        .take_while(move |opening| opening.from <= to)
    }

    /// The stated intervals that end after `from`, in the order of opening, at least to the last that begins by `to`.
    fn spans(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Opening> {
        // An interval lasts a day at most by the clock; the second day covers a clock set back or a date left out.
        let date_of = |instant: Timestamp| self.zone.to_datetime(instant).date();
        let first = date_of(later(from, SignedDuration::from_hours(-48)));
        let last = date_of(to);
        std::iter::successors(Some(first), |date| date.tomorrow().ok())
            .take_while(move |date| *date <= last)
            .flat_map(move |date| {
                self.intervals(date)
                    .iter()
                    .filter_map(move |interval| self.resolve(date, interval))
            })
            .filter(move |span| span.until > from)
    }

    fn intervals(&self, date: Date) -> &[Interval] {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        self.exceptions.get(&date).unwrap_or(&self.week[weekday])
    }

    /// `None` when a clock change skips the interval.
    fn resolve(&self, date: Date, interval: &Interval) -> Option<Opening> {
        let closing_date = if ends_next_day(interval) {
            date.tomorrow().ok()?
        } else {
            date
        };
        let from = self.reached(date.to_datetime(interval.opens))?;
        let until = self.reached(closing_date.to_datetime(interval.closes))?;
        (from < until).then_some(Opening { from, until })
    }

    /// When the local clock first shows this time or a later one. `None` only at the end of all dates.
    fn reached(&self, local: DateTime) -> Option<Timestamp> {
        let ambiguous = self.zone.to_ambiguous_timestamp(local);
        match ambiguous.offset() {
            AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => ambiguous.earlier().ok(),
            AmbiguousOffset::Gap { after, .. } => {
                // Read with the offset to come, a skipped time is an instant before the change.
                let before_the_change = after.to_timestamp(local).ok()?;
                self.zone
                    .following(before_the_change)
                    .next()
                    .map(|change| change.timestamp())
            }
        }
    }
}

fn in_order(intervals: &[Interval]) -> Vec<Interval> {
    let mut intervals = intervals.to_vec();
    intervals.sort_by_key(|interval| interval.opens);
    intervals
}

/// The instant so much later, or as near to it as instants go.
pub(crate) fn later(instant: Timestamp, by: SignedDuration) -> Timestamp {
    let end = if by.is_negative() {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    instant.checked_add(by).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use foodwala_contract::hours::{DayHours, Holiday, Weekday};

    use super::*;

    fn interval(text: &str) -> Interval {
        let (opens, closes) = text.split_once('-').unwrap();
        Interval {
            opens: opens.parse().unwrap(),
            closes: closes.parse().unwrap(),
        }
    }

    fn hours(zone: &str, weekly: &[(Weekday, &[&str])], exceptions: &[(&str, &[&str])]) -> OpeningHours {
        let intervals = |texts: &[&str]| texts.iter().map(|text| interval(text)).collect();
        OpeningHours {
            time_zone: zone.into(),
            weekly: weekly
                .iter()
                .map(|(day, texts)| DayHours {
                    day: *day,
                    intervals: intervals(texts),
                })
                .collect(),
            exceptions: exceptions
                .iter()
                .map(|(date, texts)| Holiday {
                    date: date.parse().unwrap(),
                    intervals: intervals(texts),
                    note: None,
                })
                .collect(),
        }
    }

    fn schedule(zone: &str, weekly: &[(Weekday, &[&str])], exceptions: &[(&str, &[&str])]) -> Schedule {
        Schedule::new(&hours(zone, weekly, exceptions)).unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn open_until(text: &str) -> OpenStatus {
        OpenStatus {
            open: true,
            closes_at: Some(at(text)),
            opens_at: None,
        }
    }

    fn closed_until(text: &str) -> OpenStatus {
        OpenStatus {
            open: false,
            closes_at: None,
            opens_at: Some(at(text)),
        }
    }

    const EVERY_DAY: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    // 2026-06-05 is a Friday; Berlin is two hours ahead of UTC.

    #[test]
    fn lunch_and_dinner() {
        let schedule = schedule(
            "Europe/Berlin",
            &[(Weekday::Friday, &["18:00-22:00", "11:30-14:00"])],
            &[],
        );
        assert_eq!(
            schedule.status_at(at("2026-06-05T09:29:59Z")),
            closed_until("2026-06-05T09:30:00Z")
        );
        assert_eq!(
            schedule.status_at(at("2026-06-05T09:30:00Z")),
            open_until("2026-06-05T12:00:00Z")
        );
        assert_eq!(
            schedule.status_at(at("2026-06-05T12:00:00Z")),
            closed_until("2026-06-05T16:00:00Z")
        );
        assert_eq!(
            schedule.status_at(at("2026-06-05T20:00:00Z")),
            closed_until("2026-06-12T09:30:00Z")
        );
        assert!(schedule.is_open_at(at("2026-06-05T11:59:59Z")));
        assert!(!schedule.is_open_at(at("2026-06-05T12:00:00Z")));
    }

    #[test]
    fn over_midnight() {
        let schedule = schedule("Europe/Berlin", &[(Weekday::Friday, &["18:00-02:00"])], &[]);
        assert_eq!(
            schedule.status_at(at("2026-06-05T23:30:00Z")),
            open_until("2026-06-06T00:00:00Z")
        );
        assert_eq!(
            schedule.status_at(at("2026-06-06T00:00:00Z")),
            closed_until("2026-06-12T16:00:00Z")
        );
    }

    #[test]
    fn adjacent_intervals_are_one_opening() {
        let weekly: &[(Weekday, &[&str])] = &[
            (Weekday::Friday, &["12:00-18:00", "18:00-00:00"]),
            (Weekday::Saturday, &["00:00-02:00"]),
        ];
        let schedule = schedule("Europe/Berlin", weekly, &[]);
        assert_eq!(
            schedule.status_at(at("2026-06-05T10:00:00Z")),
            open_until("2026-06-06T00:00:00Z")
        );
    }

    #[test]
    fn around_the_clock() {
        let days = EVERY_DAY.map(|day| (day, ["00:00-00:00"].as_slice()));
        let never_closes = OpenStatus {
            open: true,
            closes_at: None,
            opens_at: None,
        };
        let instant = at("2026-06-05T10:00:00Z");
        assert_eq!(schedule("Europe/Berlin", &days, &[]).status_at(instant), never_closes);
        let but_christmas = schedule("Europe/Berlin", &days, &[("2026-06-08", &[])]);
        assert_eq!(but_christmas.status_at(instant), open_until("2026-06-07T22:00:00Z"));
        assert_eq!(
            but_christmas.status_at(at("2026-06-08T10:00:00Z")),
            closed_until("2026-06-08T22:00:00Z")
        );
    }

    #[test]
    fn an_exception_replaces_its_whole_day_and_nothing_else() {
        let days: &[(Weekday, &[&str])] = &[
            (Weekday::Friday, &["18:00-02:00"]),
            (Weekday::Saturday, &["10:00-12:00", "18:00-22:00"]),
        ];
        let closed = schedule("Europe/Berlin", days, &[("2026-06-06", &[])]);
        // What began on Friday still runs over midnight.
        assert_eq!(
            closed.status_at(at("2026-06-05T23:00:00Z")),
            open_until("2026-06-06T00:00:00Z")
        );
        assert_eq!(
            closed.status_at(at("2026-06-06T00:00:00Z")),
            closed_until("2026-06-12T16:00:00Z")
        );
        let other = schedule("Europe/Berlin", days, &[("2026-06-06", &["14:00-15:00"])]);
        assert_eq!(
            other.status_at(at("2026-06-06T08:30:00Z")),
            closed_until("2026-06-06T12:00:00Z")
        );
        // It may also begin while the day before still runs.
        let longer = schedule("Europe/Berlin", days, &[("2026-06-06", &["01:00-05:00"])]);
        assert_eq!(
            longer.status_at(at("2026-06-05T20:00:00Z")),
            open_until("2026-06-06T03:00:00Z")
        );
    }

    #[test]
    fn the_next_opening_is_looked_for_two_weeks_ahead() {
        let instant = at("2026-06-05T10:00:00Z");
        let opens_on = |date: &str| schedule("UTC", &[], &[(date, &["10:00-11:00"])]).status_at(instant);
        assert_eq!(opens_on("2026-06-19"), closed_until("2026-06-19T10:00:00Z"));
        assert_eq!(opens_on("2026-06-20"), OpenStatus::default());
    }

    // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC. 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC.

    #[test]
    fn clocks_put_forward_shorten_the_night() {
        let night = schedule("Europe/Berlin", &[(Weekday::Saturday, &["22:00-04:00"])], &[]);
        assert_eq!(
            night.status_at(at("2026-03-28T21:00:00Z")),
            open_until("2026-03-29T02:00:00Z")
        );
        let opens_in_the_gap = schedule("Europe/Berlin", &[(Weekday::Sunday, &["02:30-05:00"])], &[]);
        assert_eq!(
            opens_in_the_gap.status_at(at("2026-03-29T00:00:00Z")),
            closed_until("2026-03-29T01:00:00Z")
        );
        assert_eq!(
            opens_in_the_gap.status_at(at("2026-03-29T01:00:00Z")),
            open_until("2026-03-29T03:00:00Z")
        );
        let closes_in_the_gap = schedule("Europe/Berlin", &[(Weekday::Sunday, &["01:00-02:30"])], &[]);
        assert_eq!(
            closes_in_the_gap.status_at(at("2026-03-29T00:30:00Z")),
            open_until("2026-03-29T01:00:00Z")
        );
        let skipped = schedule("Europe/Berlin", &[(Weekday::Sunday, &["02:10-02:50"])], &[]);
        assert_eq!(
            skipped.status_at(at("2026-03-29T00:30:00Z")),
            closed_until("2026-04-05T00:10:00Z")
        );
    }

    #[test]
    fn clocks_put_back_lengthen_the_night() {
        let night = schedule("Europe/Berlin", &[(Weekday::Saturday, &["22:00-04:00"])], &[]);
        assert_eq!(
            night.status_at(at("2026-10-24T20:00:00Z")),
            open_until("2026-10-25T03:00:00Z")
        );
        // A time that comes twice counts the first time, for opening and for closing.
        let closes_in_the_fold = schedule("Europe/Berlin", &[(Weekday::Saturday, &["22:00-02:30"])], &[]);
        assert_eq!(
            closes_in_the_fold.status_at(at("2026-10-24T20:00:00Z")),
            open_until("2026-10-25T00:30:00Z")
        );
        let opens_in_the_fold = schedule("Europe/Berlin", &[(Weekday::Sunday, &["02:30-04:00"])], &[]);
        assert_eq!(
            opens_in_the_fold.status_at(at("2026-10-25T00:30:00Z")),
            open_until("2026-10-25T03:00:00Z")
        );
    }

    #[test]
    fn a_date_that_a_zone_left_out_has_no_openings() {
        // Samoa went from Thursday 29 to Saturday 31 December 2011, at 10:00 UTC.
        let weekly: &[(Weekday, &[&str])] = &[
            (Weekday::Thursday, &["20:00-01:00"]),
            (Weekday::Friday, &["10:00-20:00", "22:00-02:00"]),
        ];
        let samoa = schedule("Pacific/Apia", weekly, &[]);
        assert_eq!(
            samoa.status_at(at("2011-12-30T09:00:00Z")),
            open_until("2011-12-30T12:00:00Z")
        );
        assert_eq!(
            samoa.status_at(at("2011-12-30T12:00:00Z")),
            closed_until("2012-01-05T06:00:00Z")
        );
    }

    #[test]
    fn the_ends_of_time_are_no_trouble() {
        let days = EVERY_DAY.map(|day| (day, ["10:00-12:00"].as_slice()));
        let schedule = schedule("Pacific/Kiritimati", &days, &[]);
        for instant in [Timestamp::MIN, Timestamp::MAX] {
            schedule.status_at(instant);
        }
    }
}
