//! Opening hours as restaurants state them. What they mean at an instant is worked out by the backend.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// When a restaurant is open, in its own time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OpeningHours {
    /// IANA time zone name, e.g. `Europe/Berlin`.
    pub time_zone: String,
    /// The usual week. A day that is missing is closed.
    pub weekly: Vec<DayHours>,
    /// Dates that differ from the usual week; each replaces the whole day.
    #[serde(default)]
    pub exceptions: Vec<Holiday>,
}

/// The openings of one day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DayHours {
    /// The day on which the intervals begin.
    pub day: Weekday,
    /// One or more openings, e.g. lunch and dinner.
    pub intervals: Vec<Interval>,
}

/// From opening to closing. `closes` at or before `opens` means the next day, so `18:00`–`02:00` runs over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Interval {
    /// Local time, `HH:MM`.
    #[serde(with = "hh_mm")]
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub opens: Time,
    /// Local time, `HH:MM`; `00:00` is midnight at the end of the day.
    #[serde(with = "hh_mm")]
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub closes: Time,
}

/// A date with its own hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Holiday {
    /// The local date, `YYYY-MM-DD`.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub date: Date,
    /// The openings that begin on this date; empty means closed.
    #[serde(default)]
    pub intervals: Vec<Interval>,
    /// What guests are told, e.g. `Diwali`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// Whether a restaurant takes orders at an instant, and when that changes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OpenStatus {
    /// Open at that instant.
    pub open: bool,
    /// When the current opening ends, if open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<jiff::Timestamp>,
    /// When it opens next, if closed and it does within two weeks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<jiff::Timestamp>,
}

/// `HH:MM`, the way people write opening hours.
mod hh_mm {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", time.hour(), time.minute()))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse(&text).ok_or_else(|| D::Error::custom("expected a time of day as HH:MM"))
    }

    fn parse(text: &str) -> Option<Time> {
        let (hour, minute) = text.split_once(':')?;
        if hour.len() != 2 || minute.len() != 2 {
            return None;
        }
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_written_as_hours_and_minutes() {
        let interval: Interval = serde_json::from_str(r#"{"opens":"18:00","closes":"02:30"}"#).unwrap();
        assert_eq!(
            serde_json::to_string(&interval).unwrap(),
            r#"{"opens":"18:00","closes":"02:30"}"#
        );
        for bad in ["24:00", "9:00", "09:60", "noon", ""] {
            assert!(serde_json::from_str::<Interval>(&format!(r#"{{"opens":"{bad}","closes":"10:00"}}"#)).is_err());
        }
    }
}
