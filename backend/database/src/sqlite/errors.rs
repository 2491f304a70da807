//! SQLite's extended result codes, sorted by what the caller can do.

use std::{error::Error, sync::Arc};

use rusqlite::{ErrorCode, ffi};

use crate::DatabaseError;

pub(super) fn classify(error: rusqlite::Error) -> DatabaseError {
    let Some(failure) = error.sqlite_error().copied() else {
        return DatabaseError::Other(Arc::new(error));
    };
    let source = Arc::new(error);
    match failure.extended_code {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            return DatabaseError::UniqueViolation { source };
        }
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => return DatabaseError::ForeignKey { source },
        _ => {}
    }
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DatabaseError::Transient(source),
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::DiskFull => DatabaseError::Unavailable(source),
        _ => DatabaseError::Other(source),
    }
}

pub(super) fn unavailable(error: impl Error + Send + Sync + 'static) -> DatabaseError {
    DatabaseError::Unavailable(Arc::new(error))
}

/// There is no transaction any more, or nothing to open one on.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    #[error("the engine rolled the transaction back after a failure of the storage")]
    RolledBack,
    #[error("the database is closed")]
    Closed,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: i32) -> DatabaseError {
        classify(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None))
    }

    #[test]
    fn codes_are_sorted_by_what_to_do() {
        assert!(matches!(
            of(ffi::SQLITE_CONSTRAINT_UNIQUE),
            DatabaseError::UniqueViolation { .. }
        ));
        assert!(matches!(
            of(ffi::SQLITE_CONSTRAINT_PRIMARYKEY),
            DatabaseError::UniqueViolation { .. }
        ));
        assert!(matches!(
            of(ffi::SQLITE_CONSTRAINT_FOREIGNKEY),
            DatabaseError::ForeignKey { .. }
        ));
        assert!(matches!(of(ffi::SQLITE_CONSTRAINT_NOTNULL), DatabaseError::Other(_)));
        for code in [ffi::SQLITE_BUSY, ffi::SQLITE_BUSY_SNAPSHOT, ffi::SQLITE_LOCKED] {
            assert!(of(code).is_transient(), "{code}");
        }
        for code in [ffi::SQLITE_IOERR_FSYNC, ffi::SQLITE_CANTOPEN, ffi::SQLITE_FULL] {
            assert!(of(code).is_unavailable(), "{code}");
        }
        assert!(matches!(of(ffi::SQLITE_CORRUPT), DatabaseError::Other(_)));
    }
}
