//! The bar above the screens: which restaurant, whether it takes orders, whether the board is live, the sound, the time.

use super::switch::Switch;
use crate::{
    alarm::{self, Sound, use_alarm},
    board::use_board,
    clock::use_clock,
    crew::use_crew,
    queue::use_queue,
    route::Route,
    shop::use_shop,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::{orders::EnterOrder, restaurants::PauseRestaurant},
};
use foodwala_ui::prelude::*;

/// The bar.
#[component]
pub fn Bar(place: RestaurantId, pausing: Signal<bool>) -> Element {
    rsx! {
        header { class: "bar",
            Switch { place }
            State { place, pausing }
            Live {}
            div { class: "bar-end",
                NewOrder { place }
                SoundSwitch {}
                Time {}
            }
        }
    }
}

/// Whether the restaurant takes orders; staff who may change that can press it.
#[component]
fn State(place: RestaurantId, pausing: Signal<bool>) -> Element {
    let crew = use_crew();
    let shop = use_shop();
    let clock = use_clock();
    let mut pausing = pausing;
    let minute = use_memo(move || clock.now().as_second() / 60);
    let Some(view) = shop.get() else { return rsx! {} };
    let now = foodwala_sdk::Timestamp::from_second(minute() * 60).unwrap_or_default();
    let restaurant = &view.restaurant;
    let pause = restaurant.pause.as_ref().filter(|pause| pause.holds_at(now));
    let (tone, text) = if let Some(pause) = pause {
        let text = match pause.until {
            Some(until) => t!(
                "bar-paused-until",
                time = formats().time(until, &restaurant.hours.time_zone)
            ),
            None => t!("bar-paused"),
        };
        ("danger", text)
    } else if !view.status.open {
        ("neutral", t!("bar-closed"))
    } else if restaurant.busy_extra_minutes > 0 {
        ("warning", t!("bar-busy", minutes = restaurant.busy_extra_minutes))
    } else {
        ("success", t!("bar-open"))
    };
    if !crew.may::<PauseRestaurant>(place) {
        return rsx! {
            span { class: "bar-state", "data-tone": tone, {text} }
        };
    }
    rsx! {
        button {
            r#type: "button",
            id: "bar-state",
            class: "bar-state",
            "data-tone": tone,
            "aria-haspopup": "dialog",
            onclick: move |_| pausing.set(true),
            span { class: "bar-dot", "aria-hidden": "true" }
            {text}
            Icon { name: IconName::ChevronDown }
        }
    }
}

/// Whether events arrive, and how much waits.
#[component]
fn Live() -> Element {
    let board = use_board();
    let queue = use_queue();
    let online = device::use_online();
    // The stream notices a lost connection late; the device knows.
    let connected = board.read().connected && online();
    let waiting = queue.read().entries.iter().filter(|entry| entry.is_open()).count();
    rsx! {
        span { class: "bar-live", "data-live": connected.to_string(), role: "status",
            Icon { name: if connected { IconName::CircleCheck } else { IconName::WifiOff }, size: IconSize::Small }
            span { class: "bar-live-text", {if connected { t!("bar-live") } else { t!("bar-not-live") }} }
            if waiting > 0 {
                span { class: "bar-waiting", {t!("bar-waiting", count = waiting)} }
            }
        }
    }
}

#[component]
fn SoundSwitch() -> Element {
    let alarm = use_alarm();
    let sound = alarm.read().sound;
    let (icon, label) = match sound {
        Sound::On => (IconName::Bell, t!("sound-on")),
        Sound::Blocked => (IconName::TriangleAlert, t!("sound-blocked")),
        Sound::Off => (IconName::BellOff, t!("sound-off")),
    };
    rsx! {
        button {
            r#type: "button",
            id: "sound",
            class: "bar-sound",
            "data-sound": match sound {
                Sound::On => "on",
                Sound::Blocked => "blocked",
                Sound::Off => "off",
            },
            "aria-pressed": (sound != Sound::Off).to_string(),
            "aria-label": t!("sound-label"),
            onclick: move |_| alarm.apply(alarm::Event::Press),
            Icon { name: icon, size: IconSize::Small }
            span { {label} }
        }
    }
}

/// To entering an order, from wherever one is: the telephone does not wait.
#[component]
fn NewOrder(place: RestaurantId) -> Element {
    let crew = use_crew();
    let route = use_route::<Route>();
    if !crew.may::<EnterOrder>(place) {
        return rsx! {};
    }
    rsx! {
        Anchor {
            href: Route::NewOrder { place }.to_string(),
            class: "bar-new",
            id: "new-order",
            current: matches!(route, Route::NewOrder { .. }),
            Icon { name: IconName::Plus, size: IconSize::Small }
            span { {t!("entry-new")} }
        }
    }
}

/// What time it is at the restaurant.
#[component]
fn Time() -> Element {
    let clock = use_clock();
    let shop = use_shop();
    let zone = shop.zone();
    let minute = use_memo(move || clock.now().as_second() / 60);
    let now = foodwala_sdk::Timestamp::from_second(minute() * 60).unwrap_or_default();
    rsx! {
        time { class: "bar-time", {formats().time(now, &zone)} }
    }
}
