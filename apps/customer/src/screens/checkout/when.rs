//! When it is wanted.

use super::state::{Event, State};
use dioxus::prelude::*;
use foodwala_ui::{components::*, sdk::times::WantedTime, t};

/// When it is wanted.
#[component]
pub fn When(state: ReadSignal<State>, send: Callback<Event>) -> Element {
    let state = state.read();
    let Some(slots) = &state.slots else { return rsx! {} };
    rsx! {
        Section { title: t!("ui-when"),
            WantedTime {
                slots: slots.clone(),
                kind: state.form.kind,
                soonest: state.quoting.quote().map(|quote| quote.promised_at),
                wanted: state.form.wanted,
                onchange: move |at| send(Event::Wanted(at)),
            }
        }
    }
}
