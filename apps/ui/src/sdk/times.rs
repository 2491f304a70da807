//! When food is wanted: as soon as possible, or at one of the times that the platform offers.

use crate::{components::*, device, format::formats, t};
use dioxus::prelude::*;
use foodwala_sdk::{
    Timestamp,
    contract::{orders::FulfilmentKind, restaurants::Slots},
};

/// The times of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day, as the reader writes it.
    pub name: String,
    /// Its times.
    pub times: Vec<Timestamp>,
}

/// Times by their day, in order; `name` says how a day is written.
pub fn days(times: impl IntoIterator<Item = Timestamp>, name: impl Fn(Timestamp) -> String) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for time in times {
        let name = name(time);
        match days.last_mut() {
            Some(day) if day.name == name => day.times.push(time),
            _ => days.push(Day {
                name,
                times: vec![time],
            }),
        }
    }
    days
}

/// What can be chosen, with what is chosen already: a time may be offered no more since then, and is still to be seen.
fn choosable(offered: &[Timestamp], wanted: Option<Timestamp>) -> Vec<Timestamp> {
    let mut times = offered.to_vec();
    times.extend(wanted);
    times.sort_unstable();
    times.dedup();
    times
}

/// The choice of when it is wanted: none is as soon as possible.
#[component]
pub fn WantedTime(
    /// The times that are offered.
    slots: Slots,
    /// How the food reaches the guest.
    kind: FulfilmentKind,
    /// When it would be there as soon as possible, if that is known better than the times say.
    #[props(default)]
    soonest: Option<Timestamp>,
    /// What is chosen.
    wanted: Option<Timestamp>,
    /// Nothing can be changed.
    #[props(default)]
    disabled: bool,
    /// Another choice.
    onchange: EventHandler<Option<Timestamp>>,
) -> Element {
    let zone = slots.time_zone.clone();
    let days = days(choosable(&slots.items, wanted), |time| formats().day(time, &zone));
    let (early, first) = (slots.soonest, slots.items.first().copied());
    let chosen_day = wanted
        .and_then(|wanted| days.iter().position(|day| day.times.contains(&wanted)))
        .unwrap_or_default();
    let asap = match (early.or(soonest.filter(|_| wanted.is_none())), kind) {
        (Some(at), FulfilmentKind::Delivery) => t!("ui-asap-at", time = formats().time(at, &zone)),
        (Some(at), FulfilmentKind::Pickup) => t!("ui-asap-ready", time = formats().time(at, &zone)),
        (None, _) => t!("ui-asap-closed"),
    };
    let later = match wanted {
        Some(wanted) => formats().moment(wanted, &zone, device::now()),
        None => t!("ui-later-hint"),
    };
    let options = vec![
        RadioOption::new("now", t!("ui-asap"))
            .hint(asap)
            .icon(IconName::Clock)
            .disabled(disabled || (early.is_none() && wanted.is_some())),
        RadioOption::new("later", t!("ui-later"))
            .hint(later)
            .icon(IconName::CalendarClock)
            .disabled(disabled || first.is_none()),
    ];
    let day_choices: Vec<Choice> = days
        .iter()
        .enumerate()
        .map(|(index, day)| Choice::new(index.to_string(), day.name.clone()))
        .collect();
    let times = days.get(chosen_day).map(|day| day.times.as_slice()).unwrap_or_default();
    let time_choices: Vec<Choice> = times
        .iter()
        .map(|at| Choice::new(at.to_string(), formats().time(*at, &zone)))
        .collect();
    rsx! {
        RadioGroup {
            legend: t!("ui-when"),
            hide_legend: true,
            layout: RadioLayout::Cards,
            options,
            value: if wanted.is_some() { "later" } else { "now" },
            onchange: move |choice: String| onchange.call(if choice == "later" { first } else { None }),
        }
        if let Some(wanted) = wanted {
            div { class: "field-pair",
                Select {
                    label: t!("ui-day"),
                    options: day_choices,
                    value: chosen_day.to_string(),
                    disabled,
                    onchange: move |index: String| {
                        let day = index.parse().ok().and_then(|index: usize| days.get(index));
                        if let Some(first) = day.and_then(|day| day.times.first()) {
                            onchange.call(Some(*first));
                        }
                    },
                }
                Select {
                    label: t!("ui-time"),
                    options: time_choices,
                    value: wanted.to_string(),
                    disabled,
                    onchange: move |at: String| {
                        if let Ok(at) = at.parse() {
                            onchange.call(Some(at));
                        }
                    },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(hours * 3600).unwrap()
    }

    #[test]
    fn times_are_put_under_their_days() {
        let days = days([at(1), at(2), at(25)], |time| (time.as_second() / 86_400).to_string());
        assert_eq!(days.len(), 2);
        assert_eq!((days[0].times.len(), days[1].name.as_str()), (2, "1"));
    }

    #[test]
    fn what_is_chosen_stays_to_be_seen() {
        assert_eq!(choosable(&[at(2), at(3)], Some(at(1))), [at(1), at(2), at(3)]);
        assert_eq!(choosable(&[at(2), at(3)], Some(at(3))), [at(2), at(3)]);
    }
}
