//! What is read from figures: averages, and how they stand against those of another time.

use super::period::Moment;
use foodwala_sdk::contract::reporting::{Figures, RestaurantFigures};

/// What an order came to on average, in minor units, if any was taken.
#[must_use]
pub fn basket(figures: &Figures) -> Option<i64> {
    let taken = i64::try_from(figures.taken).ok().filter(|taken| *taken > 0)?;
    Some((figures.sales_minor + taken / 2) / taken)
}

/// Orders that came to nothing: refused, not taken in time, called off.
#[must_use]
pub const fn lost(figures: &Figures) -> u64 {
    figures.rejected + figures.expired + figures.cancelled
}

/// Average minutes until the food was ready.
#[must_use]
pub fn preparation(figures: &Figures) -> Option<u32> {
    let seconds = figures.average_preparation_seconds?;
    u32::try_from((seconds + 30) / 60).ok()
}

/// By how many percent something is more than it was; nothing can be said of what was nothing.
#[must_use]
pub const fn change(now: i64, then: i64) -> Option<i64> {
    if then <= 0 {
        return None;
    }
    let more = (now - then) * 100;
    let half = if more < 0 { -then / 2 } else { then / 2 };
    Some((more + half) / then)
}

/// A part of a whole, 0 to 100.
#[must_use]
pub fn percent(part: i64, whole: i64) -> f64 {
    if whole <= 0 || part <= 0 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a share is drawn, not counted with")]
    let share = part as f64 / whole as f64;
    (share * 100.0).min(100.0)
}

/// The same stretch of two times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Of the time that is looked at.
    pub now: Figures,
    /// Of the time that it is held against.
    pub then: Figures,
    /// Both count only until this hour, as the day is not over.
    pub until: Option<u8>,
}

/// What can be compared. A day that is not over is held against another one's hours up to now, whole ones; of more days that
/// are not over nothing fair can be said.
#[must_use]
pub fn compare(figures: &RestaurantFigures, before: &RestaurantFigures, moment: Moment) -> Option<Compared> {
    let today = moment.today();
    if figures.to < today {
        return Some(Compared {
            now: figures.total,
            then: before.total,
            until: None,
        });
    }
    let hour = moment.local.hour().unsigned_abs();
    if figures.from != figures.to || figures.to > today || hour == 0 {
        return None;
    }
    Some(Compared {
        now: up_to(figures, hour),
        then: up_to(before, hour),
        until: Some(hour),
    })
}

fn up_to(figures: &RestaurantFigures, hour: u8) -> Figures {
    let hours = figures.hours.iter().filter(|figures| figures.hour < hour);
    // Averages of hours cannot be added up; how long cooking takes depends little on how far the day has got.
    let sum = Figures {
        average_preparation_seconds: figures.total.average_preparation_seconds,
        ..Figures::default()
    };
    hours.fold(sum, |sum, hour| add(sum, &hour.figures))
}

/// The sum of two figures, but for averages.
#[must_use]
pub const fn add(sum: Figures, more: &Figures) -> Figures {
    Figures {
        orders: sum.orders + more.orders,
        taken: sum.taken + more.taken,
        fulfilled: sum.fulfilled + more.fulfilled,
        rejected: sum.rejected + more.rejected,
        expired: sum.expired + more.expired,
        cancelled: sum.cancelled + more.cancelled,
        sales_minor: sum.sales_minor + more.sales_minor,
        tips_minor: sum.tips_minor + more.tips_minor,
        average_preparation_seconds: sum.average_preparation_seconds,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        samples::noon,
        screens::figures::samples::{day, sold},
    };

    fn at(local: &str) -> Moment {
        Moment {
            now: noon(),
            local: local.parse().unwrap(),
        }
    }

    #[test]
    fn averages_and_changes_are_rounded_and_never_made_up() {
        let figures = sold(3, 1_000);
        assert_eq!(basket(&figures), Some(333));
        assert_eq!(basket(&Figures::default()), None);
        assert_eq!(
            (change(112, 100), change(2, 3), change(0, 50), change(5, 0)),
            (Some(12), Some(-33), Some(-100), None)
        );
        assert!((percent(1, 4) - 25.0).abs() < 1e-9);
        assert!(percent(-1, 4) < 1e-9 && percent(1, 0) < 1e-9);
    }

    #[test]
    fn a_day_that_is_not_over_is_compared_up_to_the_whole_hour() {
        let today = day("2026-05-04", &[(11, sold(2, 2_000)), (12, sold(1, 1_000))]);
        let week_ago = day("2026-04-27", &[(11, sold(1, 800)), (19, sold(9, 9_000))]);
        let compared = compare(&today, &week_ago, at("2026-05-04T12:40:00")).unwrap();
        assert_eq!((compared.now.sales_minor, compared.then.sales_minor), (2_000, 800));
        assert_eq!(compared.until, Some(12));
        assert_eq!(compare(&today, &week_ago, at("2026-05-04T00:10:00")), None);
        // Once it is over, the whole day counts.
        let whole = compare(&today, &week_ago, at("2026-05-05T09:00:00")).unwrap();
        assert_eq!((whole.now.orders, whole.then.orders, whole.until), (3, 10, None));
    }
}
