//! Money, times, distances and lists as the reader writes them.
//!
//! Digits are the Latin ones in every language: order numbers, codes and inputs are written with them, and two kinds of
//! digits on one screen are hard to read. In Arabic, amounts carry the direction marks that keep sign, number and currency
//! in order. The browser knows currencies, grouping, dates and time zones (`Intl`); natively the same is done here for the
//! languages we speak.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use native as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

use crate::{
    i18n::{self, Language},
    t,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::Offset,
};

/// How much of a date or time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Style {
    /// 4:13 PM
    Time,
    /// Mon, Sep 21
    Day,
    /// September 21, 2026
    Date,
    /// Monday
    Weekday,
    /// 2026-09-21, to tell days apart
    Iso,
}

/// What calendar and clock say in an IANA zone. A zone that the device does not know is read as UTC.
pub fn local(at: Timestamp, zone: &str) -> DateTime {
    platform::local(at, zone)
}

/// Only the last hours of the calendar have no such instant.
fn in_utc(at: DateTime) -> Timestamp {
    Offset::UTC.to_timestamp(at).unwrap_or(Timestamp::MAX)
}

/// Writes things for the readers of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    language: Language,
}

/// The formats of the language chosen; whoever calls it while rendering is rendered again when the language changes.
pub fn formats() -> Formats {
    Formats::new(i18n::language())
}

impl Formats {
    /// The formats of a language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// An amount in minor units of a currency (ISO 4217) with so many digits after the point: `€12.50`.
    pub fn money(self, amount_minor: i64, currency: &str, digits: u8) -> String {
        platform::money(self.language, &decimal(amount_minor, digits), currency, digits)
    }

    /// A whole number, grouped.
    pub fn number(self, number: i64) -> String {
        platform::number(self.language, &number.to_string(), 0)
    }

    /// A number with so many digits after the point, e.g. an average of stars.
    pub fn decimal(self, number: f64, digits: u8) -> String {
        let plain = format!("{number:.precision$}", precision = usize::from(digits));
        platform::number(self.language, &plain, digits)
    }

    /// A time of day in an IANA zone: `4:13 PM`.
    pub fn time(self, at: Timestamp, zone: &str) -> String {
        platform::moment(self.language, at, zone, Style::Time)
    }

    /// A day in an IANA zone: `Mon, Sep 21`.
    pub fn day(self, at: Timestamp, zone: &str) -> String {
        platform::moment(self.language, at, zone, Style::Day)
    }

    /// A date with its year in an IANA zone: `September 21, 2026`.
    pub fn date(self, at: Timestamp, zone: &str) -> String {
        platform::moment(self.language, at, zone, Style::Date)
    }

    /// What a clock on the wall shows, wherever it hangs: `4:13 PM`.
    pub fn time_of_day(self, time: Time) -> String {
        self.time(in_utc(Date::constant(2000, 1, 1).to_datetime(time)), "UTC")
    }

    /// A day of the calendar, wherever it hangs: `Mon, Sep 21`.
    pub fn calendar_day(self, date: Date) -> String {
        self.day(in_utc(date.to_datetime(Time::midnight())), "UTC")
    }

    /// The name of the weekday in an IANA zone: `Monday`.
    pub fn weekday(self, at: Timestamp, zone: &str) -> String {
        platform::moment(self.language, at, zone, Style::Weekday)
    }

    /// Day and time as one says them today: `4:13 PM` today, `Tomorrow, 4:13 PM`, else `Mon, Sep 21, 4:13 PM`.
    pub fn moment(self, at: Timestamp, zone: &str, now: Timestamp) -> String {
        let iso = |at| platform::moment(self.language, at, zone, Style::Iso);
        let (day, time) = (iso(at), self.time(at, zone));
        let hours = |hours: i64| jiff::SignedDuration::from_hours(hours);
        if day == iso(now) {
            time
        } else if now.checked_add(hours(24)).is_ok_and(|tomorrow| day == iso(tomorrow)) {
            t!("ui-tomorrow-at", time = time)
        } else if now.checked_sub(hours(24)).is_ok_and(|yesterday| day == iso(yesterday)) {
            t!("ui-yesterday-at", time = time)
        } else {
            t!("ui-day-at", day = self.day(at, zone), time = time)
        }
    }

