//! What the app has to say whatever the screen: no connection, old answers, a new version, orders that waited.

use crate::{browser, context::use_person, offline::use_waiting, route::Route};
use dioxus::prelude::*;
use foodwala_ui::prelude::*;

/// Notices above every screen.
#[component]
pub fn Notices() -> Element {
    let online = device::use_online();
    let worker = browser::use_worker();
    let person = use_person();
    let waiting = use_waiting();
    let toasts = use_toasts();
    let navigator = use_navigator();
    // What waited goes out as soon as there is a connection and somebody whose it is.
    use_effect(move || {
        if let (true, Some(account)) = (online(), person.account()) {
            waiting.attempt(account.id);
        }
    });
    use_effect(move || {
        if let Some(id) = waiting.placed() {
            let follow = Callback::new(move |()| {
                navigator.push(Route::Order { id });
            });
            toasts.offer(Tone::Success, t!("shell-order-sent"), t!("shell-follow"), follow);
        }
    });
    let as_of = (worker.as_of)();
    let held = waiting.read().len();
    let mut dismissed = use_signal(|| false);
    rsx! {
        div { class: "shell-notices",
            if !online() {
                Banner { tone: Tone::Warning, icon: IconName::WifiOff,
                    p {
                        {t!("shell-offline")}
                        if let Some(at) = as_of {
                            " "
                            {t!("shell-as-of-start")}
                            " "
                            Ago { at }
                        }
                    }
                }
            } else if let Some(at) = as_of {
                Banner { tone: Tone::Info,
                    p {
                        {t!("shell-as-of-start")}
                        " "
                        Ago { at }
                    }
                }
            }
            if held > 0 {
                Banner { tone: Tone::Info, icon: IconName::Clock,
                    p { {t!("shell-waiting", count = held)} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, href: Route::Orders {}.to_string(), {t!("shell-waiting-show")} }
                }
            }
            if (worker.update)() && !dismissed() {
                Banner { tone: Tone::Accent, ondismiss: move |()| dismissed.set(true),
                    p { {t!("shell-update")} }
                    Button { kind: ButtonKind::Quiet, size: ButtonSize::Small, onclick: move |_| browser::start_update(), {t!("shell-update-now")} }
                }
            }
        }
    }
}
