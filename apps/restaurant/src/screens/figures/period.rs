//! Which days are looked at, and which ones they are held against.

use foodwala_sdk::{Timestamp, contract::reporting::FiguresQuery};
use jiff::{
    ToSpan,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Some days, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Days {
    /// A day alone.
    #[cfg(test)]
    #[must_use]
    pub const fn one(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// Whether it is a day alone.
    #[must_use]
    pub fn is_one(self) -> bool {
        self.from == self.to
    }

    /// How many they are.
    #[must_use]
    pub fn count(self) -> i32 {
        (self.to - self.from).get_days() + 1
    }

    /// What asks for them.
    #[must_use]
    pub const fn query(self) -> FiguresQuery {
        FiguresQuery {
            from: Some(self.from),
            to: Some(self.to),
        }
    }

    /// What they are held against: the same weekday a week before, or as many days right before them.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let back = if self.is_one() { 7 } else { self.count() };
        Some(Self {
            from: self.from.checked_sub(back.days()).ok()?,
            to: self.to.checked_sub(back.days()).ok()?,
        })
    }

    /// The whole days right before one.
    fn until(day: Date, count: i32) -> Self {
        let back = |days: i32| day.checked_sub(days.days()).unwrap_or(day);
        Self {
            from: back(count),
            to: back(1),
        }
    }
}

/// The days that somebody chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// The day that is.
    #[default]
    Today,
    /// The day before.
    Yesterday,
    /// The seven whole days before today.
    Week,
    /// The thirty whole days before today.
    Month,
    /// Days of one's own.
    Own(Days),
}

impl Period {
    /// What can be chosen with one press.
    pub const CHOICES: [Self; 4] = [Self::Today, Self::Yesterday, Self::Week, Self::Month];

    /// Its name in texts and marks.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Yesterday => "yesterday",
            Self::Week => "week",
            Self::Month => "month",
            Self::Own(_) => "own",
        }
    }

    /// What asks for it. Which day is today, the restaurant knows best.
    #[must_use]
    pub fn query(self, today: Date) -> FiguresQuery {
        match self {
            Self::Today => FiguresQuery::default(),
            Self::Yesterday => Days::until(today, 1).query(),
            Self::Week => Days::until(today, 7).query(),
            Self::Month => Days::until(today, 30).query(),
            Self::Own(days) => days.query(),
        }
    }

    /// Whether its figures still change.
    #[must_use]
    pub fn is_live(self, today: Date) -> bool {
        match self {
            Self::Today => true,
            Self::Yesterday | Self::Week | Self::Month => false,
            Self::Own(days) => days.to >= today,
        }
    }
}

/// The time, and what calendar and clock say of it at the restaurant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Now.
    pub now: Timestamp,
    /// Now, at the restaurant.
    pub local: DateTime,
}

impl Moment {
    /// Now, in a time zone.
    #[must_use]
    pub fn now(zone: &str) -> Self {
        let now = foodwala_ui::device::now();
        Self {
            now,
            local: foodwala_ui::format::local(now, zone),
        }
    }

    /// The day at the restaurant.
    #[must_use]
    pub fn today(self) -> Date {
        self.local.date()
    }
}

/// A moment of a day by which its date can be written: noon, in UTC.
#[must_use]
pub fn noon_of(day: Date) -> Timestamp {
    let noon = day.at(12, 0, 0, 0);
    TimeZone::UTC.to_timestamp(noon).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn whole_days_end_with_yesterday() {
        let today = date(2026, 3, 1);
        let asked = |period: Period| period.query(today);
        assert_eq!(asked(Period::Today), FiguresQuery::default());
        assert_eq!(asked(Period::Yesterday), Days::one(date(2026, 2, 28)).query());
        let week = Days {
            from: date(2026, 2, 22),
            to: date(2026, 2, 28),
        };
        assert_eq!(asked(Period::Week), week.query());
        assert_eq!(asked(Period::Month).from, Some(date(2026, 1, 30)));
    }

    #[test]
    fn a_day_is_held_against_its_weekday_and_days_against_those_before() {
        let day = Days::one(date(2026, 5, 4));
        assert_eq!(day.before(), Some(Days::one(date(2026, 4, 27))));
        let three = Days {
            from: date(2026, 5, 4),
            to: date(2026, 5, 6),
        };
        let before = three.before().unwrap();
        assert_eq!((before.from, before.to), (date(2026, 5, 1), date(2026, 5, 3)));
        assert_eq!(Days::one(Date::MIN).before(), None);
    }

    #[test]
    fn only_days_that_are_not_over_change() {
        let today = date(2026, 5, 4);
        assert!(Period::Today.is_live(today) && !Period::Week.is_live(today));
        assert!(Period::Own(Days::one(today)).is_live(today));
        assert!(!Period::Own(Days::one(date(2026, 5, 3))).is_live(today));
    }
}
