//! Opening hours from `Mon-Thu 12:00-15:00 17:00-22:30`.

use super::{ContentError, text::wrong};
use foodwala_contract::hours::{DayHours, Interval, Weekday};
use jiff::civil::Time;

const WEEK: [(&str, Weekday); 7] = [
    ("Mon", Weekday::Monday),
    ("Tue", Weekday::Tuesday),
    ("Wed", Weekday::Wednesday),
    ("Thu", Weekday::Thursday),
    ("Fri", Weekday::Friday),
    ("Sat", Weekday::Saturday),
    ("Sun", Weekday::Sunday),
];

/// The usual week from lines that each name a day, or a first and a last day, and their openings.
pub(super) fn weekly(place: &str, lines: &[String]) -> Result<Vec<DayHours>, ContentError> {
    let mut week = Vec::new();
    for line in lines {
        let malformed = || wrong(place, line, "days with opening hours");
        let mut words = line.split(' ');
        let days = days(words.next().unwrap_or_default()).ok_or_else(malformed)?;
        let intervals = words.map(interval).collect::<Option<Vec<_>>>().ok_or_else(malformed)?;
        week.extend(days.into_iter().map(|day| DayHours {
            day,
            intervals: intervals.clone(),
        }));
    }
    week.sort_by_key(|hours| hours.day);
    Ok(week)
}

fn days(text: &str) -> Option<Vec<Weekday>> {
    let number = |name| WEEK.iter().position(|(known, _)| *known == name);
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (number(first)?, number(last)?);
    // `Sun-Thu` goes round the end of the week.
    let count = (last + WEEK.len() - first) % WEEK.len() + 1;
    Some(
        WEEK.iter()
            .cycle()
            .skip(first)
            .take(count)
            .map(|(_, day)| *day)
            .collect(),
    )
}

fn interval(text: &str) -> Option<Interval> {
    let (opens, closes) = text.split_once('-')?;
    Some(Interval {
        opens: time(opens)?,
        closes: time(closes)?,
    })
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_make_a_week() {
        let week = weekly(
            "",
            &["Sun-Tue 12:00-15:00 18:00-02:00".into(), "Fri 11:00-22:30".into()],
        )
        .unwrap();
        let days: Vec<Weekday> = week.iter().map(|hours| hours.day).collect();
        assert_eq!(
            days,
            [Weekday::Monday, Weekday::Tuesday, Weekday::Friday, Weekday::Sunday]
        );
        assert_eq!(week[0].intervals.len(), 2);
        for bad in ["", "Xyz 12:00-13:00", "Mon 12-13", "Mon 12:00", "Mon 25:00-26:00"] {
            assert!(weekly("", &[bad.into()]).is_err(), "{bad}");
        }
    }
}
