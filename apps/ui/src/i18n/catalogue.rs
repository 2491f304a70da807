//! Catalogues of texts, read when their language is first wanted.

use super::{Language, Value, files};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use std::cell::OnceCell;

/// The texts of one part of an app in every language, in Fluent's syntax.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue {
    /// English, the language that the others are held against.
    pub en: &'static str,
    /// Hindi.
    pub hi: &'static str,
    /// Arabic.
    pub ar: &'static str,
}

impl Catalogue {
    /// No texts.
    pub const EMPTY: Self = Self { en: "", hi: "", ar: "" };

    /// The texts in a language.
    pub const fn of(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Hi => self.hi,
            Language::Ar => self.ar,
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

/// Catalogues that are read language by language.
pub(super) struct Texts {
    catalogues: [Catalogue; 2],
    bundles: [OnceCell<Bundle>; 3],
}

impl Texts {
    /// Earlier catalogues win.
    pub fn new(catalogues: [Catalogue; 2]) -> Self {
        Self {
            catalogues,
            bundles: Default::default(),
        }
    }

    /// The text of a key, in English if the language lacks it, the key itself if English does.
    pub fn say(&self, language: Language, key: &str, args: &[(&'static str, Value<'_>)]) -> String {
        let said = self.try_say(language, key, args);
        let said = said.or_else(|| self.try_say(Language::En, key, args));
        said.unwrap_or_else(|| {
            tracing::error!(text.key = key, "there is no such text");
            key.to_owned()
        })
    }

    fn try_say(&self, language: Language, key: &str, args: &[(&'static str, Value<'_>)]) -> Option<String> {
        let bundle = self.bundle(language);
        let pattern = bundle.get_message(key)?.value()?;
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            given.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
        if let Some(error) = errors.first() {
            tracing::error!(
                text.key = key,
                error = error as &dyn std::error::Error,
                "a text lacks an argument"
            );
        }
        Some(text)
    }

    fn bundle(&self, language: Language) -> &Bundle {
        let slot = match language {
            Language::En => &self.bundles[0],
            Language::Hi => &self.bundles[1],
            Language::Ar => &self.bundles[2],
        };
        slot.get_or_init(|| {
            let mut bundle = Bundle::new(language.tag().parse().into_iter().collect());
            // Marks around arguments that keep the direction of the text; needless where all is read one way.
            bundle.set_use_isolating(language.direction() == super::Direction::Rtl);
            // The later wins in a bundle.
            let own = self.catalogues.iter().rev();
            let own = own.map(|catalogue| catalogue.of(language).to_owned());
            for text in own.chain(files::text(language)) {
                let resource = match FluentResource::try_new(text) {
                    Ok(resource) => resource,
                    Err((resource, errors)) => {
                        tracing::error!(language = language.tag(), errors = errors.len(), "texts cannot be read");
                        resource
                    }
                };
                bundle.add_resource_overriding(resource);
            }
            bundle
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: Catalogue = Catalogue {
        en: "hello = Hello { $name }\nonly = Only here\ndishes = { $count ->\n    [one] one dish\n   *[other] { $count } dishes\n}\n",
        hi: "hello = नमस्ते { $name }\n",
        ar: "hello = مرحبًا { $name }\ndishes = { $count ->\n    [two] طبقان\n   *[other] { $count }\n}\n",
    };

    #[test]
    fn texts_take_the_language_then_english_then_their_key() {
        let texts = Texts::new([APP, Catalogue::EMPTY]);
        let say = |language, key| texts.say(language, key, &[("name", "Asha".into()), ("count", 2.into())]);
        assert_eq!(say(Language::En, "hello"), "Hello Asha");
        assert_eq!(say(Language::Hi, "hello"), "नमस्ते Asha");
        assert_eq!(say(Language::Hi, "only"), "Only here");
        assert_eq!(say(Language::En, "nowhere"), "nowhere");
        assert_eq!(say(Language::En, "dishes"), "2 dishes");
        assert_eq!(say(Language::Ar, "dishes"), "طبقان");
    }

    #[test]
    fn arguments_are_isolated_where_text_runs_from_the_right() {
        let texts = Texts::new([APP, Catalogue::EMPTY]);
        let said = texts.say(Language::Ar, "hello", &[("name", "Asha".into())]);
        assert_eq!(said, "مرحبًا \u{2068}Asha\u{2069}");
    }
}
