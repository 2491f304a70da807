//! Days, hours, money and changes in words, and the mark of a change.

use super::{measure, period::Days, period::Period, period::noon_of};
use dioxus::prelude::*;
use foodwala_sdk::{Currency, Money};
use foodwala_ui::prelude::*;
use jiff::civil::{Date, date};

/// The zone in which dates without a zone are written.
const NO_ZONE: &str = "UTC";

/// A day, e.g. `Sat, Nov 28`.
#[must_use]
pub fn day(day: Date) -> String {
    formats().day(noon_of(day), NO_ZONE)
}

/// A day, or the first and the last of some.
#[must_use]
pub fn days(days: Days) -> String {
    if days.is_one() {
        let weekday = formats().weekday(noon_of(days.from), NO_ZONE);
        return t!(
            "figures-day",
            weekday = weekday,
            date = formats().date(noon_of(days.from), NO_ZONE)
        );
    }
    t!("figures-days", from = day(days.from), to = day(days.to))
}

/// The full hour, e.g. `2:00 PM`.
#[must_use]
pub fn hour(hour: u8) -> String {
    let on_the_hour = date(1970, 1, 1).at(i8::try_from(hour % 24).unwrap_or_default(), 0, 0, 0);
    let at = jiff::tz::TimeZone::UTC.to_timestamp(on_the_hour).unwrap_or_default();
    formats().time(at, NO_ZONE)
}

/// The full hour below a chart, e.g. `2 PM`.
#[must_use]
pub fn short_hour(of: u8) -> String {
    hour(of).replacen(":00", "", 1)
}

/// An amount of minor units.
#[must_use]
pub fn amount(minor: i64, currency: Currency) -> String {
    money(Money::new(minor, currency))
}

/// A number of something.
#[must_use]
pub fn number(count: u64) -> String {
    formats().number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The name of a period on its button.
#[must_use]
pub fn period(period: Period) -> String {
    t!(match period {
        Period::Today => "period-today",
        Period::Yesterday => "period-yesterday",
        Period::Week => "period-week",
        Period::Month => "period-month",
        Period::Own(_) => "period-own",
    })
}

/// Whether it is good when something grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Growth {
    /// More is better.
    Good,
    /// Less is better.
    Bad,
}

/// By how much something is more or less than it was.
#[component]
pub fn Change(now: i64, then: i64, growth: Growth) -> Element {
    let Some(percent) = measure::change(now, then) else {
        return rsx! {};
    };
    let size = t!("figures-percent", percent = formats().number(percent.abs()));
    let tone = match (percent.signum(), growth) {
        (0, _) => "same",
        (1, Growth::Good) | (-1, Growth::Bad) => "better",
        _ => "worse",
    };
    let (icon, said) = match percent.signum() {
        0 => (IconName::Minus, t!("figures-same")),
        1 => (IconName::TrendingUp, t!("figures-more", percent = size.clone())),
        _ => (IconName::TrendingDown, t!("figures-less", percent = size.clone())),
    };
    rsx! {
        span { class: "change", "data-tone": tone,
            Icon { name: icon }
            span { "aria-hidden": "true", {size} }
            span { class: "visually-hidden", {said} }
        }
    }
}
