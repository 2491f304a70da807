//! The times that can be ordered for.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::Schedule;
use crate::schedule::later;

impl Schedule {
    /// The times for which an order can be scheduled: while open, not before `from` + `lead_time`, not after `from` +
    /// `horizon`, and round by the local clock: with a step of 15 minutes at :00, :15, :30 and :45.
    ///
    /// The step counts in whole seconds, of which it has at least one.
    pub fn slots(
        &self,
        from: Timestamp,
        lead_time: Duration,
        step: Duration,
        horizon: Duration,
    ) -> impl Iterator<Item = Timestamp> {
        let step = i64::try_from(step.as_secs()).unwrap_or(i64::MAX).max(1);
        let earliest = later(from, signed(lead_time));
        let latest = later(from, signed(horizon));
        self.openings(earliest, latest).flat_map(move |opening| {
            let first = self.round_up(opening.from.max(earliest), step);
            std::iter::successors(first, move |slot| {
                self.round_up(later(*slot, SignedDuration::from_nanos(1)), step)
            })
            .take_while(move |slot| *slot < opening.until && *slot <= latest)
        })
    }

    /// The first round time at or after an instant; `None` at the end of all dates.
    fn round_up(&self, instant: Timestamp, step: i64) -> Option<Timestamp> {
        let mut at = instant;
        loop {
            let second = at.as_second().checked_add(i64::from(at.subsec_nanosecond() > 0))?;
            let local = second.checked_add(i64::from(self.zone.to_offset(at).seconds()))?;
            let over = local.rem_euclid(step);
            let wait = if over == 0 { 0 } else { step - over };
            let next = Timestamp::from_second(second.checked_add(wait)?).ok()?;
            if next == at {
                return Some(at);
            }
            // The clock may have changed on the way: what was round by the old offset is looked at again by the new.
            at = next;
        }
    }
}

fn signed(duration: Duration) -> SignedDuration {
    SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX)
}

#[cfg(test)]
mod tests {
    use foodwala_contract::hours::{DayHours, Interval, OpeningHours, Weekday};
    use jiff::civil::time;

    use super::*;

    /// Open on Sundays from 01:10 to 04:00.
    fn sundays(zone: &str) -> Schedule {
        let interval = Interval {
            opens: time(1, 10, 0, 0),
            closes: time(4, 0, 0, 0),
        };
        let weekly = vec![DayHours {
            day: Weekday::Sunday,
            intervals: vec![interval],
        }];
        Schedule::new(&OpeningHours {
            time_zone: zone.into(),
            weekly,
            exceptions: Vec::new(),
        })
        .unwrap()
    }

    fn slots(zone: &str, from: &str, lead_minutes: u64, step_minutes: u64, horizon_hours: u64) -> Vec<String> {
        let minutes = |minutes| Duration::from_secs(60 * minutes);
        let schedule = sundays(zone);
        let from = from.parse().unwrap();
        let slots = schedule.slots(
            from,
            minutes(lead_minutes),
            minutes(step_minutes),
            minutes(60 * horizon_hours),
        );
        slots
            .map(|slot| slot.to_zoned(schedule.zone.clone()).strftime("%H:%M%:z").to_string())
            .collect()
    }

    #[test]
    fn slots_are_round_and_within_the_opening() {
        let all = [
            "01:30+05:30",
            "02:00+05:30",
            "02:30+05:30",
            "03:00+05:30",
            "03:30+05:30",
        ];
        assert_eq!(slots("Asia/Kolkata", "2026-06-06T12:00:00Z", 30, 30, 24), all);
        // The second Sunday begins behind the horizon.
        assert_eq!(slots("Asia/Kolkata", "2026-06-06T12:00:00Z", 30, 30, 7 * 24), all);
    }

    #[test]
    fn the_lead_time_and_the_horizon_are_kept() {
        // 01:50 local; with the lead time 02:20.
        let from = "2026-06-06T20:20:00Z";
        assert_eq!(slots("Asia/Kolkata", from, 30, 30, 1), ["02:30+05:30"]);
        assert_eq!(
            slots("Asia/Kolkata", "2026-06-06T20:30:00.5Z", 30, 30, 1),
            ["03:00+05:30"]
        );
        assert_eq!(slots("Asia/Kolkata", from, 90, 30, 1), [""; 0]);
        assert_eq!(slots("Asia/Kolkata", from, 10, 30, 1), ["02:00+05:30", "02:30+05:30"]);
    }

    #[test]
    fn slots_stay_round_when_the_clock_changes() {
        // Lord Howe: on 4 October 2026 02:00 becomes 02:30; on 5 April 2026 02:00 becomes 01:30.
        let forward = slots("Australia/Lord_Howe", "2026-10-03T12:00:00Z", 0, 60, 24);
        assert_eq!(forward, ["03:00+11:00"]);
        let back = slots("Australia/Lord_Howe", "2026-04-04T12:00:00Z", 0, 60, 24);
        assert_eq!(back, ["02:00+10:30", "03:00+10:30"]);
    }

    #[test]
    fn a_step_without_length_ends_all_the_same() {
        let schedule = sundays("UTC");
        let from = "2026-06-07T03:59:57Z".parse().unwrap();
        assert_eq!(
            schedule
                .slots(from, Duration::ZERO, Duration::ZERO, Duration::MAX)
                .take(5)
                .count(),
            5
        );
    }
}
