//! Reading what Redis answers.

use std::time::Duration;

use bytes::Bytes;
use redis::Value;

use super::fault::RedisFault;
use crate::{Document, Entry, Spent};

/// Versions are compared as text of equal length: the numbers of scripts are exact up to 2^53 only.
pub(super) fn version_text(version: u64) -> String {
    format!("{version:020}")
}

pub(super) fn integer(value: &Value) -> Result<i64, RedisFault> {
    match value {
        Value::Int(number) => Ok(*number),
        _ => Err(RedisFault::Answer { expected: "number" }),
    }
}

pub(super) fn list(value: Value) -> Result<Vec<Value>, RedisFault> {
    match value {
        Value::Array(values) => Ok(values),
        _ => Err(RedisFault::Answer { expected: "list" }),
    }
}

fn bytes(value: Value) -> Result<Vec<u8>, RedisFault> {
    match value {
        Value::BulkString(bytes) => Ok(bytes),
        _ => Err(RedisFault::Answer { expected: "bytes" }),
    }
}

pub(super) fn text(value: Value) -> Result<String, RedisFault> {
    String::from_utf8(bytes(value)?).map_err(|_| RedisFault::Answer { expected: "text" })
}

fn number<T: std::str::FromStr>(value: Value) -> Result<T, RedisFault> {
    text(value)?
        .parse()
        .map_err(|_| RedisFault::Answer { expected: "number" })
}

fn known(version: Value, body: Value) -> Result<Document, RedisFault> {
    Ok(Document {
        version: number(version)?,
        body: Bytes::from(bytes(body)?),
    })
}

/// A version and a body; without a body there is no document.
pub(super) fn document(value: Value) -> Result<Option<Document>, RedisFault> {
    let Ok([version, body]) = <[Value; 2]>::try_from(list(value)?) else {
        return Err(RedisFault::Answer { expected: "document" });
    };
    match body {
        Value::Nil => Ok(None),
        body => known(version, body).map(Some),
    }
}

/// What became of spending: whether it may happen, how many times more, and in how many microseconds.
pub(super) fn spent(value: Value) -> Result<Spent, RedisFault> {
    let Ok([allowed, remaining, wait]) = <[Value; 3]>::try_from(list(value)?) else {
        return Err(RedisFault::Answer { expected: "quota" });
    };
    let wait = Duration::from_micros(u64::try_from(integer(&wait)?).unwrap_or_default());
    Ok(match integer(&allowed)? {
        0 => Spent::Refused { retry_in: wait },
        _ => Spent::Allowed {
            remaining: u32::try_from(integer(&remaining)?).unwrap_or(u32::MAX),
            full_in: wait,
        },
    })
}

/// A part of a range: its documents, and the entry behind which there are more.
pub(super) struct Part {
    pub(super) entries: Vec<Entry>,
    pub(super) more_after: Option<(i64, String)>,
}

pub(super) fn part(value: Value) -> Result<Part, RedisFault> {
    let mut values = list(value)?.into_iter();
    let (Some(more), Some(score), Some(key)) = (values.next(), values.next(), values.next()) else {
        return Err(RedisFault::Answer { expected: "range" });
    };
    let more_after = match integer(&more)? {
        0 => None,
        _ => Some((number(score)?, text(key)?)),
    };
    let mut entries = Vec::with_capacity(values.len() / 4);
    while let (Some(score), Some(key), Some(version), Some(body)) =
        (values.next(), values.next(), values.next(), values.next())
    {
        entries.push(Entry {
            key: text(key)?,
            score: number(score)?,
            document: known(version, body)?,
        });
    }
    Ok(Part { entries, more_after })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_text() {
        let versions = [0, 9, 10, 1 << 53, (1 << 53) + 1, u64::MAX - 1, u64::MAX];
        assert!(versions.is_sorted_by(|a, b| version_text(*a) < version_text(*b)));
        for version in versions {
            assert_eq!(version_text(version).parse(), Ok(version));
        }
    }
}
