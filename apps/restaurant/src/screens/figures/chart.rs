//! A chart of bars. To look at it is drawn; to be read it is a table.

use super::measure::percent;
use dioxus::prelude::*;

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Below it; there is no room for every one.
    pub label: Option<String>,
    /// Its whole name.
    pub name: String,
    /// How high it is.
    pub value: i64,
    /// How high it was at the other time.
    pub then: Option<i64>,
    /// It still grows.
    pub is_now: bool,
}

/// Marks beside the bars that are easy to read: 0, a half and the whole, with the whole above every bar.
#[must_use]
pub fn whole(highest: i64, unit: i64) -> i64 {
    let unit = unit.max(1);
    let mut step = unit;
    loop {
        // Halves of these are easy to read as well.
        for times in [2, 4, 6, 10] {
            let whole = step.saturating_mul(times);
            if whole >= highest {
                return whole;
            }
        }
        let Some(next) = step.checked_mul(10) else {
            return highest;
        };
        step = next;
    }
}

/// The chart.
#[component]
pub fn BarChart(
    /// What it shows; the table's name.
    #[props(into)]
    title: String,
    /// The bars.
    bars: Vec<Bar>,
    /// The smallest step of the marks beside the bars.
    unit: i64,
    /// How a height is written in full.
    write: Callback<i64, String>,
    /// How a mark beside the bars is written.
    mark: Callback<i64, String>,
    /// The head of the table's first column.
    #[props(into)]
    first: String,
    /// What is measured.
    #[props(into)]
    measured: String,
    /// The other time, if the bars are held against one.
    #[props(default, into)]
    then: Option<String>,
) -> Element {
    let heights = bars.iter().flat_map(|bar| [Some(bar.value), bar.then]).flatten();
    let whole = whole(heights.max().unwrap_or_default(), unit);
    let marks = [0, whole / 2, whole];
    rsx! {
        div { class: "chart", "aria-hidden": "true",
            div { class: "chart-scale",
                for value in marks {
                    span { key: "{value}", class: "chart-mark", bottom: "{percent(value, whole):.2}%", bdi { {mark(value)} } }
                }
            }
            div { class: "chart-plot",
                for value in marks {
                    span { key: "{value}", class: "chart-line", bottom: "{percent(value, whole):.2}%" }
                }
                div { class: "chart-bars",
                    for (index , bar) in bars.iter().enumerate() {
                        div { key: "{index}", class: "chart-column", "data-now": bar.is_now.then_some("true"),
                            if let Some(then) = bar.then {
                                span { class: "chart-then", height: "{percent(then, whole):.2}%" }
                            }
                            span { class: "chart-bar", height: "{percent(bar.value, whole):.2}%" }
                            span { class: "chart-tip",
                                span { class: "chart-tip-name", {bar.name.clone()} }
                                bdi { {write(bar.value)} }
                                if let (Some(value), Some(then)) = (bar.then, &then) {
                                    span { class: "chart-tip-then", "{then}: " bdi { {write(value)} } }
                                }
                            }
                        }
                    }
                }
            }
            div { class: "chart-labels",
                for (index , bar) in bars.iter().enumerate() {
                    span { key: "{index}", class: "chart-label", {bar.label.clone()} }
                }
            }
        }
        div { class: "visually-hidden",
            table {
                caption { {title} }
                thead {
                    tr {
                        th { scope: "col", {first} }
                        th { scope: "col", {measured} }
                        if let Some(then) = then {
                            th { scope: "col", {then} }
                        }
                    }
                }
                tbody {
                    for (index , bar) in bars.iter().enumerate() {
                        tr { key: "{index}",
                            th { scope: "row", {bar.name.clone()} }
                            td { {write(bar.value)} }
                            if let Some(value) = bar.then {
                                td { {write(value)} }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_are_easy_to_read_and_above_every_bar() {
        for (highest, unit, expected) in [
            (0, 100, 200),
            (7, 1, 10),
            (3, 1, 4),
            (5_500, 100, 6_000),
            (12_345, 100, 20_000),
            (1, 1, 2),
        ] {
            assert_eq!(whole(highest, unit), expected, "{highest}");
        }
        assert!(whole(i64::MAX - 1, 1) >= i64::MAX - 1);
    }
}
