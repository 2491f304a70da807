//! How the question looks.

use super::state::{Event, FIELD, Problem, State};
use crate::{components::*, device, i18n::LanguageSwitch, t};
use dioxus::prelude::*;

/// The screen.
#[component]
pub fn View(state: ReadSignal<State>, send: Callback<Event>, oncancel: Option<EventHandler<()>>) -> Element {
    let state = state.read();
    use_effect(|| device::document::set_title("FoodWala"));
    // What is wrong with the address itself stands at the field, what its owner would have to see to above it.
    let (field, trouble) = match state.problem {
        None => (None, None),
        Some(Problem::Empty) => (Some(t!("connect-empty")), None),
        Some(Problem::NoAddress) => (Some(t!("connect-no-address")), None),
        Some(Problem::Silent) => (None, Some((t!("connect-silent"), t!("connect-silent-text")))),
        Some(Problem::Stranger) => (None, Some((t!("connect-stranger"), t!("connect-stranger-text")))),
        Some(Problem::Busy) => (None, Some((t!("connect-busy"), t!("connect-busy-text")))),
    };
    rsx! {
        main { id: "content", class: "connect", tabindex: "-1",
            Card { class: "connect-card",
                Illustration { name: "noodles", size: ArtSize::Large, eager: true }
                h1 { class: "title-l", {t!("connect-title")} }
                p { class: "connect-text", {t!("connect-text")} }
                form {
                    class: "stack",
                    novalidate: true,
                    onsubmit: move |event: FormEvent| {
                        event.prevent_default();
                        send(Event::Submit);
                    },
                    if let Some((title, text)) = trouble {
                        Banner { tone: Tone::Danger, title, p { {text} } }
                    }
                    Field {
                        id: FIELD,
                        label: t!("connect-label"),
                        hint: t!("connect-hint"),
                        required: true,
                        autocomplete: "url",
                        value: state.typed.clone(),
                        error: field,
                        oninput: move |text| send(Event::Typed(text)),
                    }
                    Button { submit: true, wide: true, size: ButtonSize::Large, busy: state.busy, {t!("connect-do")} }
                    if let Some(oncancel) = oncancel {
                        Button { wide: true, kind: ButtonKind::Quiet, onclick: move |_| oncancel.call(()), {t!("ui-cancel")} }
                    }
                }
            }
            div { class: "connect-language", LanguageSwitch { hide_label: true } }
        }
    }
}
