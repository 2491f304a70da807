//! Local days of a restaurant, and adding up quarters of an hour into days and hours.

use super::{
    facts::{DishFacts, QUARTER_SECONDS},
    sums::Sums,
};
use foodwala_contract::{
    ItemId, Timestamp,
    reporting::{DayFigures, DishFigures, FiguresQuery, HourFigures},
};
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use std::{collections::BTreeMap, ops::Range};

/// A range of local days in a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
    zone: TimeZone,
}

/// Why days cannot be reported on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DaysError {
    /// The first day is after the last.
    #[error("the first day is after the last")]
    Backwards,
    /// There are too many of them.
    #[error("more than {longest} days are asked for")]
    TooMany {
        /// The most there may be.
        longest: u32,
    },
    /// The calendar ends before they do.
    #[error("there are no such days")]
    OutOfTime,
}

impl Days {
    /// The days that are asked for, at most `longest`.
    ///
    /// # Errors
    /// [`DaysError`].
    pub fn asked(query: FiguresQuery, zone: TimeZone, now: Timestamp, longest: u32) -> Result<Self, DaysError> {
        let to = query.to.unwrap_or_else(|| now.to_zoned(zone.clone()).date());
        let from = query.from.unwrap_or(to);
        if from > to {
            return Err(DaysError::Backwards);
        }
        let days = (to - from).get_days();
        if i64::from(days) >= i64::from(longest) {
            return Err(DaysError::TooMany { longest });
        }
        let this = Self { from, to, zone };
        this.bounds().ok_or(DaysError::OutOfTime)?;
        Ok(this)
    }

    /// The quarters of an hour in these days, counted from 1970 UTC.
    pub fn quarters(&self) -> Range<i64> {
        self.bounds().unwrap_or(0..0)
    }

    fn bounds(&self) -> Option<Range<i64>> {
        let begins = |date: Date| {
            let zoned = date.to_zoned(self.zone.clone()).ok()?;
            Some(zoned.timestamp().as_second().div_euclid(QUARTER_SECONDS))
        };
        Some(begins(self.from)?..begins(self.to.checked_add(1.day()).ok()?)?)
    }

    /// The sums of all these days together, day by day, and hour by hour of the day.
    pub fn add_up(&self, quarters: &[(i64, Sums)]) -> (Sums, Vec<DayFigures>, Vec<HourFigures>) {
        let mut total = Sums::default();
        let mut days: BTreeMap<Date, Sums> = self
            .from
            .series(1.day())
            .take_while(|date| *date <= self.to)
            .map(|date| (date, Sums::default()))
            .collect();
        let mut hours: BTreeMap<i8, Sums> = (0..24).map(|hour| (hour, Sums::default())).collect();
        for (quarter, sums) in quarters {
            let Ok(begins) = Timestamp::from_second(quarter * QUARTER_SECONDS) else {
                continue;
            };
            let local = begins.to_zoned(self.zone.clone());
            total += *sums;
            *days.entry(local.date()).or_default() += *sums;
            *hours.entry(local.hour()).or_default() += *sums;
        }
        let days = days.into_iter().map(|(date, sums)| DayFigures {
            date,
            figures: sums.figures(),
        });
        let hours = hours.into_iter().map(|(hour, sums)| HourFigures {
            hour: hour.unsigned_abs(),
            figures: sums.figures(),
        });
        (total, days.collect(), hours.collect())
    }
}

