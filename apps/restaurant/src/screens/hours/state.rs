//! Opening hours and holidays as they are edited, without a renderer.

use foodwala_sdk::contract::hours::{DayHours, Holiday, Interval, OpeningHours, Weekday};
use foodwala_ui::sdk::Failure;
use jiff::civil::{Date, Time};

/// The days as a week begins here.
pub const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// An opening as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// `HH:MM`.
    pub opens: String,
    /// `HH:MM`.
    pub closes: String,
}

/// A date with its own hours, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Special {
    /// `YYYY-MM-DD`.
    pub date: String,
    /// What guests are told.
    pub note: String,
    /// The openings; none means closed.
    pub spans: Vec<Span>,
}

/// Which list of openings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// A day of the usual week, by its place in [`DAYS`].
    Day(usize),
    /// A date of its own, by its place.
    Special(usize),
}

/// The screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct State {
    /// The hours as the platform has them, once they came.
    pub saved: Option<OpeningHours>,
    /// The usual week.
    pub days: [Vec<Span>; 7],
    /// Dates of their own.
    pub specials: Vec<Special>,
    /// Something was changed.
    pub changed: bool,
    /// It is being saved.
    pub busy: bool,
    /// It was saved.
    pub done: bool,
    /// Why it was not.
    pub failure: Option<Failure>,
    /// Something is not filled in.
    pub incomplete: bool,
}

/// What happens.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The hours came; they do not overwrite what is being edited.
    Came(OpeningHours),
    /// One more opening.
    Add(Which),
    /// One less.
    Remove(Which, usize),
    /// Typed.
    Opens(Which, usize, String),
    /// Typed.
    Closes(Which, usize, String),
    /// The same as the day before.
    CopyDown(usize),
    /// One more date of its own.
    AddSpecial,
    /// One less.
    RemoveSpecial(usize),
    /// Typed.
    Date(usize, String),
    /// Typed.
    Note(usize, String),
    /// Save.
    Save,
    /// The platform answered.
    Saved(Result<OpeningHours, Failure>),
    /// As the platform has it.
    Discard,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Tell the platform.
    Save(OpeningHours),
}

/// Takes an event in.
pub fn reduce(state: &mut State, event: Event) -> Option<Effect> {
    match event {
        Event::Came(hours) => {
            if !state.changed && !state.busy {
                fill(state, hours);
            }
            return None;
        }
        Event::Discard => {
            if let Some(hours) = state.saved.clone() {
                fill(state, hours);
            }
            return None;
        }
        Event::Save => return save(state),
        Event::Saved(outcome) => {
            state.busy = false;
            match outcome {
                Ok(hours) => {
                    fill(state, hours);
                    state.done = true;
                }
                Err(failure) => state.failure = Some(failure),
            }
            return None;
        }
        edit => change(state, edit),
    }
    state.changed = true;
    state.done = false;
    state.incomplete = false;
    None
}

fn spans(state: &mut State, which: Which) -> Option<&mut Vec<Span>> {
    match which {
        Which::Day(day) => state.days.get_mut(day),
        Which::Special(special) => state.specials.get_mut(special).map(|special| &mut special.spans),
    }
}

fn change(state: &mut State, event: Event) {
    match event {
        Event::Add(which) => {
            if let Some(spans) = spans(state, which) {
                let (opens, closes) = if spans.is_empty() {
                    ("11:00", "22:00")
                } else {
                    ("18:00", "23:00")
                };
                spans.push(Span {
                    opens: opens.to_owned(),
                    closes: closes.to_owned(),
                });
            }
        }
        Event::Remove(which, index) => {
            if let Some(spans) = spans(state, which).filter(|spans| index < spans.len()) {
                spans.remove(index);
            }
        }
        Event::Opens(which, index, text) => {
            if let Some(span) = spans(state, which).and_then(|spans| spans.get_mut(index)) {
                span.opens = text;
            }
        }
        Event::Closes(which, index, text) => {
            if let Some(span) = spans(state, which).and_then(|spans| spans.get_mut(index)) {
                span.closes = text;
            }
        }
        Event::CopyDown(day) => {
            if let Some(before) = day.checked_sub(1).and_then(|before| state.days.get(before)).cloned() {
                state.days[day] = before;
            }
        }
        Event::AddSpecial => state.specials.push(Special::default()),
        Event::RemoveSpecial(index) if index < state.specials.len() => {
            state.specials.remove(index);
        }
        Event::Date(index, date) => {
            if let Some(special) = state.specials.get_mut(index) {
                special.date = date;
            }
        }
        Event::Note(index, note) => {
            if let Some(special) = state.specials.get_mut(index) {
                special.note = note;
            }
        }
        _ => {}
    }
}

