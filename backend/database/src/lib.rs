//! The SQL port: one schema per service, transactions, and a subset of SQL that reads the same on every engine.
//!
//! This crate owns connections, transactions, migrations, the mapping of values and errors, and the few places where
//! the engines' SQL differs ([`Dialect`]). It never knows a service's tables beyond the ones every service has, holds
//! no business rule, and no engine type (`rusqlite`, `tiberius`, …) leaves it.
//!
//! # How to use it
//!
//! * Names are always qualified (`orders.orders`), parameters are written `@P1`, `@P2` … and each one must be given.
//! * [`Database::query`] reads what is committed. A [`Tx`] reads and writes, alone: on the embedded engine there is one
//!   writer per schema and the others queue behind it. Do in a `Tx` only what belongs to it: no network call, no wait
//!   for anything else, and never a second [`Database::begin`] on the same schema, which would wait for itself.
//! * On SQL Server transactions run side by side, in SNAPSHOT isolation: a rule that spans rows needs a row that all who
//!   could break it change. What loses a race is [`DatabaseError::Transient`], and the whole command is run again.
//! * Text that is compared is compared as it is written, capital letters included, on both engines.
//! * **Invariant:** an answer that rests on what a `Tx` read is given after [`Tx::commit`] or [`Tx::rollback`]
//!   returned. Before that, rows of an earlier transaction may be seen which are committed but not yet on the disk.
//!
//! # Map
//!
//! | module | owns |
//! |---|---|
//! | `database`, `tx` | the handles [`Database`] and [`Tx`] |
//! | `value`, `row` | [`Value`], [`params!`], [`Row`], [`FromValue`] |
//! | `error` | [`DatabaseError`] |
//! | `dialect` | [`Dialect`]: the differences between the engines' SQL |
//! | `engine` | what an engine must provide |
//! | `reserved` | SQL Server's reserved words |
//! | `migrations` | the embedded files of `migrations/`, their order and checksums |
//! | `sqlite` | the embedded engine |
//! | [`sqlserver`] | the engine on SQL Server (feature `sqlserver`) |
//! | `watch` | spans and metrics of what is asked |
//! | `transact_sql` | what SQL Server's grammar knows (feature `bilingual`) |
//! | `conformance` | the suite every engine runs (feature `conformance`) |

#[cfg(feature = "conformance")]
pub mod conformance;
mod database;
mod dialect;
mod engine;
mod error;
mod migrations;
#[cfg(test)]
mod plans;
#[cfg(any(feature = "sqlserver", feature = "bilingual", test))]
mod reserved;
mod row;
mod sqlite;
#[cfg(feature = "sqlserver")]
pub mod sqlserver;
#[cfg(feature = "bilingual")]
mod transact_sql;
mod tx;
mod value;
mod watch;
#[cfg(test)]
mod written;

pub use crate::{
    database::Database,
    dialect::Dialect,
    error::{Cause, DatabaseError, MigrationProblem},
    row::{FromValue, Row},
    sqlite::SqliteConfig,
    tx::Tx,
    value::Value,
};
