//! The sheet for taking no orders for a while, and for busy times.

mod state;

use crate::{
    crew::use_crew,
    route::Route,
    shop::{Shop, use_shop},
};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::restaurants::{SetBusyRequest, SetHours},
};
use foodwala_ui::{
    prelude::*,
    sdk::{
        Failure, FailureBanner,
        calls::{Calls, use_calls},
    },
};
use state::{Effect, Event, Span, State, reduce};

/// Pauses to choose from, minutes.
const PAUSES: [i64; 4] = [15, 30, 60, 120];
/// Minutes that the kitchen may need more.
const BUSY: [u32; 5] = [0, 10, 20, 30, 45];

#[derive(Clone, Copy)]
struct Screen {
    state: Signal<State>,
    place: RestaurantId,
    calls: Calls,
    shop: Shop,
}

impl Screen {
    fn send(mut self, event: Event) {
        let Some(effect) = reduce(&mut self.state.write(), event) else {
            return;
        };
        spawn(async move {
            let restaurants = self.calls.client().restaurants();
            let answer = match effect {
                Effect::Pause(pause) => restaurants.pause(self.place, &pause).await,
                Effect::Resume => restaurants.resume(self.place).await,
                Effect::Busy(extra_minutes) => {
                    restaurants
                        .set_busy(self.place, &SetBusyRequest { extra_minutes })
                        .await
                }
            };
            let outcome = answer.map(|restaurant| self.shop.changed(restaurant));
            self.send(Event::Done(outcome.map_err(Failure::from)));
        });
    }
}

/// The sheet.
#[component]
pub fn PauseSheet(place: RestaurantId, open: Signal<bool>) -> Element {
    let mut open = open;
    let shop = use_shop();
    let crew = use_crew();
    let screen = Screen {
        state: use_signal(State::default),
        place,
        calls: use_calls(),
        shop,
    };
    if !open() {
        return rsx! {};
    }
    let Some(view) = shop.get() else { return rsx! {} };
    let restaurant = view.restaurant;
    let pause = restaurant.pause.clone().filter(|pause| pause.holds_at(device::now()));
    let state = screen.state.read();
    rsx! {
        Sheet { open: true, title: t!("pause-title"), onclose: move |()| open.set(false),
            div { class: "stack",
                if let Some(failure) = &state.failure {
                    FailureBanner { failure: failure.clone() }
                }
                if let Some(pause) = &pause {
                    Banner { tone: Tone::Danger, icon: IconName::Clock,
                        p {
                            {match pause.until {
                                Some(until) => t!("pause-now-until", time = formats().time(until, &restaurant.hours.time_zone)),
                                None => t!("pause-now"),
                            }}
                        }
                    }
                    Button {
                        wide: true,
                        size: ButtonSize::Large,
                        id: "resume",
                        busy: state.busy,
                        icon: IconName::Store,
                        onclick: move |_| screen.send(Event::Resume),
                        {t!("pause-resume")}
                    }
                }
                Section { title: t!("pause-for"), level: 3, text: t!("pause-for-text"),
                    div { class: "pause-spans",
                        for minutes in PAUSES {
                            Button {
                                key: "{minutes}",
                                kind: ButtonKind::Secondary,
                                disabled: state.busy,
                                onclick: move |_| screen.send(Event::Pause(Span::Minutes(minutes), device::now())),
                                {formats().minutes(u32::try_from(minutes).unwrap_or_default())}
                            }
                        }
                        Button {
                            kind: ButtonKind::Secondary,
                            disabled: state.busy,
                            onclick: move |_| screen.send(Event::Pause(Span::Open, device::now())),
                            {t!("pause-open")}
                        }
                    }
                }
                Section { title: t!("busy-title"), level: 3, text: t!("busy-text"),
                    div { class: "pause-spans", role: "group", "aria-label": t!("busy-title"),
                        for minutes in BUSY {
                            Chip {
                                key: "{minutes}",
                                selected: restaurant.busy_extra_minutes == minutes,
                                disabled: state.busy,
                                onclick: move |()| screen.send(Event::Busy(minutes)),
                                {if minutes == 0 { t!("busy-none") } else { t!("busy-plus", minutes = minutes) }}
                            }
                        }
                    }
                }
                if crew.may::<SetHours>(place) {
                    PauseHours { place, onclose: move |()| open.set(false) }
                }
            }
        }
    }
}

#[component]
fn PauseHours(place: RestaurantId, onclose: EventHandler<()>) -> Element {
    rsx! {
        Button {
            kind: ButtonKind::Quiet,
            icon: IconName::CalendarClock,
            href: Route::Hours { place }.to_string(),
            onclick: move |_| onclose.call(()),
            {t!("pause-hours")}
        }
    }
}
