//! When it was sold: by the hour, and by the day.

use super::{
    chart::{Bar, BarChart},
    period::Moment,
    state::{Event, Shown},
    words,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    Currency,
    contract::reporting::{Figures, RestaurantFigures},
};
use foodwala_ui::prelude::*;

/// The charts: of one day by the hour, of more days by the day and by the hour.
#[component]
pub fn Charts(
    figures: RestaurantFigures,
    before: Option<RestaurantFigures>,
    shown: Shown,
    moment: Moment,
    send: Callback<Event>,
) -> Element {
    let is_one = figures.from == figures.to;
    rsx! {
        div { class: "figures-charts",
            Card { class: "figures-part",
                div { class: "figures-part-head",
                    h2 { class: "title-s", {if is_one { t!("figures-by-hour") } else { t!("figures-by-day") }} }
                    Measured { shown, send }
                }
                if is_one {
                    Hours { figures: figures.clone(), before, shown, moment }
                } else {
                    DayBars { figures: figures.clone(), shown, moment }
                }
            }
            if !is_one {
                Card { class: "figures-part",
                    h2 { class: "title-s", {t!("figures-by-hour-all")} }
                    Hours { figures, before: None, shown, moment }
                }
            }
        }
    }
}

/// What the charts show.
#[component]
fn Measured(shown: Shown, send: Callback<Event>) -> Element {
    let options = vec![
        RadioOption::new("sales", t!("figures-sales")),
        RadioOption::new("orders", t!("figures-orders")),
    ];
    rsx! {
        RadioGroup {
            legend: t!("figures-measured"),
            hide_legend: true,
            layout: RadioLayout::Segments,
            options,
            value: if shown == Shown::Sales { "sales" } else { "orders" },
            onchange: move |value: String| send(Event::Show(if value == "sales" { Shown::Sales } else { Shown::Orders })),
        }
    }
}

fn value(figures: &Figures, shown: Shown) -> i64 {
    match shown {
        Shown::Sales => figures.sales_minor,
        Shown::Orders => i64::try_from(figures.orders).unwrap_or(i64::MAX),
    }
}

/// The hours to draw: those in which something was sold, with an hour around them, and never so few that bars become walls.
fn hours(figures: &RestaurantFigures, before: Option<&RestaurantFigures>) -> std::ops::RangeInclusive<u8> {
    const FEWEST: u8 = 10;
    let sold = |figures: &RestaurantFigures| {
        let hours = figures.hours.iter().filter(|hour| hour.figures.orders > 0);
        hours.map(|hour| hour.hour).collect::<Vec<_>>()
    };
    let mut sold_at = sold(figures);
    sold_at.extend(before.map(sold).unwrap_or_default());
    let first = sold_at.iter().copied().min().unwrap_or(9).saturating_sub(1);
    let last = sold_at.iter().copied().max().unwrap_or(21).saturating_add(1).min(23);
    let first = first.min(last.saturating_sub(FEWEST));
    first..=last.max(first + FEWEST).min(23)
}

/// A chart by the hour.
#[component]
pub fn Hours(figures: RestaurantFigures, before: Option<RestaurantFigures>, shown: Shown, moment: Moment) -> Element {
    let is_today = figures.from == figures.to && figures.to == moment.today();
    let current = moment.local.hour().unsigned_abs();
    let drawn = hours(&figures, before.as_ref());
    let then = |hour: u8| {
        let before = before.as_ref()?;
        let found = before.hours.iter().find(|figures| figures.hour == hour);
        Some(found.map_or(0, |hour| value(&hour.figures, shown)))
    };
    let bars: Vec<Bar> = figures
        .hours
        .iter()
        .filter(|hour| drawn.contains(&hour.hour))
        .map(|hour| Bar {
            label: (hour.hour % 3 == 0).then(|| words::short_hour(hour.hour)),
            name: t!(
                "figures-hour",
                from = words::hour(hour.hour),
                to = words::hour(hour.hour + 1)
            ),
            value: value(&hour.figures, shown),
            then: then(hour.hour),
            is_now: is_today && hour.hour == current,
        })
        .collect();
    let then = before.map(|before| words::day(before.from));
    rsx! {
        if let Some(then) = then.clone() {
            Legend { now: words::day(figures.from), then }
        }
        Chart { title: t!("figures-by-hour"), first: t!("figures-time"), bars, shown, currency: figures.currency, then }
    }
}

/// A chart by the day.
#[component]
fn DayBars(figures: RestaurantFigures, shown: Shown, moment: Moment) -> Element {
    let every = figures.days.len().div_ceil(8).max(1);
    let bars: Vec<Bar> = figures
        .days
        .iter()
        .enumerate()
        .map(|(index, day)| Bar {
            label: (index % every == 0).then(|| words::day(day.date)),
            name: words::day(day.date),
            value: value(&day.figures, shown),
            then: None,
            is_now: day.date == moment.today(),
        })
        .collect();
    rsx! {
        Chart { title: t!("figures-by-day"), first: t!("figures-date"), bars, shown, currency: figures.currency, then: None }
    }
}

#[component]
fn Chart(
    title: String,
    first: String,
    bars: Vec<Bar>,
    shown: Shown,
    currency: Currency,
    then: Option<String>,
) -> Element {
    let major = 10_i64.pow(u32::from(currency.minor_digits()));
    let write = use_callback(move |value| match shown {
        Shown::Sales => words::amount(value, currency),
        Shown::Orders => t!("figures-count", count = value),
    });
    let mark = use_callback(move |value: i64| match shown {
        Shown::Sales => formats().money(value / major, currency.as_str(), 0),
        Shown::Orders => formats().number(value),
    });
    let (unit, measured) = match shown {
        Shown::Sales => (major, t!("figures-sales")),
        Shown::Orders => (1, t!("figures-orders")),
    };
    rsx! {
        BarChart { title, first, bars, unit, measured, write, mark, then }
    }
}

/// Which bars are which.
#[component]
fn Legend(now: String, then: String) -> Element {
    rsx! {
        ul { class: "chart-legend", "aria-hidden": "true",
            li { span { class: "chart-key" } {now} }
            li { span { class: "chart-key", "data-then": "true" } {then} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screens::figures::samples::{day, sold};

    #[test]
    fn hours_without_a_sale_at_the_ends_are_left_out() {
        let figures = day("2026-05-04", &[(11, sold(1, 100)), (21, sold(1, 100))]);
        assert_eq!(hours(&figures, None), 10..=22);
        let lunch = day("2026-05-04", &[(12, sold(1, 100))]);
        assert_eq!(hours(&lunch, None), 3..=13);
        assert_eq!(hours(&lunch, Some(&figures)), 10..=22);
        let night = day("2026-05-04", &[(0, sold(1, 100)), (23, sold(1, 100))]);
        assert_eq!(hours(&night, None), 0..=23);
    }
}
