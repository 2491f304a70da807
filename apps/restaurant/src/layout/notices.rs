//! What the app has to say whatever the screen: no connection, a new version.

use crate::{crew::use_crew, queue::use_queue};
use dioxus::prelude::*;
use foodwala_ui::{browser, prelude::*};

/// Notices above every screen.
#[component]
pub fn Notices() -> Element {
    let online = device::use_online();
    let worker = browser::use_worker();
    let crew = use_crew();
    let queue = use_queue();
    let waiting = queue.read().entries.iter().filter(|entry| entry.is_open()).count();
    let mut dismissed = use_signal(|| false);
    let is_away = !online() || crew.is_unconfirmed();
    rsx! {
        div { class: "notices",
            if is_away {
                Banner { tone: Tone::Warning, icon: IconName::WifiOff, title: t!("offline-title"),
                    p { {if waiting > 0 { t!("offline-waiting", count = waiting) } else { t!("offline-text") }} }
                }
            }
            if (worker.update)() && !dismissed() {
                Banner { tone: Tone::Accent, ondismiss: move |()| dismissed.set(true),
                    p { {t!("update-text")} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| browser::start_update(), {t!("update-now")} }
                }
            }
        }
    }
}
