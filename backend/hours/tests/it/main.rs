//! A schedule agrees with a clock that is watched minute by minute.

#[cfg(test)]
mod watched_clock;

use std::time::Duration;

use foodwala_contract::Timestamp;
use foodwala_contract::hours::{DayHours, Holiday, Interval, OpeningHours, Weekday};
use foodwala_hours::{LOOK_AHEAD, Schedule};
use jiff::civil::{Date, Time, date, time};
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

use crate::watched_clock::{DAY, MINUTE, WatchedClock};

/// Time zones, with days on which their clocks change.
const ZONES: [(&str, &[Date]); 4] = [
    (
        "Europe/Berlin",
        &[date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28)],
    ),
    ("America/New_York", &[date(2026, 3, 8), date(2026, 11, 1)]),
    ("Australia/Lord_Howe", &[date(2026, 4, 5), date(2026, 10, 4)]),
    ("Asia/Kolkata", &[]),
];
const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A time zone and a day in it, mostly shortly before its clock changes.
fn any_zone_and_day() -> impl Strategy<Value = (&'static str, Date)> {
    (
        0..ZONES.len(),
        any::<prop::sample::Index>(),
        -3_i32..=0,
        0_i32..1000,
        0..5,
    )
        .prop_map(|(zone, change, before, anywhere, kind)| match ZONES[zone] {
            (zone, changes) if kind > 0 && !changes.is_empty() => (zone, *change.get(changes) + before.days()),
            (zone, _) => (zone, date(2025, 1, 1) + anywhere.days()),
        })
}

/// Mostly round times, often at night, where the clock changes.
fn any_time() -> impl Strategy<Value = Time> {
    let round = (0_i8..24, 0_i8..4).prop_map(|(hour, quarter)| time(hour, quarter * 15, 0, 0));
    let night = (0_i8..5, 0_i8..4).prop_map(|(hour, quarter)| time(hour, quarter * 15, 0, 0));
    let odd = (0_i8..24, 0_i8..60).prop_map(|(hour, minute)| time(hour, minute, 0, 0));
    prop_oneof![2 => round, 3 => night, 1 => odd, 1 => Just(Time::midnight())]
}

fn any_interval() -> impl Strategy<Value = Interval> {
    (any_time(), any_time()).prop_map(|(opens, closes)| Interval { opens, closes })
}

/// A day to start from and hours around it.
fn any_hours() -> impl Strategy<Value = (Date, OpeningHours)> {
    let weekly = prop::collection::vec((0..7_usize, any_interval()), 0..12);
    let exceptions = prop::collection::vec((-2_i32..12, prop::collection::vec(any_interval(), 0..3)), 0..4);
    (any_zone_and_day(), weekly, exceptions).prop_map(|((zone, start), weekly, exceptions)| {
        let mut hours = OpeningHours {
            time_zone: zone.to_owned(),
            weekly: DAYS
                .map(|day| DayHours {
                    day,
                    intervals: Vec::new(),
                })
                .to_vec(),
            exceptions: Vec::new(),
        };
        // What does not fit the rest is left out.
        let mut try_change = |change: &dyn Fn(&mut OpeningHours)| {
            let mut changed = hours.clone();
            change(&mut changed);
            if Schedule::new(&changed).is_ok() {
                hours = changed;
            }
        };
        for (day, interval) in weekly {
            try_change(&|hours| hours.weekly[day].intervals.push(interval));
        }
        for (days, intervals) in exceptions {
            let holiday = Holiday {
                date: start + days.days(),
                intervals,
                note: None,
            };
            try_change(&|hours| hours.exceptions.push(holiday.clone()));
        }
        (start, hours)
    })
}

/// The minutes that are asked about, in minutes from the start, with seconds to go past them.
fn asked() -> impl Iterator<Item = (usize, SignedDuration)> {
    (0..5 * DAY)
        .step_by(7)
        .map(|minute| (minute, SignedDuration::from_secs(i64::from(minute % 3 == 0) * 37)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_status_agrees_with_a_watched_clock((start, hours) in any_hours()) {
        let schedule = Schedule::new(&hours).unwrap();
        let clock = WatchedClock::watch(&hours, start, 20);
        for (minute, past) in asked() {
            let instant = clock.instant(minute) + past;
            let status = schedule.status_at(instant);
            prop_assert_eq!(status.open, clock.is_open(minute), "open at {}", instant);
            prop_assert_eq!(schedule.is_open_at(instant), clock.is_open(minute), "is open at {}", instant);

            let change = clock.next_change(minute).filter(|change| *change <= instant + LOOK_AHEAD);
            let (closes_at, opens_at) = if status.open { (change, None) } else { (None, change) };
            prop_assert_eq!(status.closes_at, closes_at, "closes after {}", instant);
            prop_assert_eq!(status.opens_at, opens_at, "opens after {}", instant);
        }
    }

    #[test]
    fn the_next_opening_is_open_and_nothing_before_it_is((start, hours) in any_hours(), ask in 0..5 * DAY) {
        let schedule = Schedule::new(&hours).unwrap();
        let instant = start.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp() + MINUTE * i32::try_from(ask).unwrap();
        if let Some(opens_at) = schedule.status_at(instant).opens_at {
            prop_assert!(schedule.is_open_at(opens_at));
            let mut before = instant;
            while before < opens_at {
                prop_assert!(!schedule.is_open_at(before), "open at {before}, before {opens_at}");
                before += MINUTE;
            }
        }
    }

    #[test]
    fn slots_are_all_the_round_times_that_are_open(
        (start, hours) in any_hours(),
        step in prop::sample::select(vec![5_i64, 15, 30, 60]),
        lead in 0..180_usize,
    ) {
        let schedule = Schedule::new(&hours).unwrap();
        let clock = WatchedClock::watch(&hours, start, 6);
        let minutes = |minutes: i64| Duration::from_secs(60 * u64::try_from(minutes).unwrap());
        let lead_time = minutes(i64::try_from(lead).unwrap());
        let horizon = 5 * DAY;
        let slots: Vec<Timestamp> = schedule
            .slots(clock.instant(0), lead_time, minutes(step), minutes(i64::try_from(horizon).unwrap()))
            .collect();
        let expected: Vec<Timestamp> = (lead..=horizon)
            .filter(|minute| clock.is_open(*minute) && clock.minute_of_day(*minute) % step == 0)
            .map(|minute| clock.instant(minute))
            .collect();
        prop_assert_eq!(slots, expected);
    }
}
