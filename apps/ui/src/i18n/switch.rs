//! Choosing the language.

use super::{Language, use_language};
use crate::{
    components::{Banner, Button, ButtonKind, ButtonSize, Choice, Select, Tone},
    t,
};
use dioxus::prelude::*;

/// Chooses the language of the app; each is named in itself.
#[component]
pub fn LanguageSwitch(
    /// Hides the label from sight, not from screen readers.
    #[props(default)]
    hide_label: bool,
) -> Element {
    let language = use_language();
    let choices: Vec<Choice> = Language::ALL
        .iter()
        .map(|language| Choice::new(language.tag(), language.own_name()))
        .collect();
    rsx! {
        Select {
            label: t!("ui-language"),
            hide_label,
            options: choices,
            value: language.get().tag().to_owned(),
            onchange: move |tag: String| {
                if let Some(chosen) = Language::from_tag(&tag) {
                    language.set(chosen);
                }
            },
        }
        if let Some(missing) = language.missing() {
            Banner { tone: Tone::Danger,
                p { {t!("ui-language-missing", language = missing.own_name())} }
                Button { kind: ButtonKind::Secondary, size: ButtonSize::Small, onclick: move |_| language.set(missing), {t!("ui-retry")} }
            }
        }
    }
}
