//! Finding one's way: bars, breadcrumbs, chips to choose from, the link past it all.

use super::{Anchor, Icon, IconButton, IconName, Illustration, art::ArtSize};
use crate::{device, t};
use dioxus::{prelude::*, router::try_router};

/// The first link of a page, seen when it has the focus: past the bars to `#content`.
#[component]
pub fn SkipLink() -> Element {
    rsx! {
        a {
            class: "skip-link",
            href: "#content",
            onclick: move |event| {
                // A change of the address's fragment would count as a way within the app.
                event.prevent_default();
                crate::device::document::focus("content");
            },
            {t!("ui-skip")}
        }
    }
}

/// The bar above a screen: the way back, its name, what can be done.
#[component]
pub fn TopBar(
    /// The screen's name, its `h1`.
    #[props(into)]
    title: String,
    /// Hides the name from sight until it is needed, e.g. above a cover.
    #[props(default)]
    hide_title: bool,
    /// Where the way back leads if the app was opened here.
    #[props(default, into)]
    back_href: Option<String>,
    /// At the end.
    #[props(default)]
    actions: Option<Element>,
) -> Element {
    rsx! {
        div { class: "top-bar",
            if let Some(href) = back_href {
                BackButton { href }
            }
            h1 { class: if hide_title { "visually-hidden" } else { "top-bar-title" }, {title} }
            if let Some(actions) = actions {
                div { class: "top-bar-actions", {actions} }
            }
        }
    }
}

/// The way back: to the screen before, or to an address if the app was opened here.
#[component]
pub fn BackButton(
    /// Where it leads if there is no screen before.
    #[props(into)]
    href: String,
) -> Element {
    rsx! {
        IconButton {
            icon: IconName::ArrowLeft,
            label: t!("ui-back"),
            onclick: move |_| {
                if let Some(router) = try_router() {
                    if router.can_go_back() {
                        router.go_back();
                    } else {
                        router.replace(href.clone());
                    }
                }
            },
        }
    }
}

/// A step on the way to where the reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address; the last one has none.
    pub href: Option<String>,
}

/// The way to where the reader is.
#[component]
pub fn Breadcrumb(
    /// From the start on.
    crumbs: Vec<Crumb>,
) -> Element {
    rsx! {
        nav { class: "breadcrumb", "aria-label": t!("ui-breadcrumb"),
            ol {
                for crumb in crumbs {
                    li { key: "{crumb.label}",
                        match crumb.href {
                            Some(href) => rsx! {
                                Anchor { href, {crumb.label} }
                                Icon { name: IconName::ChevronRight }
                            },
                            None => rsx! { span { "aria-current": "page", {crumb.label} } },
                        }
                    }
                }
            }
        }
    }
}

/// A place that the app's navigation leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Its icon.
    pub icon: IconName,
    /// Whether the reader is there.
    pub current: bool,
    /// A count at its corner, e.g. of dishes in the basket.
    pub badge: Option<String>,
}

/// The app's navigation: at the bottom of a phone's screen. Hidden on wide screens, where the app's header has the links.
#[component]
pub fn BottomNav(
    /// What it is, to screen readers.
    #[props(into)]
    label: String,
    /// Three to five places.
    items: Vec<NavItem>,
) -> Element {
    rsx! {
        nav { class: "bottom-nav", "aria-label": label,
            for item in items {
                Anchor { key: "{item.href}", href: item.href.clone(), class: "bottom-nav-item", current: item.current,
                    span { class: "bottom-nav-icon",
                        Icon { name: item.icon, size: super::IconSize::Medium }
                        if let Some(badge) = item.badge {
                            span { class: "icon-button-badge", {badge} }
                        }
                    }
                    span { {item.label} }
                }
            }
        }
    }
}

/// A row of chips that scrolls sideways where there is no room.
#[component]
pub fn ChipRow(
    /// What is chosen among, to screen readers.
    #[props(into)]
    label: String,
    /// The chips.
    children: Element,
) -> Element {
    rsx! {
        div { class: "chip-row", role: "group", "aria-label": label, {children} }
    }
}

/// A small thing to choose or to take away. A link with `href`, else a button that can stay pressed. What is chosen may change
/// much of the page: that the chip was touched is seen before that is drawn.
#[component]
pub fn Chip(
    /// Whether it is chosen; leave it out for one that just does something.
    #[props(default)]
    selected: Option<bool>,
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// A drawing before the text.
    #[props(default, into)]
    art: Option<String>,
    /// Drawn above the text, as a tile, for cuisines.
    #[props(default)]
    tile: bool,
    /// Shows a cross after the text: pressing takes it away.
    #[props(default)]
    removes: bool,
    /// Makes it a link.
    #[props(default, into)]
    href: Option<String>,
    /// It cannot be pressed.
    #[props(default)]
    disabled: bool,
    /// It was pressed.
    #[props(default)]
    onclick: Option<EventHandler<()>>,
    /// The text.
    children: Element,
) -> Element {
    let mut felt = use_signal(|| false);
    let class = if tile { "chip chip-tile" } else { "chip" };
    let size = if tile { ArtSize::Medium } else { ArtSize::Tiny };
    let content = rsx! {
        if let Some(name) = art {
            Illustration { name, size }
        }
        if let Some(name) = icon {
            Icon { name }
        }
        span { {children} }
        if removes {
            Icon { name: IconName::X }
        }
    };
    match href {
        Some(href) => rsx! {
            Anchor { href, class, current: selected == Some(true), {content} }
        },
        None => rsx! {
            button {
                r#type: "button",
                class,
                disabled,
                "aria-pressed": selected.map(|on| on.to_string()),
                "data-felt": felt().then_some("true"),
                onclick: move |_| {
                    let Some(onclick) = onclick else { return };
                    if selected.is_none() {
                        onclick.call(());
                        return;
                    }
                    felt.set(true);
                    spawn(async move {
                        device::painted().await;
                        onclick.call(());
                        felt.set(false);
                    });
                },
                {content}
            }
        },
    }
}

/// A row that leads somewhere, in a list of them.
#[component]
pub fn ListLink(
    /// Where to.
    #[props(into)]
    href: String,
    /// Before the text.
    #[props(default)]
    icon: Option<IconName>,
    /// What is there.
    #[props(into)]
    label: String,
    /// More about it, below.
    #[props(default, into)]
    hint: Option<String>,
    /// At the end, e.g. a count.
    #[props(default, into)]
    detail: Option<String>,
) -> Element {
    rsx! {
        Anchor { href, class: "list-link",
            if let Some(name) = icon {
                Icon { name, size: super::IconSize::Small }
            }
            span { class: "choice-label",
                span { {label} }
                if let Some(hint) = hint {
                    span { class: "choice-hint", {hint} }
                }
            }
            if let Some(detail) = detail {
                span { class: "choice-detail", {detail} }
            }
            Icon { name: IconName::ChevronRight }
        }
    }
}
