//! Walks a TOML document and notes every mistake with its place, instead of stopping at the first.

use std::{cell::RefCell, fmt, ops::Range, sync::Arc};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Where in which file something is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file's name.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The key, e.g. `routes[3].cluster`.
    pub key: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)?;
        if self.key.is_empty() {
            Ok(())
        } else {
            write!(f, ": {}", self.key)
        }
    }
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub problem: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.problem)
    }
}

/// Every mistake that was found, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigErrors(pub Vec<ConfigError>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the gateway's settings are not valid:")?;
        self.0.iter().try_for_each(|error| write!(f, "\n  {error}"))
    }
}

/// A value and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Located<T> {
    pub(super) value: T,
    pub(super) place: Place,
}

/// One file being read.
pub(super) struct Reader<'t> {
    file: Arc<str>,
    text: &'t str,
    errors: RefCell<Vec<ConfigError>>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(file: &str, text: &'t str) -> Self {
        Self {
            file: file.into(),
            text,
            errors: RefCell::default(),
        }
    }

    /// The document, as far as it can be read.
    pub(super) fn document(&self) -> DeTable<'t> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.error(
                self.place(error.span().unwrap_or_default(), String::new()),
                error.message(),
            );
        }
        table.into_inner()
    }

    pub(super) fn place(&self, span: Range<usize>, key: String) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before[line_start..].chars().count() + 1;
        Place {
            file: Arc::clone(&self.file),
            line: before.matches('\n').count() + 1,
            column,
            key,
        }
    }

    pub(super) fn error(&self, place: Place, problem: impl Into<String>) {
        self.errors.borrow_mut().push(ConfigError {
            place,
            problem: problem.into(),
        });
    }

    pub(super) fn into_errors(self) -> Vec<ConfigError> {
        self.errors.into_inner()
    }
}

/// One table of the document.
pub(super) struct Section<'r, 't> {
    reader: &'r Reader<'t>,
    table: &'r DeTable<'t>,
    span: Range<usize>,
    key: String,
    asked: RefCell<Vec<&'static str>>,
}

impl<'r, 't> Section<'r, 't> {
    pub(super) fn new(reader: &'r Reader<'t>, table: &'r DeTable<'t>, span: Range<usize>, key: String) -> Self {
        Self {
            reader,
            table,
            span,
            key,
            asked: RefCell::default(),
        }
    }

    /// Where the section begins.
    pub(super) fn place(&self) -> Place {
        self.reader.place(self.span.clone(), self.key.clone())
    }

    pub(super) fn error(&self, place: Place, problem: impl Into<String>) {
        self.reader.error(place, problem);
    }

    fn key_of(&self, key: &str) -> String {
        if self.key.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.key)
        }
    }

    fn value(&self, key: &'static str) -> Option<(&'r DeValue<'t>, Place)> {
        self.asked.borrow_mut().push(key);
        let value = self.table.get(key)?;
        Some((value.get_ref(), self.reader.place(value.span(), self.key_of(key))))
    }

    fn wrong_type(&self, place: Place, expected: &str, found: &DeValue<'_>) {
        self.error(place, format!("expected {expected}, found {}", found.type_str()));
    }

    /// A string that `parse` understands.
    pub(super) fn parsed<T>(
        &self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<Located<T>> {
        let (value, place) = self.value(key)?;
        let Some(text) = value.as_str() else {
            self.wrong_type(place, "a string", value);
            return None;
        };
        match parse(text) {
            Ok(value) => Some(Located { value, place }),
            Err(problem) => {
                self.error(place, problem);
                None
            }
        }
    }

    /// A list of strings that `parse` understands; those it does not are left out and noted.
    pub(super) fn list<T>(
        &self,
        key: &'static str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Vec<Located<T>>> {
        let (value, place) = self.value(key)?;
        let Some(array) = value.as_array() else {
            self.wrong_type(place, "a list of strings", value);
            return None;
        };
        let mut list = Vec::new();
        for (index, item) in array.iter().enumerate() {
            let place = self.reader.place(item.span(), format!("{}[{index}]", self.key_of(key)));
            match item.get_ref().as_str() {
                None => self.wrong_type(place, "a string", item.get_ref()),
                Some(text) => match parse(text) {
                    Ok(value) => list.push(Located { value, place }),
                    Err(problem) => self.error(place, problem),
                },
            }
        }
        Some(list)
    }

    /// A whole number of at least 1.
    pub(super) fn count(&self, key: &'static str) -> Option<u32> {
        let (value, place) = self.value(key)?;
        let Some(integer) = value.as_integer() else {
            self.wrong_type(place, "a whole number", value);
            return None;
        };
        let number = u32::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .filter(|number| *number > 0);
        if number.is_none() {
            self.error(place, "must be at least 1 and fit 32 bits");
        }
        number
    }

    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let (value, place) = self.value(key)?;
        let flag = value.as_bool();
        if flag.is_none() {
            self.wrong_type(place, "true or false", value);
        }
        flag
    }

    /// A table in this one.
    pub(super) fn section(&self, key: &'static str) -> Option<Section<'r, 't>> {
        self.value(key)?;
        let value = self.table.get(key)?;
        self.as_section(value, self.key_of(key))
    }

    /// The tables in the table `key`, by name.
    pub(super) fn named_sections(&self, key: &'static str) -> Vec<(String, Section<'r, 't>)> {
        let Some(outer) = self.section(key) else {
            return Vec::new();
        };
        outer
            .table
            .iter()
            .filter_map(|(name, value)| {
                let name = name.get_ref().to_string();
                let section = self.as_section(value, outer.key_of(&name))?;
                Some((name, section))
            })
            .collect()
    }

    /// The tables of the array of tables `key`; `None` if there is no such key.
    pub(super) fn sections(&self, key: &'static str) -> Option<Vec<Section<'r, 't>>> {
        let (value, place) = self.value(key)?;
        let Some(array) = value.as_array() else {
            self.wrong_type(place, "an array of tables", value);
            return None;
        };
        let section = |(index, item): (usize, &'r Spanned<DeValue<'t>>)| {
            self.as_section(item, format!("{}[{index}]", self.key_of(key)))
        };
        Some(array.iter().enumerate().filter_map(section).collect())
    }

    fn as_section(&self, value: &'r Spanned<DeValue<'t>>, key: String) -> Option<Section<'r, 't>> {
        match value.get_ref().as_table() {
            Some(table) => Some(Section::new(self.reader, table, value.span(), key)),
            None => {
                self.wrong_type(self.reader.place(value.span(), key), "a table", value.get_ref());
                None
            }
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Notes that `key` is needed.
    pub(super) fn missing(&self, key: &str) {
        self.error(self.place(), format!("`{key}` is missing"));
    }

    /// Notes every key that nobody asked for.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !asked.contains(&name) {
                let place = self.reader.place(key.span(), self.key_of(name));
                self.error(
                    place,
                    format!("there is no such setting; there are: {}", asked.join(", ")),
                );
            }
        }
    }
}