    /// How long ago, or in how long: `3 minutes ago`, `in 2 hours`, `now`.
    pub fn relative(self, at: Timestamp, now: Timestamp) -> String {
        let seconds = at.as_second().saturating_sub(now.as_second());
        let size = seconds.abs();
        let (count, ago, ahead) = match size {
            0..45 => return t!("ui-now"),
            45..3_570 => ((size + 30) / 60, "ui-minutes-ago", "ui-in-minutes"),
            3_570..84_600 => ((size + 1_800) / 3_600, "ui-hours-ago", "ui-in-hours"),
            _ => ((size + 43_200) / 86_400, "ui-days-ago", "ui-in-days"),
        };
        let key = if seconds < 0 { ago } else { ahead };
        t!(key, count = count)
    }

    /// Minutes: `25 min`, `1 h 10 min`.
    pub fn minutes(self, minutes: u32) -> String {
        match (minutes / 60, minutes % 60) {
            (0, minutes) => t!("ui-minutes", minutes = minutes),
            (hours, 0) => t!("ui-hours", hours = hours),
            (hours, minutes) => t!("ui-hours-minutes", hours = hours, minutes = minutes),
        }
    }

    /// A range of minutes: `25–35 min`.
    pub fn minutes_range(self, from: u32, to: u32) -> String {
        if from == to {
            return self.minutes(from);
        }
        t!("ui-minutes-range", from = from, to = to)
    }

    /// A distance in metres: `850 m`, `1.2 km`.
    pub fn distance(self, metres: f64) -> String {
        if metres < 950.0 {
            // Nobody knows it by the metre.
            let tens = (metres / 10.0).round() * 10.0;
            return t!("ui-metres", distance = self.decimal(tens, 0));
        }
        let digits = if metres < 9_950.0 { 1 } else { 0 };
        t!("ui-kilometres", distance = self.decimal(metres / 1_000.0, digits))
    }

    /// A list: `rice, naan and raita`.
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let comma = t!("ui-list-comma");
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                t!(
                    "ui-list-end",
                    first = first.join(&comma),
                    last = last.as_ref().to_owned()
                )
            }
        }
    }
}

