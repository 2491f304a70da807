//! Windows above the page. HTML's `dialog` keeps the focus inside and makes the rest inert; Esc, the way back and a press
//! beside it close it, and the focus returns to where it was.

use super::{Button, ButtonKind, IconButton, IconName, field::use_unique_id};
use crate::{
    device::{self, modal},
    t,
};
use dioxus::prelude::*;

/// A sheet: from the bottom on a phone, in the middle on a wide screen.
#[component]
pub fn Sheet(
    /// Whether it is shown.
    open: bool,
    /// Its heading.
    #[props(into)]
    title: String,
    /// The person wants it closed.
    onclose: EventHandler<()>,
    /// Hides the heading from sight, e.g. below a cover that carries the name.
    #[props(default)]
    hide_title: bool,
    /// Wider on a wide screen.
    #[props(default)]
    wide: bool,
    /// Stays at the bottom while the rest scrolls: the thing to do.
    #[props(default)]
    footer: Option<Element>,
    /// It is about to be closed by what was done in it.
    #[props(default)]
    leaving: bool,
    /// What is in it.
    children: Element,
) -> Element {
    if !open {
        return rsx! {};
    }
    rsx! {
        Modal { title, onclose, hide_title, class: if wide { "sheet sheet-wide" } else { "sheet" }, footer, leaving, {children} }
    }
}

#[component]
fn Modal(
    title: String,
    onclose: EventHandler<()>,
    hide_title: bool,
    class: String,
    footer: Option<Element>,
    #[props(default)] cancel: Option<String>,
    #[props(default)] leaving: bool,
    #[props(default)] alert: bool,
    children: Element,
) -> Element {
    let id = use_unique_id("modal");
    let heading = format!("{id}-title");
    let mut opened = use_hook(|| CopyValue::new(None));
    let mut closing = use_signal(|| false);
    // The page below comes to life again, all of it at once: that takes a slow phone longer than a finger wants to wait, so
    // the way out is begun first.
    let close = use_callback(move |()| {
        if closing.replace(true) {
            return;
        }
        spawn(async move {
            device::painted().await;
            onclose.call(());
            closing.set(false);
        });
    });
    let own = id.clone();
    rsx! {
        dialog {
            id,
            class,
            role: alert.then_some("alertdialog"),
            "aria-labelledby": heading.clone(),
            // Where no browser opens it (previews), it is open by itself.
            open: !modal::can_open(),
            "data-leaving": (leaving || closing()).then_some("true"),
            onmounted: move |_| opened.set(modal::open(&own)),
            oncancel: move |event| {
                event.prevent_default();
                close(());
            },
            onclick: move |_| close(()),
            div { class: "modal-panel", onclick: move |event| event.stop_propagation(),
                div { class: "modal-head",
                    h2 { id: heading, class: if hide_title { "visually-hidden" } else { "modal-title" }, {title} }
                    IconButton { icon: IconName::X, label: t!("ui-close"), onclick: move |_| close(()) }
                }
                div { class: "modal-body", {children} }
                if footer.is_some() || cancel.is_some() {
                    div { class: "modal-foot",
                        if let Some(cancel) = cancel {
                            Button { kind: ButtonKind::Secondary, onclick: move |_| close(()), {cancel} }
                        }
                        {footer}
                    }
                }
            }
        }
    }
}

/// A question that must be answered.
#[component]
pub fn Dialog(
    /// Whether it is shown.
    open: bool,
    /// The question.
    #[props(into)]
    title: String,
    /// What follows from it.
    #[props(default, into)]
    text: Option<String>,
    /// What the yes says: the thing itself, not "OK".
    #[props(into)]
    confirm: String,
    /// What the no says.
    #[props(default, into)]
    cancel: Option<String>,
    /// It cannot be taken back.
    #[props(default)]
    danger: bool,
    /// The yes is being carried out.
    #[props(default)]
    busy: bool,
    /// The yes cannot be had any more; the title and the text say why. Its button stays where it was: a press that was
    /// meant for it must not hit anything else.
    #[props(default)]
    past: bool,
    /// Yes.
    onconfirm: EventHandler<()>,
    /// No.
    onclose: EventHandler<()>,
    /// More to say or to enter.
    #[props(default)]
    children: Element,
) -> Element {
    if !open {
        return rsx! {};
    }
    let footer = rsx! {
        Button {
            kind: if danger { ButtonKind::Danger } else { ButtonKind::Primary },
            busy,
            past,
            onclick: move |_| onconfirm.call(()),
            {confirm}
        }
    };
    rsx! {
        Modal { title, onclose, hide_title: false, class: "dialog", alert: true, footer, cancel: cancel.unwrap_or_else(|| t!("ui-cancel")),
            if let Some(text) = text {
                // It may change while it is read.
                p { "aria-live": "polite", {text} }
            }
            {children}
        }
    }
}
