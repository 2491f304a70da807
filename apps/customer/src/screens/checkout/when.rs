//! When it is wanted: as soon as possible, or at one of the times that the platform offers.

use super::state::{Event, State};
use dioxus::prelude::*;
use foodwala_sdk::{Timestamp, contract::orders::FulfilmentKind};
use foodwala_ui::{components::*, device, format::formats, t};

/// The times of one day, with the day as it is written.
fn by_day(times: &[Timestamp], zone: &str) -> Vec<(String, Vec<Timestamp>)> {
    let mut days: Vec<(String, Vec<Timestamp>)> = Vec::new();
    for time in times {
        let name = formats().day(*time, zone);
        match days.last_mut() {
            Some((day, times)) if *day == name => times.push(*time),
            _ => days.push((name, vec![*time])),
        }
    }
    days
}

/// When it is wanted.
#[component]
pub fn When(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let Some(slots) = &state.slots else { return rsx! {} };
    let zone = slots.time_zone.clone();
    let days = by_day(&slots.items, &zone);
    let wanted = state.form.wanted;
    let now = device::now();
    let soonest = slots.soonest.or(state
        .quoting
        .quote()
        .filter(|_| wanted.is_none())
        .map(|quote| quote.promised_at));
    let (early, first) = (slots.soonest, slots.items.first().copied());
    let chosen_day = wanted
        .and_then(|wanted| days.iter().position(|(_, times)| times.contains(&wanted)))
        .unwrap_or_default();
    let asap = match (soonest, state.form.kind) {
        (Some(at), FulfilmentKind::Delivery) => t!("checkout-asap-at", time = formats().time(at, &zone)),
        (Some(at), FulfilmentKind::Pickup) => t!("checkout-asap-ready", time = formats().time(at, &zone)),
        (None, _) => t!("checkout-asap-closed"),
    };
    let later = match wanted {
        Some(wanted) => formats().moment(wanted, &zone, now),
        None => t!("checkout-later-hint"),
    };
    let options = vec![
        RadioOption::new("now", t!("checkout-asap"))
            .hint(asap)
            .icon(IconName::Clock)
            .disabled(early.is_none() && wanted.is_some()),
        RadioOption::new("later", t!("checkout-later"))
            .hint(later)
            .icon(IconName::CalendarClock)
            .disabled(first.is_none()),
    ];
    let day_choices: Vec<Choice> = days
        .iter()
        .enumerate()
        .map(|(index, (name, _))| Choice::new(index.to_string(), name.clone()))
        .collect();
    let time_choices: Vec<Choice> = days
        .get(chosen_day)
        .map(|(_, times)| {
            times
                .iter()
                .map(|at| Choice::new(at.to_string(), formats().time(*at, &zone)))
                .collect()
        })
        .unwrap_or_default();
    rsx! {
        Section { title: t!("checkout-when"),
            RadioGroup {
                legend: t!("checkout-when"),
                hide_legend: true,
                layout: RadioLayout::Cards,
                options,
                value: if wanted.is_some() { "later" } else { "now" },
                onchange: move |choice: String| send(Event::Wanted(if choice == "later" { first } else { None })),
            }
            if let Some(wanted) = wanted {
                div { class: "checkout-pair",
                    Select {
                        label: t!("checkout-day"),
                        options: day_choices,
                        value: chosen_day.to_string(),
                        onchange: move |index: String| {
                            let day = index.parse().ok().and_then(|index: usize| days.get(index));
                            if let Some(first) = day.and_then(|(_, times)| times.first()) {
                                send(Event::Wanted(Some(*first)));
                            }
                        },
                    }
                    Select {
                        label: t!("checkout-time"),
                        options: time_choices,
                        value: wanted.to_string(),
                        onchange: move |at: String| {
                            if let Ok(at) = at.parse() {
                                send(Event::Wanted(Some(at)));
                            }
                        },
                    }
                }
            }
        }
    }
}
