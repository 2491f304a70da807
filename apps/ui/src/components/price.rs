//! Amounts, and sums of them.

use crate::t;
use dioxus::prelude::*;

/// An amount that is already written for the reader, kept together whichever way the text runs.
#[component]
pub fn Price(
    /// The amount.
    #[props(into)]
    amount: String,
    /// What it was before, struck through.
    #[props(default, into)]
    before: Option<String>,
    /// Large, as a total.
    #[props(default)]
    large: bool,
) -> Element {
    rsx! {
        span { class: "price", "data-large": large.then_some("true"),
            if let Some(before) = before {
                del { class: "price-before",
                    span { class: "visually-hidden", {t!("ui-old-price", price = before.clone())} }
                    bdi { "aria-hidden": "true", {before} }
                }
                span { class: "visually-hidden", {t!("ui-new-price", price = amount.clone())} }
                bdi { "aria-hidden": "true", {amount} }
            } else {
                bdi { {amount} }
            }
        }
    }
}

/// What a row of a sum is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SumKind {
    /// A part.
    #[default]
    Part,
    /// Something taken off.
    Discount,
    /// The total.
    Total,
}

/// A row of a sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumRow {
    /// What it is for.
    pub label: String,
    /// The amount, written.
    pub amount: String,
    /// What kind of row it is.
    pub kind: SumKind,
    /// A word about it, below.
    pub hint: Option<String>,
}

impl SumRow {
    /// A part.
    pub fn new(label: impl Into<String>, amount: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            amount: amount.into(),
            kind: SumKind::Part,
            hint: None,
        }
    }

    /// Of another kind.
    #[must_use]
    pub fn kind(mut self, kind: SumKind) -> Self {
        self.kind = kind;
        self
    }

    /// With a word about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A sum, row by row.
#[component]
pub fn Sum(
    /// From the first part to the total.
    rows: Vec<SumRow>,
) -> Element {
    rsx! {
        dl { class: "sum",
            for row in rows {
                div {
                    key: "{row.label}",
                    class: "sum-row",
                    "data-kind": match row.kind {
                        SumKind::Part => "part",
                        SumKind::Discount => "discount",
                        SumKind::Total => "total",
                    },
                    dt {
                        {row.label}
                        if let Some(hint) = row.hint {
                            span { class: "choice-hint", {hint} }
                        }
                    }
                    dd { bdi { {row.amount} } }
                }
            }
        }
    }
}
