//! What was sold, dish by dish.

use super::{
    measure::percent,
    state::{Event, Sort, State},
    words,
};
use dioxus::prelude::*;
use foodwala_sdk::Currency;
use foodwala_ui::prelude::*;

/// The dishes, most sold first.
#[component]
pub fn Dishes(state: ReadSignal<State>, currency: Currency, send: Callback<Event>) -> Element {
    let shown = state.read();
    let (dishes, is_long) = shown.dishes();
    let sort = shown.sort;
    let most = match sort {
        Sort::Sales => dishes.iter().map(|dish| dish.sales_minor).max(),
        Sort::Portions => dishes.iter().filter_map(|dish| i64::try_from(dish.quantity).ok()).max(),
    };
    let most = most.unwrap_or_default();
    let all = shown.all_dishes;
    let count = shown.figures.value().map_or(0, |figures| figures.dishes.len());
    rsx! {
        Card { class: "figures-part",
            h2 { class: "title-s", {t!("figures-dishes")} }
            p { class: "figures-hint", {t!("figures-dishes-text")} }
            if dishes.is_empty() {
                p { class: "figures-nothing", {t!("figures-dishes-none")} }
            } else {
                table { class: "dishes",
                    thead {
                        tr {
                            th { scope: "col", {t!("figures-dish")} }
                            Heading { label: t!("figures-portions"), sort: Sort::Portions, current: sort, send }
                            Heading { label: t!("figures-sales"), sort: Sort::Sales, current: sort, send }
                        }
                    }
                    tbody {
                        for dish in dishes {
                            tr { key: "{dish.item_id}",
                                th { scope: "row", class: "dish-name",
                                    span { {dish.name.clone()} }
                                    span { class: "share", "aria-hidden": "true",
                                        span {
                                            class: "share-bar",
                                            width: match sort {
                                                Sort::Sales => format!("{:.2}%", percent(dish.sales_minor, most)),
                                                Sort::Portions => format!("{:.2}%", percent(i64::try_from(dish.quantity).unwrap_or_default(), most)),
                                            },
                                        }
                                    }
                                }
                                td { class: "dish-count", {words::number(dish.quantity)} }
                                td { class: "dish-sales", bdi { {words::amount(dish.sales_minor, currency)} } }
                            }
                        }
                    }
                }
                if is_long {
                    Button {
                        kind: ButtonKind::Quiet,
                        size: ButtonSize::Small,
                        icon: if all { IconName::ChevronUp } else { IconName::ChevronDown },
                        onclick: move |_| send(Event::AllDishes(!all)),
                        {if all { t!("figures-dishes-less") } else { t!("figures-dishes-all", count = count) }}
                    }
                }
            }
        }
    }
}

/// The head of a column by which dishes can be sorted.
#[component]
fn Heading(label: String, sort: Sort, current: Sort, send: Callback<Event>) -> Element {
    let is_current = sort == current;
    rsx! {
        th { scope: "col", "aria-sort": is_current.then_some("descending"),
            button { r#type: "button", class: "dishes-sort", onclick: move |_| send(Event::Sort(sort)),
                {label}
                if is_current {
                    Icon { name: IconName::ChevronDown }
                }
            }
        }
    }
}
