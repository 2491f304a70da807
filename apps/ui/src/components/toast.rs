//! Short notices that come and go by themselves.

use super::{Icon, IconButton, IconName, card::Tone};
use crate::{device, t};
use dioxus::prelude::*;
use std::time::Duration;

/// How long a notice stays. One with something to press stays until it is put away.
const SHOWN_FOR: Duration = Duration::from_secs(6);

/// A notice.
#[derive(Clone, PartialEq)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
    action: Option<(String, Callback<()>)>,
}

/// Shows notices. Get it with [`use_toasts`].
#[derive(Clone, Copy, PartialEq)]
pub struct Toasts {
    shown: Signal<Vec<Toast>>,
    last: CopyValue<u32>,
}

impl Toasts {
    /// Shows a notice for some seconds.
    pub fn show(self, tone: Tone, text: impl Into<String>) {
        let id = self.push(tone, text.into(), None);
        dioxus::core::spawn_forever(async move {
            device::sleep(SHOWN_FOR).await;
            self.dismiss(id);
        });
    }

    /// Says that something went well.
    pub fn success(self, text: impl Into<String>) {
        self.show(Tone::Success, text);
    }

    /// Says that something went wrong. In a sheet use a banner: what lies below a sheet is out of reach.
    pub fn danger(self, text: impl Into<String>) {
        self.show(Tone::Danger, text);
    }

    /// Shows a notice with something to press, e.g. "Undo", until it is pressed or put away.
    pub fn offer(self, tone: Tone, text: impl Into<String>, label: impl Into<String>, action: Callback<()>) {
        self.push(tone, text.into(), Some((label.into(), action)));
    }

    fn push(mut self, tone: Tone, text: String, action: Option<(String, Callback<()>)>) -> u32 {
        let id = self.last.peek().wrapping_add(1);
        self.last.set(id);
        let mut shown = self.shown.write();
        // Older ones make room.
        let surplus = shown.len().saturating_sub(2);
        shown.drain(..surplus);
        shown.push(Toast { id, tone, text, action });
        id
    }

    fn dismiss(mut self, id: u32) {
        if self.shown.peek().iter().any(|toast| toast.id == id) {
            self.shown.write().retain(|toast| toast.id != id);
        }
    }
}

/// Lets everything below show notices. Call once, in the app's root, and draw [`Toaster`] there.
pub fn use_toasts_provider() -> Toasts {
    use_hook(|| {
        provide_context(Toasts {
            shown: Signal::new(Vec::new()),
            last: CopyValue::new(0),
        })
    })
}

/// Shows notices.
///
/// # Panics
/// If no component above has called [`use_toasts_provider`].
pub fn use_toasts() -> Toasts {
    use_context()
}

/// Where notices appear, and how they are read out.
#[component]
pub fn Toaster() -> Element {
    let toasts = use_toasts();
    rsx! {
        section { class: "toaster", "aria-label": t!("ui-notices"), "aria-live": "polite", "aria-relevant": "additions",
            for toast in (toasts.shown)() {
                div { key: "{toast.id}", class: "toast", role: "status", "data-tone": toast.tone.as_str(),
                    Icon { name: toast.tone.icon(), size: super::IconSize::Small }
                    span { class: "toast-text", {toast.text} }
                    if let Some((label, action)) = toast.action {
                        button {
                            r#type: "button",
                            class: "toast-action",
                            onclick: move |_| {
                                action.call(());
                                toasts.dismiss(toast.id);
                            },
                            {label}
                        }
                    }
                    IconButton { icon: IconName::X, label: t!("ui-dismiss"), onclick: move |_| toasts.dismiss(toast.id) }
                }
            }
        }
    }
}
