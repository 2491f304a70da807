//! The top of a restaurant: its picture, name, and what one wants to know before ordering.

use super::Event;
use crate::{listing::Heart, place::use_place, route::Route, words};
use dioxus::prelude::*;
use foodwala_sdk::{Money, contract::restaurants::RestaurantView};
use foodwala_ui::{device::Shared, prelude::*};

/// Why nothing can be ordered at all, not even for later.
pub fn barred(view: &RestaurantView) -> Option<String> {
    let profile = &view.restaurant.profile;
    (profile.delivery.is_none() && !profile.pickup).then(|| t!("restaurant-takes-nothing"))
}

/// The top.
#[component]
pub fn Head(view: ReadSignal<RestaurantView>, send: Callback<Event>) -> Element {
    let view = view.read();
    let profile = &view.restaurant.profile;
    let zone = &view.restaurant.hours.time_zone;
    let here = view.here.as_ref();
    let delivery = here.and_then(|here| here.delivery.as_ref());
    let amount = |minor| money(Money::new(minor, profile.currency));
    let minutes = delivery.map_or(view.ready_in_minutes, |delivery| delivery.ready_in_minutes);
    let rating = view.restaurant.rating;
    rsx! {
        div { class: "restaurant-hero",
            Cover { image: profile.image.clone(), seed: profile.name.clone(), shape: CoverShape::Hero, muted: !view.status.open, eager: true }
            div { class: "restaurant-hero-bar",
                BackButton { href: Route::Home {}.to_string() }
                span { class: "restaurant-hero-end",
                    Share { name: profile.name.clone() }
                    Heart { id: view.restaurant.id, name: profile.name.clone() }
                }
            }
        }
        div { class: "page restaurant-head",
            h1 { class: "restaurant-name", {profile.name.clone()} }
            p { class: "restaurant-cuisines", {words::cuisines(&profile.cuisines)} }
            if !profile.description.is_empty() {
                p { class: "restaurant-description", bdi { {profile.description.clone()} } }
            }
            div { class: "restaurant-facts",
                button { r#type: "button", class: "restaurant-rating", onclick: move |_| send(Event::About(true)),
                    Rating { stars: rating.average(), count: (rating.count > 0).then_some(rating.count) }
                    span { class: "visually-hidden", {t!("restaurant-reviews-open")} }
                }
                Facts {
                    Fact { icon: IconName::Clock, label: t!("home-time-label"), strong: true, {words::around(minutes)} }
                    if let Some(delivery) = delivery {
                        Fact { icon: IconName::Bike, label: t!("home-fee-label"),
                            {if delivery.fee_minor == 0 { t!("home-free") } else { amount(delivery.fee_minor) }}
                        }
                        if delivery.minimum_order_minor > 0 {
                            Fact { {t!("restaurant-minimum", amount = amount(delivery.minimum_order_minor))} }
                        }
                        if let Some(free) = delivery.free_from_minor.filter(|_| delivery.fee_minor > 0) {
                            Fact { {t!("restaurant-free-from", amount = amount(free))} }
                        }
                    } else if profile.pickup && here.is_some() {
                        Fact { icon: IconName::Package, {t!("home-pickup-only")} }
                    }
                    if let Some(here) = here {
                        Fact { icon: IconName::MapPin, label: t!("home-distance-label"), {formats().distance(f64::from(here.distance_m))} }
                    }
                }
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, icon: IconName::Info, onclick: move |_| send(Event::About(true)),
                    {t!("restaurant-about")}
                }
            }
            Standing { view: view.clone(), zone: zone.clone() }
        }
    }
}

/// Whether it takes orders, and what else there is to know before choosing.
#[component]
fn Standing(view: RestaurantView, zone: String) -> Element {
    let place = use_place();
    let profile = &view.restaurant.profile;
    let now = device::now();
    let pause = view.restaurant.pause.as_ref().filter(|pause| pause.holds_at(now));
    let far = view.here.as_ref().is_some_and(|here| here.delivery.is_none()) && profile.delivery.is_some();
    rsx! {
        if let Some(pause) = pause {
            Banner { tone: Tone::Warning, icon: IconName::Clock, title: t!("restaurant-paused"),
                if let Some(until) = pause.until {
                    p { {t!("restaurant-paused-until", time = formats().moment(until, &zone, now))} }
                }
                if let Some(reason) = &pause.reason {
                    p { {reason.clone()} }
                }
            }
        } else if !view.status.open {
            Banner { tone: Tone::Info, icon: IconName::Clock, title: words::closed(&view.status, &zone),
                p { {t!("restaurant-order-ahead")} }
            }
        } else if let Some(closes) = view.status.closes_at.filter(|closes| closes.duration_since(now).as_mins() < 45) {
            Banner { tone: Tone::Warning, icon: IconName::Clock,
                p { {t!("restaurant-closes-soon", time = formats().time(closes, &zone))} }
            }
        }
        if place.read().is_none() {
            Banner { tone: Tone::Info, icon: IconName::MapPin,
                p { {t!("restaurant-no-place")} }
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| place.choose(), {t!("home-choose-place")} }
            }
        } else if far {
            Banner { tone: Tone::Warning, icon: IconName::MapPin,
                p { {if profile.pickup { t!("restaurant-too-far-pickup") } else { t!("restaurant-too-far") }} }
                Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| place.choose(), {t!("home-other-place")} }
            }
        }
    }
}

#[component]
fn Share(name: String) -> Element {
    let toasts = use_toasts();
    let route = use_route::<Route>();
    rsx! {
        IconButton {
            icon: IconName::Share2,
            label: t!("restaurant-share"),
            onclick: move |_| {
                let (name, url) = (name.clone(), format!("{}{}", device::origin(), route));
                spawn(async move {
                    match device::share(&name, &url).await {
                        Ok(Shared::Copied) => toasts.success(t!("restaurant-link-copied")),
                        Ok(Shared::Sent) | Err(device::ShareError::CalledOff) => {}
                        Err(device::ShareError::Unavailable) => toasts.danger(t!("restaurant-not-shared")),
                    }
                });
            },
        }
    }
}
