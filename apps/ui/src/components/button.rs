//! Things to press.

use super::{Anchor, Icon, IconName};
use crate::t;
use dioxus::prelude::*;

/// How much a button wants to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing to do on a screen.
    #[default]
    Primary,
    /// Another good thing to do.
    Secondary,
    /// A thing among others; no surface of its own.
    Quiet,
    /// Something that cannot be taken back.
    Danger,
}

impl ButtonKind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// How large a button is; all are at least 44 px to touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonSize {
    /// In rows and cards.
    Small,
    /// The usual.
    #[default]
    Medium,
    /// At the foot of a screen.
    Large,
}

impl ButtonSize {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// A button, or a link that looks like one if it has an address.
#[component]
pub fn Button(
    /// How much it wants to be pressed.
    #[props(default)]
    kind: ButtonKind,
    /// How large it is.
    #[props(default)]
    size: ButtonSize,
    /// Makes it a link.
    #[props(default, into)]
    href: Option<String>,
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// After the text.
    #[props(default)]
    icon_end: Option<IconName>,
    /// At the end, apart from the text, e.g. a total.
    #[props(default, into)]
    detail: Option<String>,
    /// Something is under way: it cannot be pressed again, and says so.
    #[props(default)]
    busy: bool,
    /// It cannot be pressed. Say nearby why not.
    #[props(default)]
    disabled: bool,
    /// It cannot be pressed any more since a moment ago: unlike a disabled one it keeps the focus, which may be on it.
    #[props(default)]
    past: bool,
    /// As wide as there is room.
    #[props(default)]
    wide: bool,
    /// Sends the form around it.
    #[props(default)]
    submit: bool,
    /// What it does, where its content does not say enough.
    #[props(default, into)]
    label: Option<String>,
    /// The id of the form it sends, where it stands outside of it.
    #[props(default, into)]
    form: Option<String>,
    /// Its id.
    #[props(default, into)]
    id: Option<String>,
    /// It was pressed.
    #[props(default)]
    onclick: Option<EventHandler<MouseEvent>>,
    /// The text.
    children: Element,
) -> Element {
    let class = if wide { "button button-wide" } else { "button" };
    let content = rsx! {
        if busy {
            span { class: "spinner", "aria-hidden": "true" }
        } else if let Some(name) = icon {
            Icon { name }
        }
        span { class: "button-text", {children} }
        if let Some(detail) = detail {
            span { class: "button-detail", {detail} }
        }
        if let Some(name) = icon_end {
            Icon { name }
        }
    };
    if let Some(href) = href.filter(|_| !disabled) {
        return rsx! {
            Anchor {
                href,
                class,
                id,
                label,
                onclick: move |event| {
                    if let Some(onclick) = onclick {
                        onclick.call(event);
                    }
                },
                "data-kind": kind.as_str(),
                "data-size": size.as_str(),
                {content}
            }
        };
    }
    rsx! {
        button {
            id,
            class,
            r#type: if submit { "submit" } else { "button" },
            form,
            disabled,
            "data-kind": kind.as_str(),
            "data-size": size.as_str(),
            "aria-label": label,
            "aria-busy": busy.then_some("true"),
            "aria-disabled": (busy || past).then_some("true"),
            onclick: move |event| {
                // A disabled button would lose the focus, so a busy one only looks away.
                if busy || past {
                    event.prevent_default();
                } else if let Some(onclick) = onclick {
                    onclick.call(event);
                }
            },
            {content}
            if busy {
                span { class: "visually-hidden", {t!("ui-loading")} }
            }
        }
    }
}

/// A button that is only an icon.
#[component]
pub fn IconButton(
    /// The icon.
    icon: IconName,
    /// What it does.
    #[props(into)]
    label: String,
    /// How much it wants to be pressed; quiet unless said otherwise.
    #[props(default = ButtonKind::Quiet)]
    kind: ButtonKind,
    /// On or off, for one that stays pressed; the icon is then filled while it is on.
    #[props(default)]
    pressed: Option<bool>,
    /// Whether it shows or hides something, and which it is now.
    #[props(default)]
    expanded: Option<bool>,
    /// A count or a point at its corner; say it in the label too.
    #[props(default, into)]
    badge: Option<String>,
    /// Makes it a link.
    #[props(default, into)]
    href: Option<String>,
    /// It cannot be pressed.
    #[props(default)]
    disabled: bool,
    /// Its id.
    #[props(default, into)]
    id: Option<String>,
    /// It was pressed.
    #[props(default)]
    onclick: Option<EventHandler<MouseEvent>>,
) -> Element {
    let content = rsx! {
        Icon { name: icon, filled: pressed == Some(true) }
        if let Some(badge) = badge {
            span { class: "icon-button-badge", "aria-hidden": "true", {badge} }
        }
    };
    if let Some(href) = href {
        return rsx! {
            Anchor {
                href,
                class: "icon-button",
                id,
                label,
                onclick: move |event| {
                    if let Some(onclick) = onclick {
                        onclick.call(event);
                    }
                },
                "data-kind": kind.as_str(),
                {content}
            }
        };
    }
    rsx! {
        button {
            id,
            class: "icon-button",
            r#type: "button",
            disabled,
            "data-kind": kind.as_str(),
            "aria-label": label,
            "aria-pressed": pressed.map(|on| on.to_string()),
            "aria-expanded": expanded.map(|open| open.to_string()),
            onclick: move |event| {
                if let Some(onclick) = onclick {
                    onclick.call(event);
                }
            },
            {content}
        }
    }
}
