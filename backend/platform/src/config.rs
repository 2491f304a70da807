//! Reads settings from one TOML file and the environment, and reports everything that is wrong with them at once.

use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use serde::de::DeserializeOwned;
use std::{collections::BTreeSet, fmt, path::Path};

/// Prefix of environment overrides: `FOODWALA_ORDERS__ACCEPT_WITHIN_SECONDS=600`.
pub const ENVIRONMENT_PREFIX: &str = "FOODWALA_";

/// Everything that is wrong with the settings.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigErrors(Vec<String>);

impl ConfigErrors {
    /// Each fault, with the place of its setting.
    pub fn faults(&self) -> &[String] {
        &self.0
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the configuration has {} fault(s)", self.0.len())?;
        self.0.iter().try_for_each(|fault| write!(f, "\n  - {fault}"))
    }
}

/// Settings that can say what is wrong with them.
pub trait Validate {
    /// Calls `fault` with setting and reason for everything that is out of bounds.
    fn validate(&self, fault: &mut dyn FnMut(&str, &str));
}

/// Reads the settings section by section.
#[derive(Debug)]
pub struct Reader {
    figment: Figment,
    known: BTreeSet<&'static str>,
    faults: Vec<String>,
}

impl Reader {
    /// Settings from `file`, if given, overridden by the environment.
    pub fn new(file: Option<&Path>) -> Self {
        let mut faults = Vec::new();
        let mut figment = Figment::new();
        if let Some(file) = file {
            if file.is_file() {
                figment = figment.merge(Toml::file_exact(file));
            } else {
                faults.push(format!("{}: no such file", file.display()));
            }
        }
        // Every setting has a section; variables without one are for the command line and for tests.
        let setting = |key: &figment::value::UncasedStr| key.as_str().contains("__");
        let environment = Env::prefixed(ENVIRONMENT_PREFIX).filter(setting).split("__");
        Self {
            figment: figment.merge(environment),
            known: BTreeSet::new(),
            faults,
        }
    }

    /// The settings of one section; the defaults where nothing is set.
    pub fn section<T: DeserializeOwned + Default + Validate>(&mut self, name: &'static str) -> T {
        self.known.insert(name);
        let value = match self.figment.find_value(name) {
            Ok(_) => match self.figment.extract_inner::<T>(name) {
                Ok(value) => value,
                Err(errors) => {
                    self.faults
                        .extend(errors.into_iter().map(|error| describe(name, &error)));
                    return T::default();
                }
            },
            Err(_) => T::default(),
        };
        value.validate(&mut |setting, reason| self.faults.push(format!("{name}.{setting}: {reason}")));
        value
    }

    /// Done reading.
    ///
    /// # Errors
    /// Everything that was wrong, sections nobody asked for included.
    pub fn finish(mut self) -> Result<(), ConfigErrors> {
        match self.figment.extract::<figment::value::Dict>() {
            Ok(sections) => {
                let unknown = sections.keys().filter(|name| !self.known.contains(name.as_str()));
                self.faults
                    .extend(unknown.map(|name| format!("{name}: there is no such section")));
            }
            Err(errors) => self.faults.extend(errors.into_iter().map(|error| describe("", &error))),
        }
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(ConfigErrors(self.faults))
        }
    }
}

/// Place and reason, never the value: it may be a secret.
fn describe(section: &str, error: &figment::Error) -> String {
    use figment::error::Kind;
    // Figment appends the section that was asked for to the path within it.
    let mut place: Vec<&str> = error
        .path
        .iter()
        .map(String::as_str)
        .filter(|part| *part != section)
        .collect();
    if !section.is_empty() {
        place.insert(0, section);
    }
    let reason = match &error.kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => format!("expected {expected}"),
        Kind::UnknownField(field, known) => {
            place.retain(|part| part != field);
            format!("there is no setting {field:?}; there are {}", known.join(", "))
        }
        Kind::UnknownVariant(_, known) => format!("expected one of {}", known.join(", ")),
        Kind::MissingField(field) => format!("{field} is missing"),
        Kind::Message(message) if error.path.is_empty() => message.clone(),
        _ => "is not valid".to_owned(),
    };
    format!("{}: {reason}", place.join("."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Kitchen {
        ovens: u32,
        secret: u32,
    }

    impl Validate for Kitchen {
        fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
            if self.ovens > 10 {
                fault("ovens", "must be at most 10");
            }
        }
    }

    fn read(toml: &str) -> (Kitchen, Kitchen, Result<(), ConfigErrors>) {
        let mut reader = Reader::new(None);
        reader.figment = Figment::new().merge(Toml::string(toml));
        let (kitchen, bar) = (reader.section("kitchen"), reader.section("bar"));
        (kitchen, bar, reader.finish())
    }

    #[test]
    fn what_is_not_set_has_its_default() {
        let (kitchen, bar, result) = read("[kitchen]\novens = 3");
        assert_eq!((kitchen.ovens, bar.ovens, result), (3, 0, Ok(())));
    }

    #[test]
    fn every_fault_is_reported_and_no_value_is_shown() {
        let (_, _, result) = read("[kitchen]\novens = 99\n[bar]\nsecret = 'hunter2'\n[cellar]\nwine = 1");
        let text = result.unwrap_err().to_string();
        assert!(text.contains("kitchen.ovens: must be at most 10"), "{text}");
        assert!(text.contains("bar.secret: expected"), "{text}");
        assert!(text.contains("cellar: there is no such section"), "{text}");
        assert!(!text.contains("hunter2"), "{text}");
        let (_, _, result) = read("[kitchen]\nfridge = 1");
        assert!(
            result
                .unwrap_err()
                .to_string()
                .contains("kitchen: there is no setting \"fridge\"")
        );
    }
}
