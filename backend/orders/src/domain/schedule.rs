//! Whether an order can be had at the wanted time, and when it is promised.

use super::{
    book::PriceBook,
    time::{earlier, later, minutes},
};
use jiff::{SignedDuration, Timestamp};

/// How far ahead an order can be placed.
const MAX_AHEAD: SignedDuration = SignedDuration::from_hours(14 * 24);
/// What a delivery takes besides riding: packing up, locking the bike, the stairs.
const HANDOVER: SignedDuration = SignedDuration::from_mins(5);
/// Metres a courier rides in a second, through traffic.
const COURIER_SPEED: i64 = 5;

/// Why an order cannot be had at the wanted time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleRefusal {
    /// The restaurant is closed then.
    #[error("the restaurant is closed at {at}")]
    Closed {
        /// The wanted time.
        at: Timestamp,
        /// When it opens next, if within two weeks.
        opens_at: Option<Timestamp>,
    },
    /// The restaurant takes no orders then.
    #[error("the restaurant takes no orders")]
    Paused {
        /// When it does again, if known.
        until: Option<Timestamp>,
    },
    /// The kitchen needs longer.
    #[error("the earliest time is {earliest}")]
    TooSoon {
        /// The earliest time.
        earliest: Timestamp,
    },
    /// Too far ahead.
    #[error("the latest time is {latest}")]
    TooFarAhead {
        /// The latest time.
        latest: Timestamp,
    },
}

/// When things happen to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// When the food is expected at the guest, or ready to fetch.
    pub promised_at: Timestamp,
    /// When the restaurant is to be told, if not at once.
    pub release_at: Option<Timestamp>,
    /// From the kitchen to the guest.
    pub travel: SignedDuration,
}

/// Checks that an order for `scheduled_for`, or for now, can be taken.
///
/// # Errors
/// Why not.
pub fn check(book: &PriceBook, scheduled_for: Option<Timestamp>, now: Timestamp) -> Result<(), ScheduleRefusal> {
    let restaurant = book.restaurant();
    if let Some(wanted) = scheduled_for {
        let earliest = later(now, minutes(restaurant.profile.lead_time_minutes));
        let latest = later(now, MAX_AHEAD);
        if wanted < earliest {
            return Err(ScheduleRefusal::TooSoon { earliest });
        }
        if wanted > latest {
            return Err(ScheduleRefusal::TooFarAhead { latest });
        }
    }
    let at = scheduled_for.unwrap_or(now);
    let status = book.schedule().status_at(at);
    if !status.open {
        return Err(ScheduleRefusal::Closed {
            at,
            opens_at: status.opens_at,
        });
    }
    // A pause that ends before the wanted time does not stand in the way of ordering ahead.
    match &restaurant.pause {
        Some(pause) if pause.holds_at(at) => Err(ScheduleRefusal::Paused { until: pause.until }),
        _ => Ok(()),
    }
}

/// When an order will be there that is placed now. `distance_m` is absent when the guest fetches it.
pub fn plan(book: &PriceBook, distance_m: Option<u32>, scheduled_for: Option<Timestamp>, now: Timestamp) -> Timing {
    let restaurant = book.restaurant();
    let lead = minutes(restaurant.profile.lead_time_minutes);
    let travel = distance_m.map_or(SignedDuration::ZERO, travel_time);
    let soonest = later(later(later(now, lead), minutes(restaurant.busy_extra_minutes)), travel);
    let Some(wanted) = scheduled_for else {
        return Timing {
            promised_at: soonest,
            release_at: None,
            travel,
        };
    };
    let release_at = earlier(earlier(wanted, lead), travel);
    Timing {
        promised_at: wanted.max(soonest),
        release_at: (now < release_at).then_some(release_at),
        travel,
    }
}

fn travel_time(distance_m: u32) -> SignedDuration {
    HANDOVER + SignedDuration::from_secs(i64::from(distance_m) / COURIER_SPEED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{self, NOON};
    use foodwala_contract::restaurants::{Pause, Restaurant};

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    fn book(change: impl FnOnce(&mut Restaurant)) -> PriceBook {
        let mut restaurant = testing::restaurant();
        change(&mut restaurant);
        testing::book_of(restaurant, testing::menu(), vec![])
    }

    #[test]
    fn it_must_be_open_at_the_wanted_time() {
        // Open from 10:00 to 22:00 UTC every day.
        let book = book(|_| ());
        let opens_at = NOON + HOUR * 22;
        assert_eq!(check(&book, None, NOON), Ok(()));
        let at = NOON + HOUR * 11;
        let closed = Err(ScheduleRefusal::Closed {
            at,
            opens_at: Some(opens_at),
        });
        assert_eq!(check(&book, None, at), closed);
        assert_eq!(check(&book, Some(at), NOON), closed);
        assert_eq!(
            check(&book, Some(opens_at), at),
            Ok(()),
            "ordering ahead while it is closed"
        );
    }

    #[test]
    fn a_pause_counts_at_the_wanted_time() {
        let pause = |until| Some(Pause { until, reason: None });
        let until = NOON + HOUR;
        let paused = book(|restaurant| restaurant.pause = pause(Some(until)));
        assert_eq!(
            check(&paused, None, NOON),
            Err(ScheduleRefusal::Paused { until: Some(until) })
        );
        assert_eq!(check(&paused, Some(until), NOON), Ok(()));
        let stopped = book(|restaurant| restaurant.pause = pause(None));
        assert_eq!(
            check(&stopped, Some(until), NOON),
            Err(ScheduleRefusal::Paused { until: None })
        );
    }

    #[test]
    fn the_wanted_time_is_neither_too_soon_nor_too_far_ahead() {
        let book = book(|restaurant| restaurant.profile.lead_time_minutes = 30);
        let earliest = NOON + SignedDuration::from_mins(30);
        let latest = NOON + HOUR * 24 * 14;
        let second = SignedDuration::from_secs(1);
        assert_eq!(check(&book, Some(earliest), NOON), Ok(()));
        assert_eq!(
            check(&book, Some(earliest - second), NOON),
            Err(ScheduleRefusal::TooSoon { earliest })
        );
        assert_eq!(check(&book, Some(latest), NOON), Ok(()));
        assert_eq!(
            check(&book, Some(latest + second), NOON),
            Err(ScheduleRefusal::TooFarAhead { latest })
        );
    }

    #[test]
    fn promises_count_kitchen_crowd_and_road() {
        let book = book(|restaurant| {
            restaurant.profile.lead_time_minutes = 20;
            restaurant.busy_extra_minutes = 10;
        });
        let minutes = SignedDuration::from_mins;
        assert_eq!(plan(&book, None, None, NOON).promised_at, NOON + minutes(30));
        let delivered = plan(&book, Some(3_000), None, NOON);
        assert_eq!(delivered.travel, minutes(15));
        assert_eq!(delivered.promised_at, NOON + minutes(45));

        let wanted = NOON + HOUR * 3;
        let ahead = plan(&book, Some(3_000), Some(wanted), NOON);
        assert_eq!(
            (ahead.promised_at, ahead.release_at),
            (wanted, Some(wanted - minutes(35)))
        );
        let at_once = plan(&book, None, Some(NOON + minutes(20)), NOON);
        assert_eq!(at_once.release_at, None, "the kitchen must begin right now");
    }
}
