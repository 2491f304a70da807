//! SQL Server's error numbers, sorted by what the caller can do.

use std::sync::Arc;

use tiberius::error::{Error, TokenError};

use crate::{Cause, DatabaseError};

/// From this severity on the server closes the connection.
const FATAL: u8 = 20;

/// Errors whose text repeats a value: they may name a person, so the text stays out of logs.
const QUOTES_VALUES: &[u32] = &[241, 245, 248, 547, 2601, 2627, 2628, 8114, 8152];

/// Errors of a server or database that is away, full, starting, stopping or closed to this login.
const UNAVAILABLE: &[u32] = &[
    // Memory, locks, log and space, also for versions of rows.
    701, 802, 1101, 1105, 1204, 3959, 3967, 8645, 8651, 9001, 9002, // Reading and writing the disk.
    823, 824, 825,
    832, // The database is not open: unknown, recovering, offline, single-user, a secondary, read-only.
    615, 911, 913, 921, 922, 924, 927, 942, 945, 952, 976, 978, 979, 983, 988, 3906, 3908, 4060, 4064,
    // The server is stopping, paused or ends the session.
    596, 6002, 6005, 6006, 17142, 17188, 17197, // The login is refused.
    18401, 18451, 18452, 18456, 18461, 18470, 18486, 18487,
    18488, // Azure SQL: moving, busy, throttled, over quota.
    4221, 10928, 10929, 10936, 40143, 40197, 40501, 40540, 40544, 40549, 40550, 40551, 40552, 40553, 40613, 42108,
    42109, 49918, 49919, 49920,
];

/// What the server said, without values.
#[derive(Debug, Clone, thiserror::Error)]
#[error("SQL Server's error {number}, state {state}, severity {severity}{text}")]
pub(super) struct ServerError {
    number: u32,
    state: u8,
    severity: u8,
    text: String,
}

impl From<&TokenError> for ServerError {
    fn from(error: &TokenError) -> Self {
        let number = error.code();
        Self {
            number,
            state: error.state(),
            severity: error.class(),
            text: if QUOTES_VALUES.contains(&number) {
                String::new()
            } else {
                format!(": {}", error.message())
            },
        }
    }
}

/// There is no connection to run something on, or no answer came.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    #[error("the database is closed")]
    Closed,
    #[error("no connection came free in time")]
    Busy,
    #[error("connecting took too long")]
    Connect,
    #[error("a statement took too long")]
    Statement,
    #[error("an earlier statement was given up, and its answer is still on the way")]
    OutOfStep,
    #[error("the server sends on to yet another server")]
    Routed,
    #[error("the task that commits did not finish")]
    Commit,
}

pub(super) fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> DatabaseError {
    DatabaseError::Unavailable(Arc::new(error))
}

/// Whether the server answered, so that the connection is still in step.
pub(super) fn is_answer(error: &Error) -> bool {
    matches!(error, Error::Server(error) if error.class() < FATAL)
}

pub(super) fn classify(error: Error) -> DatabaseError {
    match &error {
        Error::Server(said) => sort(said.code(), said.class(), Arc::new(ServerError::from(said))),
        Error::Io { .. } | Error::Protocol(_) | Error::Tls(_) | Error::Routing { .. } => unavailable(error),
        _ => DatabaseError::Other(Arc::new(error)),
    }
}

fn sort(number: u32, severity: u8, source: Cause) -> DatabaseError {
    match number {
        2601 | 2627 => DatabaseError::UniqueViolation { source },
        547 => DatabaseError::ForeignKey { source },
        // Deadlock; lock time-out; snapshot conflicts, also with a change of the tables; a snapshot whose versions of rows
        // are gone.
        1205 | 1222 | 3958 | 3960 | 3961 | 3966 => DatabaseError::Transient(source),
        number if UNAVAILABLE.contains(&number) || severity >= FATAL => DatabaseError::Unavailable(source),
        _ => DatabaseError::Other(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(number: u32, severity: u8) -> DatabaseError {
        let source = Arc::new(ServerError {
            number,
            state: 1,
            severity,
            text: String::new(),
        });
        sort(number, severity, source)
    }

    #[test]
    fn numbers_are_sorted_by_what_to_do() {
        for number in [2601, 2627] {
            assert!(of(number, 14).is_unique_violation(), "{number}");
        }
        assert!(matches!(of(547, 16), DatabaseError::ForeignKey { .. }));
        for (number, severity) in [(1205, 13), (1222, 16), (3958, 16), (3960, 16), (3961, 16), (3966, 17)] {
            assert!(of(number, severity).is_transient(), "{number}");
        }
        for (number, severity) in [
            (4060, 11),
            (18456, 14),
            (40613, 17),
            (40501, 20),
            (9002, 17),
            (1105, 17),
            (976, 14),
            (3906, 16),
            (596, 21),
            (50_001, 20),
        ] {
            assert!(of(number, severity).is_unavailable(), "{number}");
        }
        // A column that must not be null, a wrong name, a value too long, a permission, a missing snapshot option.
        for number in [515, 207, 208, 2628, 8152, 229, 3952, 102] {
            assert!(matches!(of(number, 16), DatabaseError::Other(_)), "{number}");
        }
    }

    #[test]
    fn no_number_is_in_two_classes() {
        for number in UNAVAILABLE {
            assert!(of(*number, 16).is_unavailable(), "{number}");
        }
        let distinct: std::collections::HashSet<_> = UNAVAILABLE.iter().collect();
        assert_eq!(distinct.len(), UNAVAILABLE.len());
    }

    #[test]
    fn a_connection_that_breaks_is_unavailable() {
        let error = Error::from(std::io::Error::from(std::io::ErrorKind::ConnectionReset));
        assert!(!is_answer(&error));
        assert!(classify(error).is_unavailable());
        assert!(matches!(
            classify(Error::Conversion("x".into())),
            DatabaseError::Other(_)
        ));
    }
}