/// Minor units as a plain decimal number, exact at any size.
fn decimal(amount_minor: i64, digits: u8) -> String {
    let sign = if amount_minor < 0 { "-" } else { "" };
    let width = usize::from(digits) + 1;
    let plain = format!("{:0width$}", amount_minor.unsigned_abs());
    let (whole, fraction) = plain.split_at(plain.len() - usize::from(digits));
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn minor_units_become_a_decimal_with_the_digits_of_the_currency() {
        assert_eq!(decimal(1250, 2), "12.50");
        assert_eq!(decimal(-5, 2), "-0.05");
        assert_eq!(decimal(900, 0), "900");
        assert_eq!(decimal(1234, 3), "1.234");
        assert_eq!(decimal(i64::MIN, 2), "-92233720368547758.08");
    }

    #[test]
    fn money_is_written_as_the_browser_writes_it() {
        let money = |language, amount, currency, digits| Formats::new(language).money(amount, currency, digits);
        assert_eq!(money(Language::En, 123_456_750, "EUR", 2), "€1,234,567.50");
        assert_eq!(money(Language::Hi, 123_456_750, "EUR", 2), "€12,34,567.50");
        assert_eq!(
            money(Language::Ar, 123_456_750, "EUR", 2),
            "\u{200f}1,234,567.50\u{a0}€"
        );
        assert_eq!(money(Language::En, -550, "INR", 2), "-₹5.50");
        assert_eq!(money(Language::Ar, -550, "INR", 2), "\u{200f}\u{200e}-5.50\u{a0}₹");
        assert_eq!(money(Language::En, 900, "JPY", 0), "¥900");
        assert_eq!(money(Language::En, 1234, "KWD", 3), "KWD\u{a0}1.234");
    }

    #[test]
    fn times_are_those_of_the_zone() {
        let noon = at("2026-09-21T14:13:00Z");
        let en = Formats::new(Language::En);
        assert_eq!(en.time(noon, "Europe/Berlin"), "4:13\u{202f}PM");
        assert_eq!(en.time(noon, "Asia/Kolkata"), "7:43\u{202f}PM");
        assert_eq!(en.day(noon, "Europe/Berlin"), "Mon, Sep 21");
        assert_eq!(en.date(noon, "Europe/Berlin"), "September 21, 2026");
        assert_eq!(Formats::new(Language::Hi).day(noon, "Europe/Berlin"), "सोम, 21 सित॰");
        assert_eq!(
            Formats::new(Language::Ar).day(noon, "Europe/Berlin"),
            "الاثنين، 21 سبتمبر"
        );
        assert_eq!(Formats::new(Language::Ar).time(noon, "Europe/Berlin"), "4:13 م");
        assert_eq!(en.weekday(noon, "Pacific/Kiritimati"), "Tuesday");
        assert_eq!(en.time_of_day(Time::constant(0, 30, 0, 0)), "12:30\u{202f}AM");
        assert_eq!(en.calendar_day(Date::constant(2026, 12, 25)), "Fri, Dec 25");
        // A zone that nobody knows is read as UTC.
        assert_eq!(en.time(noon, "Nowhere/Atall"), "2:13\u{202f}PM");
    }

    #[test]
    fn calendar_and_clock_are_those_of_the_zone() {
        let late = at("2026-09-21T22:13:05Z");
        assert_eq!(local(late, "Europe/Berlin").to_string(), "2026-09-22T00:13:05");
        assert_eq!(local(late, "Nowhere/Atall").to_string(), "2026-09-21T22:13:05");
    }

    #[test]
    fn a_day_is_named_by_how_near_it_is() {
        let en = Formats::new(Language::En);
        let now = at("2026-09-21T21:00:00Z");
        let said = |text| en.moment(at(text), "Europe/Berlin", now);
        assert_eq!(said("2026-09-21T08:00:00Z"), "10:00\u{202f}AM");
        // Past midnight in Berlin, though not in UTC.
        assert_eq!(said("2026-09-21T22:30:00Z"), "Tomorrow, 12:30\u{202f}AM");
        assert_eq!(said("2026-09-20T10:00:00Z"), "Yesterday, 12:00\u{202f}PM");
        assert_eq!(said("2026-09-24T10:00:00Z"), "Thu, Sep 24, 12:00\u{202f}PM");
    }

    #[test]
    fn spans_distances_and_lists_are_rounded_as_people_do() {
        let en = Formats::new(Language::En);
        let now = at("2026-09-21T12:00:00Z");
        assert_eq!(en.relative(at("2026-09-21T11:57:10Z"), now), "3 minutes ago");
        assert_eq!(en.relative(at("2026-09-21T12:01:00Z"), now), "in 1 minute");
        assert_eq!(en.relative(at("2026-09-21T11:59:40Z"), now), "just now");
        assert_eq!(en.relative(at("2026-09-19T11:00:00Z"), now), "2 days ago");
        assert_eq!(en.minutes(70), "1 h 10 min");
        assert_eq!(en.minutes_range(25, 35), "25–35 min");
        assert_eq!(en.distance(846.0), "850 m");
        assert_eq!(en.distance(1_240.0), "1.2 km");
        assert_eq!(en.distance(12_400.0), "12 km");
        assert_eq!(en.list(&["rice", "naan", "raita"]), "rice, naan and raita");
        assert_eq!(en.list::<&str>(&[]), "");
    }
}
