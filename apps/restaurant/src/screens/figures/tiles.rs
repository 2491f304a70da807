//! The figures that matter most, one on each tile.

use super::{
    measure::{self, Compared},
    words::{self, Change, Growth},
};
use dioxus::prelude::*;
use foodwala_sdk::{Currency, contract::reporting::Figures};
use foodwala_ui::prelude::*;

/// A figure, then and now, and how it is written.
struct Figure {
    icon: IconName,
    name: &'static str,
    label: String,
    /// Absent where there is nothing to take an average of.
    of: fn(&Figures) -> Option<i64>,
    growth: Growth,
    note: Option<String>,
}

fn number(count: u64) -> Option<i64> {
    i64::try_from(count).ok()
}

fn note_of_lost(figures: &Figures) -> Option<String> {
    let parts = [
        (figures.rejected, "figures-rejected"),
        (figures.expired, "figures-expired"),
        (figures.cancelled, "figures-cancelled"),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| t!(key, count = count))
        .collect();
    (!said.is_empty()).then(|| formats().list(&said))
}

fn all(figures: &Figures, currency: Currency) -> [Figure; 5] {
    let tips =
        (figures.tips_minor > 0).then(|| t!("figures-tips", amount = words::amount(figures.tips_minor, currency)));
    let open = figures.taken.saturating_sub(figures.fulfilled);
    [
        Figure {
            icon: IconName::Banknote,
            name: "sales",
            label: t!("figures-sales"),
            of: |figures| Some(figures.sales_minor),
            growth: Growth::Good,
            note: tips,
        },
        Figure {
            icon: IconName::ReceiptText,
            name: "orders",
            label: t!("figures-orders"),
            of: |figures| number(figures.orders),
            growth: Growth::Good,
            note: (open > 0).then(|| t!("figures-open", count = open)),
        },
        Figure {
            icon: IconName::ShoppingBag,
            name: "basket",
            label: t!("figures-basket"),
            of: measure::basket,
            growth: Growth::Good,
            note: None,
        },
        Figure {
            icon: IconName::Timer,
            name: "preparation",
            label: t!("figures-preparation"),
            of: |figures| measure::preparation(figures).map(i64::from),
            growth: Growth::Bad,
            note: None,
        },
        Figure {
            icon: IconName::CircleX,
            name: "lost",
            label: t!("figures-lost"),
            of: |figures| number(measure::lost(figures)),
            growth: Growth::Bad,
            note: note_of_lost(figures),
        },
    ]
}

fn written(name: &str, value: i64, currency: Currency) -> String {
    match name {
        "sales" | "basket" => words::amount(value, currency),
        "preparation" => formats().minutes(u32::try_from(value).unwrap_or_default()),
        _ => formats().number(value),
    }
}

/// The tiles.
#[component]
pub fn Tiles(figures: Figures, currency: Currency, compared: Option<Compared>) -> Element {
    rsx! {
        dl { class: "tiles",
            for figure in all(&figures, currency) {
                div { key: "{figure.name}", class: "tile", "data-figure": figure.name,
                    dt { class: "tile-label",
                        span { class: "tile-mark", "aria-hidden": "true", Icon { name: figure.icon, size: IconSize::Small } }
                        {figure.label.clone()}
                    }
                    dd { class: "tile-value",
                        match (figure.of)(&figures) {
                            Some(value) => rsx! { bdi { {written(figure.name, value, currency)} } },
                            None => rsx! {
                                span { "aria-hidden": "true", "–" }
                                span { class: "visually-hidden", {t!("figures-none")} }
                            },
                        }
                    }
                    {compared.and_then(|compared| against(&figure, &figures, compared, currency))}
                    if let Some(note) = figure.note.clone() {
                        dd { class: "tile-note", {note} }
                    }
                }
            }
        }
    }
}

/// How a figure stands against another time. Where less than the figure itself is compared, that is named as well.
fn against(figure: &Figure, figures: &Figures, compared: Compared, currency: Currency) -> Option<Element> {
    let (now, then) = ((figure.of)(&compared.now)?, (figure.of)(&compared.then)?);
    let then_written = written(figure.name, then, currency);
    let said = match compared.until {
        Some(hour) if (figure.of)(figures) != Some(now) => t!(
            "figures-then-until",
            time = words::short_hour(hour),
            now = written(figure.name, now, currency),
            then = then_written
        ),
        _ => t!("figures-then", then = then_written),
    };
    Some(rsx! {
        dd { class: "tile-against",
            Change { now, then, growth: figure.growth }
            span { {said} }
        }
    })
}