fn fill(state: &mut State, hours: OpeningHours) {
    let typed = |interval: &Interval| Span {
        opens: typed_time(interval.opens),
        closes: typed_time(interval.closes),
    };
    let day = |day: Weekday| {
        let found = hours.weekly.iter().filter(|hours| hours.day == day);
        found.flat_map(|hours| &hours.intervals).map(typed).collect()
    };
    let special = |holiday: &Holiday| Special {
        date: holiday.date.to_string(),
        note: holiday.note.clone().unwrap_or_default(),
        spans: holiday.intervals.iter().map(typed).collect(),
    };
    *state = State {
        days: DAYS.map(day),
        specials: hours.exceptions.iter().map(special).collect(),
        saved: Some(hours),
        ..State::default()
    };
}

fn typed_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn time(text: &str) -> Option<Time> {
    let (hour, rest) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, rest.get(..2)?.parse().ok()?, 0, 0).ok()
}

fn intervals(spans: &[Span]) -> Option<Vec<Interval>> {
    let interval = |span: &Span| {
        Some(Interval {
            opens: time(&span.opens)?,
            closes: time(&span.closes)?,
        })
    };
    spans.iter().map(interval).collect()
}

fn save(state: &mut State) -> Option<Effect> {
    if state.busy {
        return None;
    }
    let hours = read(state);
    state.incomplete = hours.is_none();
    state.failure = None;
    state.done = false;
    let hours = hours?;
    state.busy = true;
    Some(Effect::Save(hours))
}

fn read(state: &State) -> Option<OpeningHours> {
    let mut weekly = Vec::new();
    for (day, spans) in DAYS.iter().zip(&state.days) {
        let intervals = intervals(spans)?;
        if !intervals.is_empty() {
            weekly.push(DayHours { day: *day, intervals });
        }
    }
    let holiday = |special: &Special| {
        let note = special.note.trim();
        Some(Holiday {
            date: special.date.parse::<Date>().ok()?,
            intervals: intervals(&special.spans)?,
            note: (!note.is_empty()).then(|| note.to_owned()),
        })
    };
    Some(OpeningHours {
        time_zone: state.saved.as_ref()?.time_zone.clone(),
        weekly,
        exceptions: state.specials.iter().map(holiday).collect::<Option<_>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours() -> OpeningHours {
        serde_json::from_str(
            r#"{"time_zone": "Europe/Berlin",
                "weekly": [{"day": "monday", "intervals": [{"opens": "11:00", "closes": "14:30"}, {"opens": "18:00", "closes": "02:00"}]}],
                "exceptions": [{"date": "2026-12-24", "intervals": [], "note": "Christmas"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn what_was_not_touched_is_saved_as_it_was() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(hours()));
        assert_eq!(reduce(&mut state, Event::Save), Some(Effect::Save(hours())));
        assert_eq!(reduce(&mut state, Event::Save), None, "once");
    }

    #[test]
    fn edits_are_not_overwritten_until_they_are_saved_or_discarded() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(hours()));
        reduce(&mut state, Event::CopyDown(1));
        reduce(&mut state, Event::Remove(Which::Day(1), 1));
        reduce(&mut state, Event::Came(hours()));
        assert!(state.changed);
        let Some(Effect::Save(new)) = reduce(&mut state, Event::Save) else {
            panic!("not saved")
        };
        assert_eq!(new.weekly.len(), 2);
        assert_eq!(new.weekly[1].intervals.len(), 1);
        reduce(&mut state, Event::Saved(Ok(new)));
        assert!(state.done && !state.changed);
        reduce(&mut state, Event::Add(Which::Day(2)));
        reduce(&mut state, Event::Discard);
        assert!(state.days[2].is_empty() && !state.changed);
    }

    #[test]
    fn a_holiday_without_a_date_is_not_sent() {
        let mut state = State::default();
        reduce(&mut state, Event::Came(hours()));
        reduce(&mut state, Event::AddSpecial);
        assert_eq!(reduce(&mut state, Event::Save), None);
        assert!(state.incomplete && !state.busy);
        reduce(&mut state, Event::Date(1, "2027-01-01".to_owned()));
        assert!(matches!(reduce(&mut state, Event::Save), Some(Effect::Save(hours)) if hours.exceptions.len() == 2));
    }
}
