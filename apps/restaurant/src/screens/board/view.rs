//! How the board looks: four columns side by side, on a phone one at a time.

use super::state::Columns;
use crate::{
    board::{CardView, Column},
    cards::OrderCard,
    route::Route,
    shop::use_shop,
};
use dioxus::prelude::*;
use foodwala_ui::{components::*, device, format::formats, t};

fn name(column: Column) -> String {
    t!(match column {
        Column::New => "column-new",
        Column::Preparing => "column-preparing",
        Column::Ready => "column-ready",
        Column::OnTheWay => "column-on_the_way",
    })
}

const fn key(column: Column) -> &'static str {
    match column {
        Column::New => "new",
        Column::Preparing => "preparing",
        Column::Ready => "ready",
        Column::OnTheWay => "on_the_way",
    }
}

fn empty(column: Column) -> String {
    t!(match column {
        Column::New => "column-new-empty",
        Column::Preparing => "column-preparing-empty",
        Column::Ready => "column-ready-empty",
        Column::OnTheWay => "column-on_the_way-empty",
    })
}

/// The board.
#[component]
pub fn View(columns: Columns, loading: bool) -> Element {
    let mut shown = use_signal(|| Column::New);
    rsx! {
        div { class: "board", "data-shown": key(shown()),
            h1 { class: "visually-hidden", {t!("board-title")} }
            div { class: "board-tabs", role: "group", "aria-label": t!("board-columns"),
                for column in Column::ALL {
                    button {
                        key: "{key(column)}",
                        r#type: "button",
                        class: "board-tab",
                        "data-column": key(column),
                        "aria-pressed": (shown() == column).to_string(),
                        onclick: move |_| shown.set(column),
                        span { {name(column)} }
                        span { class: "board-count", {columns.of(column).len().to_string()} }
                    }
                }
            }
            div { class: "board-columns",
                for column in Column::ALL {
                    section {
                        key: "{key(column)}",
                        class: "board-column",
                        id: "column-{key(column)}",
                        "data-column": key(column),
                        "aria-labelledby": "column-{key(column)}-title",
                        h2 { id: "column-{key(column)}-title", class: "board-column-title",
                            span { {name(column)} }
                            span { class: "board-count", {columns.of(column).len().to_string()} }
                        }
                        div { class: "board-cards",
                            if loading {
                                Loading { class: "board-loading", Skeleton { shape: SkeletonShape::Row, count: 2 } }
                            } else if columns.of(column).is_empty() {
                                p { class: "board-empty", {empty(column)} }
                            }
                            for view in columns.of(column).iter() {
                                OrderCard { key: "{view.card.order.id}", view: view.clone() }
                            }
                        }
                    }
                }
            }
            if !columns.ahead.is_empty() {
                Ahead { cards: columns.ahead.clone() }
            }
        }
    }
}

/// Orders that are not due yet.
#[component]
fn Ahead(cards: Vec<CardView>) -> Element {
    let zone = use_shop().zone();
    rsx! {
        section { class: "ahead", "aria-labelledby": "ahead-title",
            h2 { id: "ahead-title", class: "board-column-title", {t!("column-ahead", count = cards.len())} }
            ul { class: "ahead-list",
                for view in cards {
                    li { key: "{view.card.order.id}",
                        Anchor {
                            href: Route::Order { place: view.card.order.restaurant_id, id: view.card.order.id }.to_string(),
                            class: "ahead-card",
                            span { class: "order-number", bdi { {view.card.order.number.clone()} } }
                            span { {view.card.order.contact.name.clone()} }
                            if let Some(at) = view.card.order.scheduled_for {
                                span { class: "ahead-time",
                                    {formats().moment(at, &zone, device::now())}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
