//! How the figures of all restaurants look.

use super::state::{Branch, Event, State, Total};
use crate::{
    route::Route,
    screens::figures::{
        Periods,
        measure::{self, percent},
        words,
    },
};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let shown = state.read();
    if shown.branches.is_empty() {
        return rsx! {
            EmptyState { art: "locked", level: 1, title: t!("branches-none"), text: t!("branches-none-text"),
                Button { href: Route::Choose {}.to_string(), {t!("place-choose")} }
            }
        };
    }
    let totals = shown.totals();
    rsx! {
        div { class: "branches",
            div { class: "branches-head",
                BackButton { href: Route::Choose {}.to_string() }
                div {
                    h1 { class: "title-l", {t!("branches-title")} }
                    p { class: "choose-text", {t!("branches-text")} }
                }
                IconButton {
                    id: "branches-refresh",
                    icon: IconName::RotateCcw,
                    label: t!("figures-refresh"),
                    kind: ButtonKind::Secondary,
                    onclick: move |_| send(Event::Refresh(device::now())),
                }
            }
            Periods { chosen: shown.period, onchoose: move |period| send(Event::Choose(period, device::now())) }
            ul { class: "branches-totals",
                for total in totals {
                    Sum { key: "{total.currency}", total }
                }
            }
            ul { class: "branches-list",
                for branch in shown.ranked() {
                    Row {
                        key: "{branch.place}",
                        most: branch.figures.value().map(|figures| shown.most(figures.currency)).unwrap_or_default(),
                        branch: branch.clone(),
                        send,
                    }
                }
            }
        }
    }
}

#[component]
fn Sum(total: Total) -> Element {
    let figures = total.figures;
    rsx! {
        li { class: "branches-total",
            p { class: "tile-label",
                {t!("branches-total")}
                span { {t!("branches-restaurants", count = total.restaurants)} }
            }
            p { class: "branches-sum", bdi { {words::amount(figures.sales_minor, total.currency)} } }
            p { class: "tile-note", {t!("figures-count", count = figures.orders)} }
        }
    }
}

#[component]
fn Row(branch: Branch, most: i64, send: Callback<Event>) -> Element {
    let place = branch.place;
    let Some(figures) = branch.figures.value() else {
        return match branch.figures.failure() {
            Some(failure) => rsx! {
                li { class: "branch", "data-failed": "true",
                    span { class: "choose-mark", "aria-hidden": "true", Icon { name: IconName::Store, size: IconSize::Medium } }
                    span { class: "choose-name", {branch.name.clone()} }
                    span { class: "choose-role", {t!("branches-failed")} " · " {failure.title()} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| send(Event::Retry(place)), {t!("branches-again")} }
                }
            },
            None => rsx! {
                li { class: "branch",
                    Loading { class: "branch-loading", label: branch.name.clone(), Skeleton { shape: SkeletonShape::Row } }
                }
            },
        };
    };
    let total = figures.total;
    let basket = measure::basket(&total).map(|minor| words::amount(minor, figures.currency));
    rsx! {
        li {
            Anchor { href: Route::Figures { place }.to_string(), class: "branch",
                span { class: "choose-mark", "aria-hidden": "true", Icon { name: IconName::Store, size: IconSize::Medium } }
                span { class: "choose-name", {branch.name.clone()} }
                span { class: "choose-role",
                    {t!("figures-count", count = total.orders)}
                    if let Some(basket) = basket {
                        " · "
                        {t!("branches-basket", amount = basket)}
                    }
                }
                span { class: "branch-sales", bdi { {words::amount(total.sales_minor, figures.currency)} } }
                Icon { name: IconName::ChevronRight }
                span { class: "share", "aria-hidden": "true",
                    span { class: "share-bar", width: "{percent(total.sales_minor, most):.2}%" }
                }
            }
        }
    }
}
