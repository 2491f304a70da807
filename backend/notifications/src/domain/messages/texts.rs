//! The messages of `locales/*.ftl` (Project Fluent), formatted.

use crate::{SetUpError, domain::Locale};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::fmt;

/// A message that cannot be formatted: a defect of the locale files or of the arguments.
#[derive(Debug, thiserror::Error)]
#[error("the text {key} cannot be written for {}: {reason}", locale.tag())]
pub(crate) struct TextError {
    key: &'static str,
    locale: Locale,
    reason: String,
}

/// The messages of every locale.
pub(crate) struct Texts {
    en: FluentBundle<FluentResource>,
    hi: FluentBundle<FluentResource>,
    ar: FluentBundle<FluentResource>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").finish_non_exhaustive()
    }
}

impl Texts {
    /// Reads the embedded locale files.
    pub fn load() -> Result<Self, SetUpError> {
        Ok(Self {
            en: bundle(Locale::En)?,
            hi: bundle(Locale::Hi)?,
            ar: bundle(Locale::Ar)?,
        })
    }

    /// The message `key` in a language.
    pub fn say(&self, locale: Locale, key: &'static str, args: &FluentArgs<'_>) -> Result<String, TextError> {
        let bundle = match locale {
            Locale::En => &self.en,
            Locale::Hi => &self.hi,
            Locale::Ar => &self.ar,
        };
        let fault = |reason: String| TextError { key, locale, reason };
        let message = bundle
            .get_message(key)
            .ok_or_else(|| fault("there is no such message".to_owned()))?;
        let pattern = message
            .value()
            .ok_or_else(|| fault("the message is empty".to_owned()))?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        match errors.first() {
            None => Ok(text),
            Some(error) => Err(fault(error.to_string())),
        }
    }
}

/// Arguments of a message; those it does not use are ignored.
pub(super) fn args<'a, const N: usize>(pairs: [(&'static str, FluentValue<'a>); N]) -> FluentArgs<'a> {
    let mut args = FluentArgs::with_capacity(N);
    for (name, value) in pairs {
        args.set(name, value);
    }
    args
}

const fn source(locale: Locale) -> &'static str {
    match locale {
        Locale::En => include_str!("../../../locales/en.ftl"),
        Locale::Hi => include_str!("../../../locales/hi.ftl"),
        Locale::Ar => include_str!("../../../locales/ar.ftl"),
    }
}

fn bundle(locale: Locale) -> Result<FluentBundle<FluentResource>, SetUpError> {
    let fault = |reason: String| SetUpError::Texts {
        locale: locale.tag(),
        reason,
    };
    let tag = locale
        .tag()
        .parse()
        .map_err(|_| fault("the tag is not a language".to_owned()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Marks around arguments that keep the direction of the text; needless, and odd in subjects, elsewhere.
    bundle.set_use_isolating(locale.is_right_to_left());
    let resource = FluentResource::try_new(source(locale).to_owned()).map_err(|(_, errors)| fault(listed(&errors)))?;
    bundle.add_resource(resource).map_err(|errors| fault(listed(&errors)))?;
    Ok(bundle)
}

fn listed(errors: &[impl fmt::Display]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
    use std::collections::{BTreeMap, BTreeSet};

    /// The arguments of a message, and the kinds of its plural variants.
    #[derive(Default)]
    struct Shape {
        arguments: BTreeSet<String>,
        variants: BTreeSet<String>,
    }

    impl Shape {
        fn pattern(&mut self, pattern: &Pattern<&str>) {
            for element in &pattern.elements {
                if let PatternElement::Placeable { expression } = element {
                    match expression {
                        Expression::Inline(inline) => self.inline(inline),
                        Expression::Select { selector, variants } => {
                            self.inline(selector);
                            for variant in variants {
                                if let VariantKey::Identifier { name } = variant.key {
                                    self.variants.insert(name.to_owned());
                                }
                                self.pattern(&variant.value);
                            }
                        }
                    }
                }
            }
        }

        fn inline(&mut self, inline: &InlineExpression<&str>) {
            match inline {
                InlineExpression::VariableReference { id } => {
                    self.arguments.insert(id.name.to_owned());
                }
                other => panic!("only arguments are used in the locale files: {other:?}"),
            }
        }
    }

    fn shapes(locale: Locale) -> BTreeMap<String, Shape> {
        let resource = fluent_syntax::parser::parse(source(locale)).unwrap();
        let messages = resource.body.iter().filter_map(|entry| match entry {
            Entry::Message(message) => {
                let mut shape = Shape::default();
                shape.pattern(message.value.as_ref().unwrap());
                Some((message.id.name.to_owned(), shape))
            }
            Entry::Comment(_) => None,
            other => panic!("unexpected in {}: {other:?}", locale.tag()),
        });
        messages.collect()
    }

    #[test]
    fn every_locale_has_the_same_messages_with_the_same_arguments() {
        let english = shapes(Locale::En);
        assert!(!english.is_empty());
        for locale in Locale::ALL {
            let shapes = shapes(locale);
            assert_eq!(
                shapes.keys().collect::<Vec<_>>(),
                english.keys().collect::<Vec<_>>(),
                "{}",
                locale.tag()
            );
            for (key, shape) in &shapes {
                assert_eq!(shape.arguments, english[key].arguments, "{key} in {}", locale.tag());
            }
        }
    }

    #[test]
    fn plurals_cover_the_categories_of_their_language() {
        for (locale, categories) in [
            (Locale::En, &["one", "other"][..]),
            (Locale::Hi, &["one", "other"]),
            (Locale::Ar, &["one", "two", "few", "many", "other"]),
        ] {
            for (key, shape) in shapes(locale) {
                let plural = shape.variants.contains("one");
                assert!(
                    !plural || shape.variants == categories.iter().map(|&c| c.to_owned()).collect(),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn a_missing_message_and_a_missing_argument_are_errors() {
        let texts = Texts::load().unwrap();
        assert!(texts.say(Locale::En, "no-such-text", &FluentArgs::new()).is_err());
        assert!(texts.say(Locale::En, "welcome-title", &FluentArgs::new()).is_err());
    }

    #[test]
    fn counts_take_the_form_of_their_language() {
        let texts = Texts::load().unwrap();
        let say = |locale, count: i64| {
            texts
                .say(locale, "receipt-count", &args([("count", count.into())]))
                .unwrap()
        };
        assert_eq!(say(Locale::En, 1), "One item");
        assert_eq!(say(Locale::En, 2), "2 items");
        assert_eq!(say(Locale::Hi, 1), "एक व्यंजन");
        assert_eq!(say(Locale::Ar, 2), "صنفان");
        assert!(say(Locale::Ar, 3).ends_with("أصناف"));
        assert!(say(Locale::Ar, 11).ends_with("صنفًا"));
        assert!(say(Locale::Ar, 100).ends_with("صنف"));
    }
}
