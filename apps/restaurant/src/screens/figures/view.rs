//! How the figures look.

use super::{
    charts::Charts,
    choice::Choice,
    dishes::Dishes,
    measure::{Compared, compare},
    period::{Days, Moment},
    state::{Event, State},
    tiles::Tiles,
    words,
};
use dioxus::prelude::*;
use foodwala_sdk::{ErrorCode, contract::reporting::RestaurantFigures};
use foodwala_ui::{
    prelude::*,
    sdk::{Failure, FailureBanner},
};

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, moment: Callback<(), Moment>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let figures = shown.figures.value().cloned();
    let failure = shown.figures.failure().cloned();
    let refresh = move |()| send(Event::Refresh(moment(())));
    rsx! {
        div { class: "figures",
            Head { state, moment, send }
            Choice { state, moment, send }
            match (figures, failure) {
                (Some(figures), failure) => rsx! {
                    if let Some(failure) = failure {
                        FailureBanner { failure, onretry: refresh }
                    }
                    Body { state, figures, moment, send }
                },
                (None, Some(failure)) if failure.code() == Some(&ErrorCode::InvalidParameter) => rsx! {
                    EmptyState { art: "clock", title: t!("figures-own-refused"), text: t!("figures-own-refused-text") }
                },
                (None, Some(failure)) => rsx! {
                    FailureState { failure, onretry: refresh }
                },
                (None, None) => rsx! {
                    Loading { class: "figures-loading",
                        div { class: "tiles",
                            for tile in 0..5 {
                                div { key: "{tile}", class: "tile",
                                    Skeleton {}
                                    Skeleton { shape: SkeletonShape::Title }
                                }
                            }
                        }
                        Card { Skeleton { shape: SkeletonShape::Row, count: 3 } }
                    }
                },
            }
        }
    }
}

/// What is shown, how fresh it is, and looking again.
#[component]
fn Head(state: ReadSignal<State>, moment: Callback<(), Moment>, send: Callback<Event>) -> Element {
    let shown = state.read();
    let figures = shown.figures.value();
    let is_live = shown.is_live(moment(()).today());
    rsx! {
        div { class: "figures-head",
            div {
                h1 { class: "title-m", {t!("figures-title")} }
                if let Some(figures) = figures {
                    p { class: "figures-days",
                        {words::days(Days { from: figures.from, to: figures.to })}
                        span { class: "figures-zone", {t!("figures-zone", zone = figures.time_zone.clone())} }
                    }
                }
            }
            div { class: "figures-fresh",
                if let (Some(at), Some(figures)) = (shown.as_of, figures) {
                    span { class: "figures-as-of", "data-live": is_live.to_string(),
                        {t!("figures-as-of", time = formats().time(at, &figures.time_zone))}
                    }
                }
                IconButton {
                    id: "figures-refresh",
                    icon: IconName::RotateCcw,
                    label: t!("figures-refresh"),
                    kind: ButtonKind::Secondary,
                    onclick: move |_| send(Event::Refresh(moment(()))),
                }
            }
        }
    }
}

#[component]
fn Body(
    state: ReadSignal<State>,
    figures: RestaurantFigures,
    moment: Callback<(), Moment>,
    send: Callback<Event>,
) -> Element {
    let shown = state.read();
    let now = moment(());
    let told = shown.before.value().cloned();
    let failure = shown.before.failure().cloned();
    // Nothing is gained by holding figures against nothing.
    let before = told.clone().filter(|before| before.total.orders > 0);
    let compared = before.as_ref().and_then(|before| compare(&figures, before, now));
    if figures.total.orders == 0 {
        return rsx! {
            Quiet { figures, before, is_live: shown.is_live(now.today()) }
        };
    }
    rsx! {
        Against { compared, before: told, failure }
        Tiles { figures: figures.total, currency: figures.currency, compared }
        div { class: "figures-columns",
            Charts { figures: figures.clone(), before, shown: shown.shown, moment: now, send }
            Dishes { state, currency: figures.currency, send }
        }
    }
}

/// Days within a sentence.
fn named(days: Days) -> String {
    if days.is_one() {
        words::day(days.from)
    } else {
        words::days(days)
    }
}

/// What the figures are held against.
#[component]
fn Against(compared: Option<Compared>, before: Option<RestaurantFigures>, failure: Option<Failure>) -> Element {
    let text = match (compared, &before, failure) {
        (Some(compared), Some(before), _) => {
            let days = Days {
                from: before.from,
                to: before.to,
            };
            match compared.until {
                Some(hour) => t!("figures-against-until", days = named(days), time = words::hour(hour)),
                None => t!("figures-against", days = named(days)),
            }
        }
        (None, Some(before), _) if before.total.orders == 0 => {
            let days = Days {
                from: before.from,
                to: before.to,
            };
            t!("figures-against-nothing", days = named(days))
        }
        (None, None, Some(_)) => t!("figures-against-failed"),
        _ => return rsx! {},
    };
    rsx! {
        p { class: "figures-against", {text} }
    }
}

/// Nobody has ordered.
#[component]
fn Quiet(figures: RestaurantFigures, before: Option<RestaurantFigures>, is_live: bool) -> Element {
    let text = before.filter(|before| before.total.orders > 0).map(|before| {
        let days = Days {
            from: before.from,
            to: before.to,
        };
        t!(
            "figures-quiet-before",
            days = named(days),
            count = before.total.orders,
            amount = words::amount(before.total.sales_minor, before.currency)
        )
    });
    let title = match (is_live, figures.from == figures.to) {
        (true, _) => t!("figures-quiet-today"),
        (false, true) => t!("figures-quiet-day"),
        (false, false) => t!("figures-quiet-days"),
    };
    rsx! {
        EmptyState { art: "clock", title, text: text.or_else(|| is_live.then(|| t!("figures-quiet-text"))) }
    }
}
