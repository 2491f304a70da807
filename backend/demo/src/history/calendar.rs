//! Days, and the moments of a day at which anything happens.

use super::PlanOptions;
use crate::{
    dice::Dice,
    town::{ContentError, TIME_ZONE},
};
use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};

/// From one tick to the next.
const TICK_SECONDS: u32 = 240;
/// Ticks of an hour.
const TICKS_PER_HOUR: usize = 15;
/// A day's ticks go on into the small hours of the next.
const HOURS: usize = 29;
/// Ticks from one moment at which people may order to the next: 16 minutes, so that orders of neighbouring moments share
/// their later ticks.
const SLOT: usize = 4;
/// Orders that share a moment, on average.
const ORDERS_PER_MOMENT: u32 = 5;
/// The first and the last hour in which orders come in; 24 is the hour after midnight.
const OPEN_HOURS: std::ops::Range<usize> = 8..26;

/// How many orders come in by the hour of the day.
const HOURLY: [u32; 24] = [
    6, 3, 1, 1, 1, 1, 1, 1, 3, 4, 4, 10, 22, 18, 8, 5, 6, 14, 30, 34, 26, 16, 9, 6,
];

/// A day of the plan.
#[derive(Debug)]
pub(super) struct Day {
    /// The times of its ticks.
    pub ticks: Vec<Timestamp>,
    /// The tick at which each order of the day is placed.
    pub orders: Vec<usize>,
}

/// The days of the plan, the last of them that of `now`.
pub(super) fn days(options: &PlanOptions) -> Result<Vec<Day>, ContentError> {
    let zone = TimeZone::get(TIME_ZONE).map_err(ContentError::TimeZone)?;
    let today = zone.to_datetime(options.now).date();
    let mut days = Vec::new();
    for ago in (0..=options.days).rev() {
        let date = today
            .checked_sub(i64::from(ago).days())
            .map_err(ContentError::TimeZone)?;
        days.push(day(date, &zone, options)?);
    }
    Ok(days)
}

fn day(date: Date, zone: &TimeZone, options: &PlanOptions) -> Result<Day, ContentError> {
    let midnight = date.to_zoned(zone.clone()).map_err(ContentError::TimeZone)?.timestamp();
    let mut dice = Dice::new(options.seed, &["day", &date.to_string()]);
    let mut ticks = Vec::new();
    let mut seconds = 0;
    for _ in 0..HOURS * TICKS_PER_HOUR {
        // Not on the dot, yet at least a minute and a half apart, and never so far that an order expires meanwhile.
        let jitter = SignedDuration::from_secs(i64::from(seconds + dice.below(150)));
        ticks.push(midnight + jitter);
        seconds += TICK_SECONDS;
    }
    let percent = busyness(date.weekday()) * dice.between(85, 115) / 100;
    let count = options.orders_per_day * percent / 100;
    let moments = moments(&mut dice, date.weekday(), count.div_ceil(ORDERS_PER_MOMENT));
    let orders = (0..count).filter_map(|_| dice.pick(&moments).copied()).collect();
    Ok(Day { ticks, orders })
}

/// Different moments at which people order, each hour as likely as it is busy.
fn moments(dice: &mut Dice, weekday: Weekday, count: u32) -> Vec<usize> {
    let slots = OPEN_HOURS.start * TICKS_PER_HOUR..OPEN_HOURS.end * TICKS_PER_HOUR;
    let slots: Vec<usize> = slots.step_by(SLOT).collect();
    let late = matches!(weekday, Weekday::Friday | Weekday::Saturday);
    let weight = |slot: &usize| {
        let hour = slot / TICKS_PER_HOUR;
        HOURLY[hour % 24] * if late && hour >= 22 { 2 } else { 1 }
    };
    let mut weights: Vec<u32> = slots.iter().map(weight).collect();
    let mut chosen = Vec::new();
    for _ in 0..count {
        if let Some(place) = dice.weighted(&weights) {
            weights[place] = 0;
            chosen.push(slots[place]);
        }
    }
    chosen
}

/// Orders of a weekday in percent of an average day.
const fn busyness(weekday: Weekday) -> u32 {
    match weekday {
        Weekday::Monday => 75,
        Weekday::Tuesday => 80,
        Weekday::Wednesday => 90,
        Weekday::Thursday => 95,
        Weekday::Friday => 130,
        Weekday::Saturday => 130,
        Weekday::Sunday => 105,
    }
}
