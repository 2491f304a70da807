//! What goes into a statement and comes out of a row.

use std::borrow::Cow;

use jiff::Timestamp;
use uuid::Uuid;

/// One SQL value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// SQL `NULL`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A floating point number; never NaN.
    Real(f64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// An id.
    Uuid(Uuid),
    /// An instant, kept in whole microseconds.
    Time(Timestamp),
    /// A number above `i64::MAX`, which no engine can store: binding it is [`DatabaseError::Encode`]. It is here so
    /// that `u64` converts without a silent change.
    ///
    /// [`DatabaseError::Encode`]: crate::DatabaseError::Encode
    TooLarge(u64),
}

/// The parameters of a statement, `@P1` first: `params![id, now, 3]` is a `&[Value]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        (&[$($crate::Value::from($value)),*] as &[$crate::Value])
    };
}

macro_rules! convert {
    ($($from:ty => |$value:ident| $into:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                $into
            }
        }
    )*};
}

convert! {
    bool => |value| Self::Bool(value);
    i64 => |value| Self::Int(value);
    i32 => |value| Self::Int(value.into());
    i16 => |value| Self::Int(value.into());
    u32 => |value| Self::Int(value.into());
    u16 => |value| Self::Int(value.into());
    u8 => |value| Self::Int(value.into());
    u64 => |value| i64::try_from(value).map_or(Self::TooLarge(value), Self::Int);
    f64 => |value| Self::Real(value);
    String => |value| Self::Text(value);
    &String => |value| Self::Text(value.clone());
    &str => |value| Self::Text(value.to_owned());
    Cow<'_, str> => |value| Self::Text(value.into_owned());
    Vec<u8> => |value| Self::Bytes(value);
    &[u8] => |value| Self::Bytes(value.to_vec());
    Uuid => |value| Self::Uuid(value);
    Timestamp => |value| Self::Time(value);
    &Self => |value| value.clone();
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(value: [u8; N]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_convert() {
        let name = String::from("a");
        let given = params![true, 3_u32, u64::MAX, None::<&str>, Some(&name), [1_u8, 2],];
        assert_eq!(
            given,
            [
                Value::Bool(true),
                Value::Int(3),
                Value::TooLarge(u64::MAX),
                Value::Null,
                Value::Text("a".into()),
                Value::Bytes(vec![1, 2]),
            ]
        );
        assert!(params![].is_empty());
    }
}
