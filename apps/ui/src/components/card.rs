//! Surfaces and small marks on them.

use super::{Anchor, Icon, IconName};
use dioxus::prelude::*;

/// A surface that holds things together. With an address the whole card can be pressed.
#[component]
pub fn Card(
    /// Makes the whole card a link.
    #[props(default, into)]
    href: Option<String>,
    /// What the link says, where its content does not.
    #[props(default, into)]
    label: Option<String>,
    /// No padding, for a cover up to the edges.
    #[props(default)]
    flush: bool,
    /// Set into the page instead of lying on it.
    #[props(default)]
    sunken: bool,
    /// Further class names.
    #[props(default, into)]
    class: String,
    /// What is on it.
    children: Element,
) -> Element {
    let class = format!("card {class}");
    let (flush, sunken) = (flush.then_some("true"), sunken.then_some("true"));
    match href {
        Some(href) => rsx! {
            Anchor { href, class, label, "data-flush": flush, "data-sunken": sunken, {children} }
        },
        None => rsx! {
            div { class, "data-flush": flush, "data-sunken": sunken, {children} }
        },
    }
}

/// What something means: colours of badges, banners and toasts. Never the only sign of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Neutral,
    /// Ours: an offer, something new.
    Accent,
    /// It went well.
    Success,
    /// Take care.
    Warning,
    /// It went wrong, or cannot be taken back.
    Danger,
    /// Good to know.
    Info,
}

impl Tone {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
            Self::Info => "info",
        }
    }

    pub(super) const fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Accent => IconName::Gift,
            Self::Success => IconName::CircleCheck,
            Self::Warning => IconName::TriangleAlert,
            Self::Danger => IconName::CircleX,
        }
    }
}

/// A word or two on something.
#[component]
pub fn Badge(
    /// What it means.
    #[props(default)]
    tone: Tone,
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// Full colour, to be seen on a cover.
    #[props(default)]
    solid: bool,
    /// The text.
    children: Element,
) -> Element {
    rsx! {
        span { class: "badge", "data-tone": tone.as_str(), "data-solid": solid.then_some("true"),
            if let Some(name) = icon {
                Icon { name }
            }
            {children}
        }
    }
}

/// A short line of facts, set apart by points: rating, time, distance.
#[component]
pub fn Facts(
    /// Each is a `Fact`.
    children: Element,
) -> Element {
    rsx! {
        ul { class: "facts", {children} }
    }
}

/// One fact in [`Facts`].
#[component]
pub fn Fact(
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// Said to screen readers before the text, e.g. "Delivery fee".
    #[props(default, into)]
    label: Option<String>,
    /// More weight than its neighbours.
    #[props(default)]
    strong: bool,
    /// The text.
    children: Element,
) -> Element {
    rsx! {
        li { class: "fact", "data-strong": strong.then_some("true"),
            if let Some(name) = icon {
                Icon { name }
            }
            if let Some(label) = label {
                span { class: "visually-hidden", "{label} " }
            }
            span { {children} }
        }
    }
}

/// Who somebody is: their initials on a ground of their own.
#[component]
pub fn Avatar(
    /// Their name.
    #[props(into)]
    name: String,
    /// Larger, for the account's page.
    #[props(default)]
    large: bool,
) -> Element {
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    let ground = name.chars().map(u32::from).fold(0_u32, u32::wrapping_add) % 6;
    rsx! {
        span {
            class: "avatar",
            role: "img",
            "aria-label": name,
            "data-ground": ground.to_string(),
            "data-large": large.then_some("true"),
            {initials.to_uppercase()}
        }
    }
}

/// A part of a screen under a heading of its own.
#[component]
pub fn Section(
    /// The heading.
    #[props(into)]
    title: String,
    /// Its level, 2 unless said otherwise. Levels go down one at a time.
    #[props(default = 2)]
    level: u8,
    /// A line below the heading.
    #[props(default, into)]
    text: Option<String>,
    /// At the end of the heading's row, e.g. a link to all of them.
    #[props(default)]
    action: Option<Element>,
    /// Its id, to scroll to it.
    #[props(default, into)]
    id: Option<String>,
    /// What is in it.
    children: Element,
) -> Element {
    let unique = super::field::use_unique_id("section");
    let id = id.unwrap_or(unique);
    let heading = format!("{id}-title");
    rsx! {
        section { id, class: "section", "aria-labelledby": heading.clone(),
            div { class: "section-head",
                div {
                    match level {
                        1 => rsx! { h1 { id: heading.clone(), class: "section-title", {title} } },
                        3 => rsx! { h3 { id: heading.clone(), class: "section-title", {title} } },
                        _ => rsx! { h2 { id: heading.clone(), class: "section-title", {title} } },
                    }
                    if let Some(text) = text {
                        p { class: "section-text", {text} }
                    }
                }
                {action}
            }
            {children}
        }
    }
}

/// Something more that can be unfolded.
#[component]
pub fn Disclosure(
    /// What it is about.
    #[props(into)]
    summary: String,
    /// Whether it is unfolded at first.
    #[props(default)]
    open: bool,
    /// What is in it.
    children: Element,
) -> Element {
    rsx! {
        details { class: "disclosure", open,
            summary {
                span { {summary} }
                Icon { name: IconName::ChevronDown }
            }
            div { class: "disclosure-body", {children} }
        }
    }
}
