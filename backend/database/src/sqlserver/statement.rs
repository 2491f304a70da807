//! A statement's text: its placeholders, and what it may be.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{DatabaseError, Value};

/// Words that make a statement more than a `SELECT`.
const CHANGES: &[&str] = &[
    "ALTER", "CREATE", "DELETE", "DROP", "EXEC", "EXECUTE", "INSERT", "INTO", "MERGE", "TRUNCATE", "UPDATE",
];

/// A text that is not sent.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error("more than one statement")]
    Several,
    #[error("not a SELECT")]
    NotASelect,
}

/// What is sent: the text, and the positions of the parameters that it is sent with.
#[derive(Debug, PartialEq)]
pub(super) struct Prepared<'a> {
    pub text: Cow<'a, str>,
    pub sent: Vec<usize>,
}

/// Checks that placeholders and parameters go together, and writes `NULL` in place of a null parameter.
///
/// A null has no type, but a parameter has one, and the wrong one is either refused (text for bytes) or makes the server
/// convert the column it is compared with, which then finds nothing in an index.
pub(super) fn prepare<'a>(sql: &'a str, params: &[Value]) -> Result<Prepared<'a>, DatabaseError> {
    let found = placeholders(sql)?;
    let mut numbers: Vec<_> = found.iter().map(|placeholder| placeholder.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() != params.len() || numbers.iter().zip(1..).any(|(number, expected)| *number != expected) {
        return Err(DatabaseError::Parameters {
            placeholders: numbers.len(),
            given: params.len(),
        });
    }
    for (parameter, value) in (1..).zip(params) {
        let storable = match value {
            Value::TooLarge(_) => false,
            Value::Real(value) => value.is_finite(),
            _ => true,
        };
        if !storable {
            return Err(DatabaseError::Encode { parameter });
        }
    }
    let sent: Vec<_> = (0..)
        .zip(params)
        .filter(|(_, value)| **value != Value::Null)
        .map(|(position, _)| position)
        .collect();
    if sent.len() == params.len() {
        return Ok(Prepared {
            text: Cow::Borrowed(sql),
            sent,
        });
    }
    let mut text = String::with_capacity(sql.len());
    let mut rest = 0;
    for Placeholder { start, end, number } in found {
        text.push_str(sql.get(rest..start).unwrap_or_default());
        match sent.iter().position(|position| position + 1 == number) {
            Some(position) => text.push_str(&format!("@P{}", position + 1)),
            None => text.push_str("NULL"),
        }
        rest = end;
    }
    text.push_str(sql.get(rest..).unwrap_or_default());
    Ok(Prepared {
        text: Cow::Owned(text),
        sent,
    })
}

/// Refuses everything but one `SELECT`.
pub(super) fn check_select(sql: &str) -> Result<(), DatabaseError> {
    let mut words = words(sql);
    let selects = words.next().is_some_and(|word| word.eq_ignore_ascii_case("SELECT"));
    if selects && !words.any(|word| CHANGES.iter().any(|change| word.eq_ignore_ascii_case(change))) {
        Ok(())
    } else {
        Err(DatabaseError::Other(Arc::new(Refused::NotASelect)))
    }
}

struct Placeholder {
    start: usize,
    end: usize,
    number: usize,
}

fn placeholders(sql: &str) -> Result<Vec<Placeholder>, DatabaseError> {
    let bytes = sql.as_bytes();
    let mut found = Vec::new();
    let mut quoted = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\'' => quoted = !quoted,
            b';' if !quoted && !sql.get(at + 1..).unwrap_or_default().trim().is_empty() => {
                return Err(DatabaseError::Other(Arc::new(Refused::Several)));
            }
            b'@' if !quoted && bytes.get(at + 1) == Some(&b'P') => {
                let digits = sql.get(at + 2..).unwrap_or_default();
                let length = digits.bytes().take_while(u8::is_ascii_digit).count();
                if let Some(number) = digits.get(..length).and_then(|digits| digits.parse().ok()) {
                    let end = at + 2 + length;
                    found.push(Placeholder { start: at, end, number });
                    at = end;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    Ok(found)
}

/// The words outside of quotes.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    sql.split('\'')
        .step_by(2)
        .flat_map(|part| part.split(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '@' | '#'))))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;

    #[test]
    fn a_null_is_written_and_the_others_close_up() {
        let sql = "UPDATE s.t SET a = @P2, b = @P3, c = '@P9;' WHERE id = @P1 AND a <> @P3";
        let prepared = prepare(sql, params![1, None::<i64>, "x"]).unwrap();
        assert_eq!(
            prepared.text,
            "UPDATE s.t SET a = NULL, b = @P2, c = '@P9;' WHERE id = @P1 AND a <> @P2"
        );
        assert_eq!(prepared.sent, [0, 2]);
        let prepared = prepare(sql, params![1, 2, 3]).unwrap();
        assert_eq!((prepared.text, prepared.sent), (Cow::Borrowed(sql), vec![0, 1, 2]));
    }

    #[test]
    fn every_parameter_is_used_and_every_placeholder_given() {
        let counts = |sql, params: &[Value]| match prepare(sql, params) {
            Err(DatabaseError::Parameters { placeholders, given }) => (placeholders, given),
            other => panic!("{other:?}"),
        };
        assert_eq!(counts("SELECT @P1", params![]), (1, 0));
        assert_eq!(counts("SELECT @P1", params![1, 2]), (1, 2));
        assert_eq!(counts("SELECT @P2", params![1]), (1, 1));
        assert_eq!(counts("SELECT @P0", params![1]), (1, 1));
        let large = prepare("SELECT @P1, @P2", params![1, u64::MAX]).unwrap_err();
        assert!(matches!(large, DatabaseError::Encode { parameter: 2 }));
        let infinite = prepare("SELECT @P1", params![f64::INFINITY]).unwrap_err();
        assert!(matches!(infinite, DatabaseError::Encode { parameter: 1 }));
    }

    #[test]
    fn one_statement_at_a_time_and_only_a_select_reads() {
        assert!(prepare("SELECT 1; SELECT 2", &[]).is_err());
        assert!(prepare("SELECT ';' AS a;\n", &[]).is_ok());
        assert!(check_select(" select update_at, 'INTO' AS a FROM s.t").is_ok());
        for sql in [
            "INSERT INTO s.t (a) VALUES (1)",
            "SELECT 1 DELETE FROM s.t",
            "SELECT a INTO s.u FROM s.t",
            "",
        ] {
            assert!(check_select(sql).is_err(), "{sql}");
        }
    }
}
