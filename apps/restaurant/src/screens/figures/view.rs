//! How the figures look.

use super::{
    charts::{DayBars, Hours},
    choice::Choice,
    dishes::Dishes,
    measure::{Compared, compare},
    period::{Days, Moment},
    state::{Event, Shown, State},
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
    let before = shown.before.value().cloned();
    let compared = before.as_ref().and_then(|before| compare(&figures, before, now));
    let failure = shown.before.failure().cloned();
    if figures.total.orders == 0 {
        return rsx! {
            Quiet { figures, before, is_live: shown.is_live(now.today()) }
        };
    }
    let is_one = figures.from == figures.to;
    rsx! {
        Against { compared, before: before.clone(), failure }
        Tiles { figures: figures.total, currency: figures.currency, compared }
        Card { class: "figures-part",
            div { class: "figures-part-head",
                h2 { class: "title-s", {if is_one { t!("figures-by-hour") } else { t!("figures-by-day") }} }
                Measured { shown: shown.shown, send }
            }
            if is_one {
                Hours { figures: figures.clone(), before, shown: shown.shown, moment: now }
            } else {
                DayBars { figures: figures.clone(), shown: shown.shown, moment: now }
            }
        }
        if !is_one {
            Card { class: "figures-part",
                h2 { class: "title-s", {t!("figures-by-hour-all")} }
                Hours { figures: figures.clone(), before: None, shown: shown.shown, moment: now }
            }
        }
        Dishes { state, currency: figures.currency, send }
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
            let of = if days.is_one() {
                words::day(days.from)
            } else {
                words::days(days)
            };
            match compared.until {
                Some(hour) => t!("figures-against-until", days = of, time = words::hour(hour)),
                None => t!("figures-against", days = of),
            }
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
            days = if days.is_one() {
                words::day(days.from)
            } else {
                words::days(days)
            },
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
        EmptyState { art: "clock", title, text: text.unwrap_or_else(|| t!("figures-quiet-text")) }
    }
}

/// What the charts show.
#[component]
fn Measured(shown: Shown, send: Callback<Event>) -> Element {
    let options = vec![
        RadioOption::new("sales", t!("figures-sales")),
        RadioOption::new("orders", t!("figures-orders")),
    ];
    rsx! {
        RadioGroup {
            legend: t!("figures-measured"),
            hide_legend: true,
            layout: RadioLayout::Segments,
            options,
            value: if shown == Shown::Sales { "sales" } else { "orders" },
            onchange: move |value: String| send(Event::Show(if value == "sales" { Shown::Sales } else { Shown::Orders })),
        }
    }
}
