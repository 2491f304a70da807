//! What can go wrong, by what the caller can do about it.

use std::{error::Error, sync::Arc};

/// The engine's own error. Shared, because one failed commit can fail several transactions.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// A database operation that did not succeed. Engines classify by error number, never by text.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum DatabaseError {
    /// A row with the same primary or unique key exists. The transaction stays usable.
    #[error("a row with this key exists")]
    UniqueViolation {
        /// The engine's error.
        source: Cause,
    },
    /// A referenced row is missing, or the row is still referenced. The transaction stays usable.
    #[error("a reference to another row is broken")]
    ForeignKey {
        /// The engine's error.
        source: Cause,
    },
    /// Another transaction was in the way. The whole command may be tried again, never one statement.
    #[error("another transaction was in the way")]
    Transient(#[source] Cause),
    /// The storage cannot be reached, is full or is failing.
    #[error("the database is unavailable")]
    Unavailable(#[source] Cause),
    /// The connection broke while a commit was under way, so nobody knows whether it happened. Only who can find that out,
    /// by an idempotency key or a message's id, may try the command again.
    #[error("whether the transaction was committed is not known")]
    CommitUnknown(#[source] Cause),
    /// A migration could not be applied.
    #[error("migration {version}")]
    Migration {
        /// Folder and number, such as `orders/0002`.
        version: String,
        /// What is wrong with it.
        #[source]
        problem: MigrationProblem,
    },
    /// The placeholders in the text are not exactly `@P1` to `@Pn` for the n parameters given.
    #[error("the statement names {placeholders} parameters, {given} were given")]
    Parameters {
        /// Distinct placeholders in the text.
        placeholders: usize,
        /// Parameters given.
        given: usize,
    },
    /// A parameter that no engine can store faithfully: not a number, or above `i64::MAX`; on SQL Server also an
    /// infinite one.
    #[error("parameter @P{parameter} cannot be stored")]
    Encode {
        /// Position, from 1.
        parameter: usize,
    },
    /// A column holds something else than was asked for.
    #[error("column {column} is not {expected}")]
    Decode {
        /// The column's name.
        column: String,
        /// The type that was asked for.
        expected: &'static str,
    },
    /// The result has no such column.
    #[error("the result has no column {column}")]
    NoColumn {
        /// The name that was asked for.
        column: String,
    },
    /// Anything else: mostly a mistake in the statement.
    #[error("the statement failed")]
    Other(#[source] Cause),
}

/// Why a migration could not be applied.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationProblem {
    /// The file was changed after it had been applied; a change belongs into a new file.
    #[error("was changed after it had been applied (checksum {applied} then, {embedded} now)")]
    Changed {
        /// Checksum in the database.
        applied: String,
        /// Checksum of the file in this program.
        embedded: String,
    },
    /// The file is not named `NNNN_what_it_does.sql`, or is not UTF-8.
    #[error("is not a UTF-8 file named NNNN_what_it_does.sql")]
    Name,
    /// The file ended the transaction it runs in.
    #[error("ended its own transaction")]
    EndedTransaction,
    /// A statement failed; nothing of the file was kept.
    #[error("failed")]
    Failed(#[source] Cause),
}

impl DatabaseError {
    /// Whether the same command may succeed when it is tried again soon.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Transient(_))
    }

    /// Whether the storage itself is the trouble.
    #[must_use]
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::CommitUnknown(_))
    }

    /// Whether the transaction may have been committed all the same.
    #[must_use]
    pub fn is_commit_unknown(&self) -> bool {
        matches!(self, Self::CommitUnknown(_))
    }

    /// What went wrong, as a label for operators.
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::UniqueViolation { .. } => "unique_violation",
            Self::ForeignKey { .. } => "foreign_key",
            Self::Transient(_) => "transient",
            Self::Unavailable(_) => "unavailable",
            Self::CommitUnknown(_) => "commit_unknown",
            Self::Migration { .. } => "migration",
            Self::Parameters { .. } | Self::Encode { .. } => "parameters",
            Self::Decode { .. } | Self::NoColumn { .. } => "decode",
            Self::Other(_) => "other",
        }
    }

    /// Whether a row with the same key exists.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::UniqueViolation { .. })
    }
}
