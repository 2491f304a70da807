//! When the guest wants it: as soon as possible, or at a time that the platform offers.

use super::{Event, State};
use crate::{
    basket::{self, use_basket},
    place::areas::TIME_ZONE,
};
use dioxus::prelude::*;
use foodwala_sdk::Timestamp;
use foodwala_ui::{prelude::*, sdk::times::days};

/// What is chosen, and the sheet to choose in.
#[component]
pub fn When(state: Signal<State>, send: Callback<Event>) -> Element {
    let basket = use_basket();
    let chosen = basket.read().kept.scheduled_for;
    let zone = zone(&state.read());
    let said = match chosen {
        Some(at) => formats().moment(at, &zone, device::now()),
        None => t!("basket-soon"),
    };
    rsx! {
        button { r#type: "button", class: "basket-row", onclick: move |_| send(Event::Times(true)),
            Icon { name: IconName::CalendarClock, size: IconSize::Small }
            span { class: "choice-label",
                span { class: "basket-row-label", {t!("basket-when")} }
                span { {said} }
            }
            Icon { name: IconName::ChevronRight }
        }
        Sheet { open: state.read().choosing_time, title: t!("basket-when"), onclose: move |()| send(Event::Times(false)),
            Times { state, send, chosen }
        }
    }
}

fn zone(state: &State) -> String {
    state
        .slots
        .value()
        .map_or_else(|| TIME_ZONE.to_owned(), |slots| slots.time_zone.clone())
}

#[component]
fn Times(state: Signal<State>, send: Callback<Event>, chosen: Option<Timestamp>) -> Element {
    let basket = use_basket();
    let mut day = use_signal(|| 0);
    let shown = state.read();
    let zone = zone(&shown);
    let choose = move |at: Option<Timestamp>| {
        basket.apply(basket::Event::Schedule(at));
        send(Event::Times(false));
    };
    if let Loadable::Failed(failure) = &shown.slots {
        return rsx! {
            FailureState { failure: failure.clone(), onretry: move |()| send(Event::Times(true)) }
        };
    }
    let Some(slots) = shown.slots.value() else {
        return rsx! { Loading { Skeleton { shape: SkeletonShape::Row, count: 4 } } };
    };
    let days = days(slots.items.iter().copied(), |time| formats().day(time, &zone));
    let times = days.get(day()).map(|day| day.times.clone()).unwrap_or_default();
    rsx! {
        div { class: "times",
            if let Some(soonest) = slots.soonest {
                button { r#type: "button", class: "basket-row", "aria-pressed": chosen.is_none().to_string(), onclick: move |_| choose(None),
                    Icon { name: IconName::Timer, size: IconSize::Small }
                    span { class: "choice-label",
                        span { {t!("basket-soon")} }
                        span { class: "basket-row-label", {t!("basket-soonest", time = formats().moment(soonest, &zone, device::now()))} }
                    }
                }
            } else {
                p { {t!("basket-not-now")} }
            }
            if days.is_empty() {
                p { {t!("basket-no-times")} }
            }
            ChipRow { label: t!("basket-days"),
                for (index , entry) in days.iter().enumerate() {
                    Chip { key: "{entry.name}", selected: index == day(), onclick: move |()| day.set(index), {entry.name.clone()} }
                }
            }
            ul { class: "times-list",
                for time in times {
                    li { key: "{time}",
                        Chip { selected: chosen == Some(time), onclick: move |()| choose(Some(time)), {formats().time(time, &zone)} }
                    }
                }
            }
        }
    }
}
