//! What a screen shows while it waits, when there is nothing, and when something went wrong.

use super::{Icon, IconButton, IconName, Illustration, art::ArtSize, card::Tone};
use crate::t;
use dioxus::prelude::*;

/// What a skeleton stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SkeletonShape {
    /// A line of text.
    #[default]
    Text,
    /// A heading.
    Title,
    /// A round picture.
    Circle,
    /// A card's cover.
    Cover,
    /// A square picture.
    Square,
    /// A card of a restaurant.
    Card,
    /// A row with a picture.
    Row,
}

/// Where something will be when it has come. Silent to screen readers; say "loading" once with [`Loading`].
#[component]
pub fn Skeleton(
    /// What it stands for.
    #[props(default)]
    shape: SkeletonShape,
    /// How many of them.
    #[props(default = 1)]
    count: usize,
) -> Element {
    let name = match shape {
        SkeletonShape::Text => "text",
        SkeletonShape::Title => "title",
        SkeletonShape::Circle => "circle",
        SkeletonShape::Cover => "cover",
        SkeletonShape::Square => "square",
        SkeletonShape::Card => "card",
        SkeletonShape::Row => "row",
    };
    rsx! {
        for index in 0..count {
            div { key: "{index}", class: "skeleton", "data-shape": name, "aria-hidden": "true",
                if shape == SkeletonShape::Card {
                    div { class: "skeleton", "data-shape": "cover" }
                    div { class: "skeleton", "data-shape": "title" }
                    div { class: "skeleton", "data-shape": "text" }
                }
                if shape == SkeletonShape::Row {
                    div { class: "skeleton", "data-shape": "square" }
                    div { class: "skeleton-lines",
                        div { class: "skeleton", "data-shape": "title" }
                        div { class: "skeleton", "data-shape": "text" }
                    }
                }
            }
        }
    }
}

/// A part of a screen that is still coming: skeletons inside, and a word for screen readers.
#[component]
pub fn Loading(
    /// What is coming; "Loading" unless said otherwise.
    #[props(default, into)]
    label: Option<String>,
    /// Further class names, e.g. the grid that the things will lie in.
    #[props(default, into)]
    class: String,
    /// Skeletons.
    children: Element,
) -> Element {
    rsx! {
        div { class, role: "status", "aria-busy": "true",
            span { class: "visually-hidden", {label.unwrap_or_else(|| t!("ui-loading"))} }
            {children}
        }
    }
}

/// Nothing here yet, and what to do about it.
#[component]
pub fn EmptyState(
    /// A drawing's name.
    #[props(into)]
    art: String,
    /// What there is not.
    #[props(into)]
    title: String,
    /// Why, and what to do.
    #[props(default, into)]
    text: Option<String>,
    /// The heading's level.
    #[props(default = 2)]
    level: u8,
    /// Buttons.
    #[props(default)]
    children: Element,
) -> Element {
    rsx! {
        div { class: "empty-state",
            Illustration { name: art, size: ArtSize::Large, eager: true }
            match level {
                1 => rsx! { h1 { class: "empty-state-title", {title} } },
                3 => rsx! { h3 { class: "empty-state-title", {title} } },
                _ => rsx! { h2 { class: "empty-state-title", {title} } },
            }
            if let Some(text) = text {
                p { class: "empty-state-text", {text} }
            }
            div { class: "empty-state-actions", {children} }
        }
    }
}

/// Something could not be shown, and the way on.
#[component]
pub fn ErrorState(
    /// A drawing's name.
    #[props(default = "spilled".to_owned(), into)]
    art: String,
    /// What went wrong.
    #[props(into)]
    title: String,
    /// More about it.
    #[props(default, into)]
    text: Option<String>,
    /// What finds the request in the platform's logs.
    #[props(default, into)]
    request_id: Option<String>,
    /// The heading's level: 1 where it stands for the whole screen.
    #[props(default = 2)]
    level: u8,
    /// Buttons.
    #[props(default)]
    children: Element,
) -> Element {
    rsx! {
        div { class: "empty-state", role: "alert",
            Illustration { name: art, size: ArtSize::Large, eager: true }
            match level {
                1 => rsx! { h1 { class: "empty-state-title", {title} } },
                _ => rsx! { h2 { class: "empty-state-title", {title} } },
            }
            if let Some(text) = text {
                p { class: "empty-state-text", {text} }
            }
            div { class: "empty-state-actions", {children} }
            if let Some(id) = request_id {
                p { class: "request-id", {t!("ui-request-id", id = id)} }
            }
        }
    }
}

/// A message within a screen.
#[component]
pub fn Banner(
    /// What it means. `Danger` and `Warning` are read out at once.
    #[props(default)]
    tone: Tone,
    /// A headline.
    #[props(default, into)]
    title: Option<String>,
    /// Another icon than the tone's own.
    #[props(default)]
    icon: Option<IconName>,
    /// It can be put away.
    #[props(default)]
    ondismiss: Option<EventHandler<()>>,
    /// The message.
    children: Element,
) -> Element {
    let role = match tone {
        Tone::Danger | Tone::Warning => "alert",
        _ => "status",
    };
    rsx! {
        div { class: "banner", role, "data-tone": tone.as_str(),
            Icon { name: icon.unwrap_or(tone.icon()), size: super::IconSize::Small }
            div { class: "banner-body",
                if let Some(title) = title {
                    p { class: "banner-title", {title} }
                }
                {children}
            }
            if let Some(ondismiss) = ondismiss {
                IconButton { icon: IconName::X, label: t!("ui-dismiss"), onclick: move |_| ondismiss.call(()) }
            }
        }
    }
}

/// How far something is.
#[component]
pub fn Progress(
    /// Of what, to screen readers.
    #[props(into)]
    label: String,
    /// 0.0 to 1.0; absent while nobody knows.
    #[props(default)]
    value: Option<f64>,
) -> Element {
    rsx! {
        progress { class: "progress", "aria-label": label, max: "1", value: value.map(|value| value.to_string()) }
    }
}