/// Dishes by sales, highest first, from what was sold of each in the order of time.
pub fn by_sales(sold: Vec<(ItemId, DishFacts)>) -> Vec<DishFigures> {
    let mut dishes: BTreeMap<ItemId, DishFacts> = BTreeMap::new();
    for (item, more) in sold {
        let dish = dishes.entry(item).or_insert_with(|| DishFacts {
            name: String::new(),
            quantity: 0,
            sales_minor: 0,
        });
        dish.quantity += more.quantity;
        dish.sales_minor += more.sales_minor;
        if more.quantity > 0 {
            dish.name = more.name;
        }
    }
    let sold = dishes.into_iter().filter(|(_, dish)| dish.quantity > 0);
    let mut figures: Vec<_> = sold
        .map(|(item_id, dish)| DishFigures {
            item_id,
            name: dish.name,
            quantity: dish.quantity.unsigned_abs(),
            sales_minor: dish.sales_minor,
        })
        .collect();
    figures.sort_by(|a, b| b.sales_minor.cmp(&a.sales_minor).then(a.item_id.cmp(&b.item_id)));
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn days(from: &str, to: &str, zone: &str) -> Result<Days, DaysError> {
        let query = FiguresQuery {
            from: from.parse().ok(),
            to: to.parse().ok(),
        };
        let zone = TimeZone::get(zone).unwrap();
        Days::asked(query, zone, "2030-01-02T20:00:00Z".parse().unwrap(), 92)
    }

    fn quarter(at: &str) -> i64 {
        at.parse::<Timestamp>().unwrap().as_second() / QUARTER_SECONDS
    }

    #[test]
    fn today_is_the_restaurants_own() {
        let kolkata = days("", "", "Asia/Kolkata").unwrap();
        assert_eq!(kolkata.from.to_string(), "2030-01-03");
        assert_eq!(
            kolkata.quarters(),
            quarter("2030-01-02T18:30:00Z")..quarter("2030-01-03T18:30:00Z")
        );
        assert_eq!(days("", "", "America/New_York").unwrap().to.to_string(), "2030-01-02");
    }

    #[test]
    fn a_day_may_have_23_or_25_hours() {
        let spring = days("2030-03-31", "2030-03-31", "Europe/Berlin").unwrap().quarters();
        let autumn = days("2030-10-27", "2030-10-27", "Europe/Berlin").unwrap().quarters();
        assert_eq!((spring.end - spring.start, autumn.end - autumn.start), (23 * 4, 25 * 4));
    }

    #[test]
    fn ranges_are_bounded() {
        assert_eq!(days("2030-01-03", "2030-01-02", "UTC"), Err(DaysError::Backwards));
        assert_eq!(
            days("2029-01-01", "2030-01-02", "UTC"),
            Err(DaysError::TooMany { longest: 92 })
        );
        assert_eq!(days("9999-12-31", "9999-12-31", "UTC"), Err(DaysError::OutOfTime));
        assert!(days("2029-10-03", "2030-01-02", "UTC").is_ok());
    }

    #[test]
    fn quarters_come_together_as_local_days_and_hours() {
        let days = days("2030-01-02", "2030-01-03", "Asia/Kolkata").unwrap();
        let sums = |received| Sums {
            received,
            ..Sums::default()
        };
        let quarters = [
            (quarter("2030-01-02T18:15:00Z"), sums(1)),
            (quarter("2030-01-02T18:30:00Z"), sums(2)),
            (quarter("2030-01-02T19:15:00Z"), sums(4)),
        ];
        let (total, days, hours) = days.add_up(&quarters);
        assert_eq!(total.received, 7);
        let orders: Vec<_> = days.iter().map(|day| day.figures.orders).collect();
        assert_eq!(orders, [1, 6]);
        assert_eq!(hours.len(), 24);
        assert_eq!((hours[23].figures.orders, hours[0].figures.orders), (1, 6));
    }

    #[test]
    fn a_dish_keeps_its_latest_name() {
        let item = |number| ItemId(Uuid::from_u128(number));
        let sold = |name: &str, quantity, sales_minor| DishFacts {
            name: name.into(),
            quantity,
            sales_minor,
        };
        let dishes = by_sales(vec![
            (item(1), sold("Dal", 1, 900)),
            (item(2), sold("Pizza", 1, 1_000)),
            (item(1), sold("Dal Makhani", 1, 900)),
            (item(3), sold("Sent back", 0, 0)),
        ]);
        let shown: Vec<_> = dishes.iter().map(|dish| (dish.name.as_str(), dish.quantity)).collect();
        assert_eq!(shown, [("Dal Makhani", 2), ("Pizza", 1)]);
    }
}
