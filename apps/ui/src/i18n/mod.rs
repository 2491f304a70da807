//! Texts in the reader's language: Project Fluent, one catalogue per app on top of the design system's own.
//!
//! ```ignore
//! t!("basket-title")
//! t!("basket-count", count = 3)
//! ```
//! A text that is missing in a language is taken from English, and one that is missing there shows its key; tests hold the
//! catalogues equal, so that neither happens.
//!
//! In a browser only English is part of the program. The other languages are files, `i18n/<tag>.ftl` of the app's assets, which
//! `cargo xtask web` makes of the `i18n` folders beside the assets; an app leaves them out of its catalogue there.

mod catalogue;
#[cfg(not(target_arch = "wasm32"))]
mod faults;
mod files;
mod language;
mod switch;

pub use catalogue::Catalogue;
pub use fluent_bundle::FluentValue as Value;
pub use language::{Direction, Language};
pub use switch::LanguageSwitch;

use crate::device;
use catalogue::Texts;
use dioxus::{core::Runtime, prelude::*};
use std::rc::Rc;

/// The key under which the device keeps the language.
pub const LANGUAGE_KEY: &str = "language";

/// The design system's own texts.
pub const UI: Catalogue = Catalogue {
    en: include_str!("../../i18n/en.ftl"),
    #[cfg(not(target_arch = "wasm32"))]
    hi: include_str!("../../i18n/hi.ftl"),
    #[cfg(not(target_arch = "wasm32"))]
    ar: include_str!("../../i18n/ar.ftl"),
    #[cfg(target_arch = "wasm32")]
    hi: "",
    #[cfg(target_arch = "wasm32")]
    ar: "",
};

#[derive(Clone)]
struct I18n {
    language: Signal<Language>,
    /// What was chosen last; it comes to be once its texts are here.
    wanted: CopyValue<Language>,
    /// The wanted one, if its texts could not be had.
    missing: Signal<Option<Language>>,
    texts: Rc<Texts>,
}

/// Gives everything below the app's texts, in the language kept on the device, else the first of the browser's languages
/// that we speak, else English. Call once, in the app's root.
pub fn use_i18n_provider(app: Catalogue) {
    let context = use_hook(|| {
        let wanted = first_language();
        // Those of the first language are usually fetched along with the program.
        let language = if files::has(wanted) { wanted } else { Language::En };
        let context = provide_context(I18n {
            language: Signal::new(language),
            wanted: CopyValue::new(wanted),
            missing: Signal::new(None),
            texts: Rc::new(Texts::new([app, UI])),
        });
        if language != wanted {
            LanguageHandle::of(&context).arrive(wanted);
        }
        context
    });
    use_effect(move || {
        let language = (context.language)();
        device::document::set_language(language.tag(), language.direction().as_str());
    });
}

pub(crate) fn first_language() -> Language {
    let kept = device::storage::get(LANGUAGE_KEY);
    let kept = kept.as_deref().and_then(Language::from_tag);
    kept.unwrap_or_else(|| Language::negotiate(device::document::languages().iter().map(String::as_str)))
}

/// What the app gives; absent where components are drawn on their own, and in plain code outside of any app.
fn context() -> Option<I18n> {
    Runtime::try_current()?.try_current_scope_id()?;
    try_consume_context()
}

/// The language; whoever calls it while rendering is rendered again when it changes.
pub fn language() -> Language {
    context().map_or(Language::En, |context| (context.language)())
}

/// A handle on the language, to read it and to choose another one.
pub fn use_language() -> LanguageHandle {
    use_hook(|| {
        try_consume_context::<I18n>().map_or_else(
            || LanguageHandle {
                language: Signal::new(Language::En),
                wanted: CopyValue::new(Language::En),
                missing: Signal::new(None),
            },
            |context| LanguageHandle::of(&context),
        )
    })
}

/// Reads and sets the language.
#[derive(Clone, Copy, PartialEq)]
pub struct LanguageHandle {
    language: Signal<Language>,
    wanted: CopyValue<Language>,
    missing: Signal<Option<Language>>,
}

impl LanguageHandle {
    fn of(context: &I18n) -> Self {
        Self {
            language: context.language,
            wanted: context.wanted,
            missing: context.missing,
        }
    }

    /// The language now.
    pub fn get(self) -> Language {
        (self.language)()
    }

    /// The language that was chosen, if its texts could not be had: choose it again to try again.
    pub fn missing(self) -> Option<Language> {
        (self.missing)()
    }

    /// Chooses a language and keeps it on the device. Where its texts have to be fetched first, the language now stays until
    /// they are here.
    pub fn set(mut self, language: Language) {
        device::storage::set(LANGUAGE_KEY, language.tag());
        self.wanted.set(language);
        self.missing.set(None);
        if files::has(language) {
            self.language.set(language);
        } else {
            self.arrive(language);
        }
    }

    /// Fetches the texts and speaks the language, unless another one is wanted by then.
    fn arrive(mut self, language: Language) {
        dioxus::core::spawn_forever(async move {
            let is_here = files::fetch(language).await;
            if *self.wanted.peek() != language {
                return;
            }
            if is_here {
                self.language.set(language);
            } else {
                self.missing.set(Some(language));
            }
        });
    }
}

/// The text `key` with arguments; [`t!`](crate::t) says the same in fewer words.
pub fn text(key: &str, args: &[(&'static str, Value<'_>)]) -> String {
    match context() {
        Some(context) => context.texts.say((context.language)(), key, args),
        None => {
            thread_local!(static OWN: Texts = Texts::new([UI, Catalogue::EMPTY]));
            OWN.with(|texts| texts.say(Language::En, key, args))
        }
    }
}

/// The text of a key in the reader's language: `t!("key")`, `t!("key", name = value, …)`. Values are texts or numbers.
#[macro_export]
macro_rules! t {
    ($key:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::i18n::text($key, &[$((stringify!($name), $crate::i18n::Value::from($value))),*])
    };
}
