//! What is wrong with a catalogue: for tests, in this crate and in the apps.

use super::{Catalogue, Language};
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
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&str>) {
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

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.arguments.insert(id.name.to_owned());
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            _ => {}
        }
    }
}

/// The plural categories that whole numbers have in a language.
const fn categories(language: Language) -> &'static [&'static str] {
    match language {
        Language::En | Language::Hi => &["one", "other"],
        Language::Ar => &["few", "many", "one", "other", "two"],
    }
}

impl Catalogue {
    /// What is wrong with it, a line each: texts that cannot be read or are there twice, keys that a language lacks or has in
    /// surplus, arguments that differ from English, plurals without a category of their language.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let english = shapes(self, Language::En, &mut faults);
        for language in [Language::En, Language::Hi, Language::Ar] {
            let tag = language.tag();
            let shapes = match language {
                Language::En => None,
                _ => Some(shapes(self, language, &mut faults)),
            };
            let shapes = shapes.as_ref().unwrap_or(&english);
            for key in english.keys().filter(|key| !shapes.contains_key(*key)) {
                faults.push(format!("{tag} lacks {key}"));
            }
            for (key, shape) in shapes {
                match english.get(key) {
                    None => faults.push(format!("{tag} has {key}, which English lacks")),
                    Some(english) => {
                        // A plural may say its number in a word ("two dishes"), but an argument of its own is a mistake.
                        for argument in shape.arguments.symmetric_difference(&english.arguments) {
                            faults.push(format!("{tag} and English differ in ${argument} of {key}"));
                        }
                    }
                }
                if shape.variants.contains("one") {
                    for category in categories(language) {
                        if !shape.variants.contains(*category) {
                            faults.push(format!("{tag} lacks [{category}] in {key}"));
                        }
                    }
                }
            }
        }
        faults
    }
}

fn shapes(catalogue: &Catalogue, language: Language, faults: &mut Vec<String>) -> BTreeMap<String, Shape> {
    let tag = language.tag();
    let resource = match fluent_syntax::parser::parse(catalogue.of(language)) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            faults.extend(errors.iter().map(|error| format!("{tag} cannot be read: {error}")));
            resource
        }
    };
    let mut shapes = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let mut shape = Shape::default();
                match &message.value {
                    Some(value) => shape.pattern(value),
                    None => faults.push(format!("{tag} has no text for {}", message.id.name)),
                }
                if shapes.insert(message.id.name.to_owned(), shape).is_some() {
                    faults.push(format!("{tag} has {} twice", message.id.name));
                }
            }
            Entry::Junk { content } => faults.push(format!("{tag} cannot be read at {content:?}")),
            _ => {}
        }
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_texts_are_the_same_in_every_language() {
        assert_eq!(super::super::UI.faults(), Vec::<String>::new());
    }

    #[test]
    fn every_fault_is_named() {
        let catalogue = Catalogue {
            en: "a = A { $x }\nb = { $n ->\n    [one] one\n   *[other] { $n }\n}\nc = C\n",
            hi: "a = A { $y }\nb = { $n ->\n    [one] one\n   *[other] { $n }\n}\nc = C\nc = D\n",
            ar: "a = A { $x }\nb = { $n ->\n    [one] one\n   *[other] { $n }\n}\nd = D\n",
        };
        let faults = catalogue.faults();
        for expected in [
            "hi and English differ in $x of a",
            "hi and English differ in $y of a",
            "hi has c twice",
            "ar lacks c",
            "ar lacks [few] in b",
            "ar has d, which English lacks",
        ] {
            assert!(
                faults.iter().any(|fault| fault == expected),
                "{expected} not in {faults:?}"
            );
        }
    }
}
