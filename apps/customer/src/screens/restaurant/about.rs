//! Hours, address and reviews of a restaurant.

use super::{Event, State};
use crate::words;
use dioxus::prelude::*;
use foodwala_sdk::contract::{
    hours::{Interval, OpeningHours, Weekday},
    restaurants::RestaurantView,
};
use foodwala_ui::{format, prelude::*, sdk::FailureBanner};

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The sheet.
#[component]
pub fn About(state: Signal<State>, view: RestaurantView, send: Callback<Event>) -> Element {
    let shown = state.read();
    let profile = &view.restaurant.profile;
    let address = &profile.address;
    rsx! {
        Sheet { open: shown.about, wide: true, title: profile.name.clone(), onclose: move |()| send(Event::About(false)),
            div { class: "about",
                Section { title: t!("restaurant-hours"), level: 3,
                    Hours { hours: view.restaurant.hours.clone() }
                }
                Section { title: t!("restaurant-address"), level: 3,
                    address { class: "about-address",
                        p { {address.street.clone()} }
                        p { {address.postal_code.clone()} " " {address.city.clone()} }
                        if !profile.phone.is_empty() {
                            Button { kind: ButtonKind::Secondary, icon: IconName::Phone, href: "tel:{profile.phone}",
                                bdi { {profile.phone.clone()} }
                            }
                        }
                    }
                }
                Section { title: t!("restaurant-reviews"), level: 3,
                    Reviews { state, send }
                }
            }
        }
    }
}

/// The usual week, and the days ahead that differ.
#[component]
fn Hours(hours: OpeningHours) -> Element {
    let none: &[Interval] = &[];
    let of = |day| {
        hours
            .weekly
            .iter()
            .find(|known| known.day == day)
            .map_or(none, |known| &known.intervals)
    };
    let today = formats().weekday(device::now(), &hours.time_zone);
    let date = format::local(device::now(), &hours.time_zone).date();
    let mut ahead: Vec<_> = hours.exceptions.iter().filter(|holiday| holiday.date >= date).collect();
    ahead.sort_by_key(|holiday| holiday.date);
    rsx! {
        table { class: "hours",
            caption { class: "visually-hidden", {t!("restaurant-hours")} }
            tbody {
                for (index , day) in WEEK.into_iter().enumerate() {
                    tr { key: "{index}", "data-today": (words::weekday(day) == today).then_some("true"),
                        th { scope: "row", {words::weekday(day)} }
                        td { {spans(of(day))} }
                    }
                }
                for holiday in ahead {
                    tr { key: "{holiday.date}", class: "hours-holiday",
                        th { scope: "row",
                            {formats().calendar_day(holiday.date)}
                            if let Some(note) = &holiday.note {
                                " · "
                                bdi { {note.clone()} }
                            }
                        }
                        td { {spans(&holiday.intervals)} }
                    }
                }
            }
        }
    }
}

fn spans(intervals: &[Interval]) -> Element {
    if intervals.is_empty() {
        return rsx! { span { class: "hours-closed", {t!("restaurant-closed")} } };
    }
    rsx! {
        for (index , interval) in intervals.iter().enumerate() {
            bdi { key: "{index}", class: "hours-span", {span(*interval)} }
        }
    }
}

fn span(Interval { opens, closes }: Interval) -> String {
    if opens == closes {
        return t!("restaurant-around-the-clock");
    }
    let formats = formats();
    format!("{}–{}", formats.time_of_day(opens), formats.time_of_day(closes))
}

#[component]
fn Reviews(state: Signal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let reviews = shown.reviews.value().map(Vec::as_slice).unwrap_or_default();
    rsx! {
        if let Some(failure) = shown.reviews.failure() {
            FailureBanner { failure: failure.clone(), onretry: move |()| send(Event::About(true)) }
        }
        if reviews.is_empty() && shown.reviews.is_loading() {
            Loading { Skeleton { count: 4 } }
        }
        if reviews.is_empty() && matches!(shown.reviews, Loadable::Ready(_)) {
            p { {t!("restaurant-no-reviews")} }
        }
        ul { class: "reviews",
            for (index , review) in reviews.iter().enumerate() {
                li { key: "{index}", class: "review-row",
                    div { class: "review-row-head",
                        span { class: "review-row-author",
                            bdi { {if review.author.is_empty() { t!("restaurant-former-guest") } else { review.author.clone() }} }
                        }
                        Rating { stars: f64::from(review.stars) }
                        Ago { at: review.at }
                    }
                    if let Some(comment) = &review.comment {
                        p { bdi { {comment.clone()} } }
                    }
                    if let Some(reply) = &review.reply {
                        div { class: "review-row-reply",
                            p { class: "review-row-head",
                                span { class: "review-row-author", {t!("restaurant-reply")} }
                                Ago { at: reply.at }
                            }
                            p { bdi { {reply.text.clone()} } }
                        }
                    }
                }
            }
        }
        if shown.has_more_reviews() {
            Button { kind: ButtonKind::Secondary, busy: shown.reviews.is_loading(), onclick: move |_| send(Event::MoreReviews), {t!("restaurant-more-reviews")} }
        }
    }
}
