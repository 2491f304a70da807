//! Opaque page cursors: a list's position as base64url of JSON. Clients hand them back unread.

use crate::ApiError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use foodwala_contract::ErrorCode;
use serde::{Serialize, de::DeserializeOwned};

/// The cursor for a position.
///
/// # Errors
/// When the position cannot be written as JSON, which is a defect.
pub fn encode<T: Serialize>(position: &T) -> Result<String, ApiError> {
    let json = serde_json::to_vec(position).map_err(ApiError::internal)?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

/// The position of a cursor.
///
/// # Errors
/// `invalid_parameter` when it is not one of this list's cursors.
pub fn decode<T: DeserializeOwned>(cursor: &str) -> Result<T, ApiError> {
    URL_SAFE_NO_PAD
        .decode(cursor)
        .ok()
        .and_then(|json| serde_json::from_slice(&json).ok())
        .ok_or_else(|| ApiError::new(ErrorCode::InvalidParameter).detail("the cursor is not one of this list"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_a_foreign_one_is_refused() {
        let cursor = encode(&(5_i64, "key")).unwrap();
        assert_eq!(decode::<(i64, String)>(&cursor).unwrap(), (5, "key".to_owned()));
        for bad in ["", "%%%", "bm9wZQ", &encode(&"other").unwrap()] {
            assert_eq!(
                decode::<(i64, String)>(bad).unwrap_err().code(),
                &ErrorCode::InvalidParameter
            );
        }
    }
}
