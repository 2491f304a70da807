//! Which platform a window of its own is connected to. A browser is always at the platform that its page came from.

use crate::{
    components::{Button, ButtonKind, Card, IconName},
    t,
};
use dioxus::prelude::*;

/// Under this key is the address; it belongs to the device.
pub const KEY: &str = "device.platform";

/// The platform as the window knows it.
#[derive(Clone, Copy, PartialEq)]
pub struct Platform {
    /// Where it is, if that is known.
    pub address: Signal<Option<String>>,
    /// Asks for another one.
    pub change: Callback<()>,
}

/// Shows which platform the window is connected to, and leads to another one. In a browser it is nothing.
#[component]
pub fn PlatformCard() -> Element {
    let Some(platform) = try_consume_context::<Platform>() else {
        return rsx! {};
    };
    rsx! {
        Card { class: "platform-card",
            h2 { class: "title-s", {t!("ui-platform")} }
            p { class: "platform-address", bdi { {platform.address.read().clone().unwrap_or_default()} } }
            Button { kind: ButtonKind::Secondary, icon: IconName::RotateCcw, onclick: move |_| platform.change.call(()), {t!("ui-platform-other")} }
        }
    }
}
