//! A row and how its columns are read.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use crate::{DatabaseError, Value};

/// One row of a result. Columns are read by the name they have in the statement, so an expression needs `AS`.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values }
    }

    /// The column's value.
    ///
    /// # Errors
    /// [`DatabaseError::NoColumn`] when there is no such column, [`DatabaseError::Decode`] when it holds something
    /// else,
    /// `NULL` included unless an `Option` is asked for.
    pub fn get<T: FromValue>(&self, column: &str) -> Result<T, DatabaseError> {
        let index = self.columns.iter().position(|name| name == column);
        let Some(value) = index.and_then(|index| self.values.get(index)) else {
            return Err(DatabaseError::NoColumn {
                column: column.to_owned(),
            });
        };
        T::from_value(value).ok_or_else(|| DatabaseError::Decode {
            column: column.to_owned(),
            expected: T::EXPECTED,
        })
    }
}

/// A type that a column can be read as.
///
/// Engines differ in what they keep: SQLite returns an id as bytes, a truth value as 0 or 1 and a time as microseconds
/// since 1970. The conversions here accept both forms and nothing else.
pub trait FromValue: Sized {
    /// The type's name, for the error.
    const EXPECTED: &'static str;

    /// `None` when the value is something else, or out of range.
    fn from_value(value: &Value) -> Option<Self>;
}

macro_rules! read {
    ($($type:ty, $expected:literal: $($pattern:pat => $result:expr),+;)*) => {$(
        impl FromValue for $type {
            const EXPECTED: &'static str = $expected;

            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    $($pattern => $result,)+
                    _ => None,
                }
            }
        }
    )*};
}

read! {
    bool, "a truth value": Value::Bool(value) => Some(*value), Value::Int(0) => Some(false),
        Value::Int(1) => Some(true);
    i64, "a 64 bit number": Value::Int(value) => Some(*value);
    i32, "a 32 bit number": Value::Int(value) => Self::try_from(*value).ok();
    u32, "an unsigned 32 bit number": Value::Int(value) => Self::try_from(*value).ok();
    u16, "an unsigned 16 bit number": Value::Int(value) => Self::try_from(*value).ok();
    u8, "an unsigned 8 bit number": Value::Int(value) => Self::try_from(*value).ok();
    u64, "an unsigned 64 bit number": Value::Int(value) => Self::try_from(*value).ok();
    f64, "a floating point number": Value::Real(value) => Some(*value), Value::Int(value) => exact(*value);
    String, "text": Value::Text(value) => Some(value.clone());
    Vec<u8>, "bytes": Value::Bytes(value) => Some(value.clone());
    Uuid, "an id": Value::Uuid(value) => Some(*value), Value::Bytes(value) => Self::from_slice(value).ok();
    Timestamp, "a time": Value::Time(value) => Some(*value), Value::Int(value) => Self::from_microsecond(*value).ok();
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

/// An aggregate over no rows, such as `COALESCE(SUM(x), 0)`, is a whole number on SQLite.
fn exact(value: i64) -> Option<f64> {
    const LARGEST: i64 = 1 << f64::MANTISSA_DIGITS;
    (-LARGEST..=LARGEST).contains(&value).then_some(value as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(value: Value) -> Row {
        Row::new(Arc::from(["x".to_owned()]), vec![value])
    }

    #[test]
    fn a_wrong_type_names_the_column_and_the_type() {
        let error = row(Value::Text("1".into())).get::<i64>("x").unwrap_err();
        assert_eq!(error.to_string(), "column x is not a 64 bit number");
        let error = row(Value::Null).get::<bool>("y").unwrap_err();
        assert!(matches!(error, DatabaseError::NoColumn { column } if column == "y"));
    }

    #[test]
    fn nothing_is_cut_to_fit() {
        assert!(row(Value::Int(-1)).get::<u64>("x").is_err());
        assert!(row(Value::Int(1 << 40)).get::<i32>("x").is_err());
        assert!(row(Value::Int(2)).get::<bool>("x").is_err());
        assert!(row(Value::Bytes(vec![0; 15])).get::<Uuid>("x").is_err());
        assert!(row(Value::Int(i64::MAX)).get::<Timestamp>("x").is_err());
        assert!(row(Value::Int(i64::MAX)).get::<f64>("x").is_err());
        assert!(row(Value::Null).get::<String>("x").is_err());
    }

    #[test]
    fn null_is_none() {
        assert_eq!(row(Value::Null).get::<Option<i64>>("x").unwrap(), None);
        assert_eq!(row(Value::Int(4)).get::<Option<f64>>("x").unwrap(), Some(4.0));
    }
}
