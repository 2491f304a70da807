//! The device and the person: language, colours, sound, the other screens, signing out.

use crate::{
    alarm::{self, Sound, use_alarm},
    crew::{use_crew, use_title},
    printing::PrinterSettings,
    queue::use_queue,
    route::Route,
    wording,
};
use dioxus::prelude::*;
use foodwala_sdk::{
    RestaurantId,
    contract::{
        menu::{PublishMenu, SetAvailability},
        orders::EnterOrder,
        reporting::GetFigures,
        restaurants::{ListStaff, ReplyToReview, SetHours, UpdateRestaurant},
    },
};
use foodwala_ui::{i18n::LanguageSwitch, platform::PlatformCard, prelude::*, theme::ThemeSwitch};

/// The screen.
#[component]
pub fn More(place: RestaurantId) -> Element {
    use_title(t!("more-screen"));
    let crew = use_crew();
    let account = crew.account();
    let alarm = use_alarm();
    let sound = alarm.read().sound;
    let role = crew
        .workplace(place)
        .map(|workplace| wording::role(workplace.role))
        .unwrap_or_default();
    let name = account.map(|account| account.email).unwrap_or_default();
    let is_courier = crew.is_courier(place);
    rsx! {
        div { class: "detail more",
            h1 { class: "title-m", {t!("more-screen")} }
            Card { class: "detail-part more-person",
                Avatar { name: name.clone(), large: true }
                div {
                    p { class: "detail-name", bdi { {name} } }
                    p { class: "sheet-text", {role} }
                }
                SignOut {}
            }
            Card { flush: true, class: "more-links",
                if crew.may::<EnterOrder>(place) {
                    ListLink { href: Route::NewOrder { place }.to_string(), icon: IconName::Plus, label: t!("entry-new") }
                }
                if !is_courier {
                    ListLink { href: Route::Ended { place }.to_string(), icon: IconName::ReceiptText, label: t!("ended-title") }
                }
                if crew.may::<GetFigures>(place) {
                    ListLink { href: Route::Figures { place }.to_string(), icon: IconName::ChartColumn, label: t!("figures-title") }
                }
                if crew.may::<ReplyToReview>(place) {
                    ListLink { href: Route::Reviews { place }.to_string(), icon: IconName::Star, label: t!("ratings-title") }
                }
                if crew.may::<SetAvailability>(place) {
                    ListLink { href: Route::Stock { place }.to_string(), icon: IconName::Package, label: t!("stock-title") }
                }
                if crew.may::<PublishMenu>(place) {
                    ListLink { href: Route::Menu { place }.to_string(), icon: IconName::Utensils, label: t!("menu-title") }
                }
                if crew.may::<SetHours>(place) {
                    ListLink { href: Route::Hours { place }.to_string(), icon: IconName::CalendarClock, label: t!("hours-title") }
                }
                if crew.may::<UpdateRestaurant>(place) {
                    ListLink { href: Route::Settings { place }.to_string(), icon: IconName::Settings, label: t!("settings-title") }
                }
                if crew.may::<ListStaff>(place) {
                    ListLink { href: Route::Staff { place }.to_string(), icon: IconName::User, label: t!("staff-title") }
                }
                ListLink { href: Route::Choose {}.to_string(), icon: IconName::Store, label: t!("place-choose") }
            }
            Card { class: "detail-part",
                h2 { class: "title-s", {t!("more-device")} }
                if !is_courier {
                    Switch {
                        label: t!("sound-label"),
                        hint: t!("more-sound-hint"),
                        checked: sound != Sound::Off,
                        onchange: move |on| alarm.apply(alarm::Event::Turn(on)),
                    }
                }
                LanguageSwitch {}
                ThemeSwitch {}
            }
            if !is_courier {
                PrinterSettings {}
            }
            PlatformCard {}
        }
    }
}

/// Signing out. What is still to be sent would be lost: that is asked first.
#[component]
fn SignOut() -> Element {
    let crew = use_crew();
    let queue = use_queue();
    let toasts = use_toasts();
    let mut asks = use_signal(|| false);
    let waiting = queue.read().entries.iter().filter(|entry| entry.is_open()).count();
    let leave = move || {
        // The session is forgotten here even if the platform cannot be told; this screen goes with it.
        dioxus::core::spawn_forever(async move {
            if crew.sign_out().await.is_err() {
                toasts.show(Tone::Warning, t!("more-untold"));
            }
        });
    };
    rsx! {
        Button {
            kind: ButtonKind::Secondary,
            icon: IconName::LogOut,
            onclick: move |_| {
                if waiting > 0 {
                    asks.set(true);
                } else {
                    leave();
                }
            },
            {t!("shell-sign-out")}
        }
        Dialog {
            open: asks(),
            danger: true,
            title: t!("more-leave-title"),
            text: t!("more-leave-text", count = waiting),
            confirm: t!("shell-sign-out"),
            onconfirm: move |()| leave(),
            onclose: move |()| asks.set(false),
        }
    }
}
