//! What every engine must keep, as plain functions: each takes a [`Database`] that [`prepare`] was run on, uses ids of
//! its own, and panics where the engine falls short. [`conformance_suite!`](crate::conformance_suite) makes a test of
//! each.

mod statements;
mod transactions;
mod values;

use foodwala_clock::{Clock, SystemClock, new_id};
use uuid::Uuid;

pub use self::{statements::*, transactions::*, values::*};
use crate::{Database, DatabaseError, Tx, params};

type Outcome = Result<(), DatabaseError>;

/// Makes one `#[tokio::test]` of every function of the suite. The argument is an expression that opens a
/// [`Database`], such as `Database::sqlite_temporary("trial")`. After `where` it is one that opens something that
/// dereferences to one, or nothing where there is no such engine.
#[macro_export]
macro_rules! conformance_suite {
    (where $open:expr) => {
        $crate::conformance_suite! { @list $open => }
    };
    ($open:expr) => {
        $crate::conformance_suite! { @list async { $open.await.map(Some).unwrap() } => }
    };
    (@list $open:expr =>) => {
        $crate::conformance_suite! { @each $open =>
            a_commit_is_visible_and_a_rollback_is_not
            dropping_a_transaction_rolls_it_back
            a_transaction_sees_its_own_writes_and_readers_do_not
            failed_statements_are_typed_and_leave_the_transaction_usable
            parameters_are_bound_by_number_and_counted
            every_value_survives_the_round_trip
            text_with_a_zero_character_survives_the_round_trip
            text_is_compared_as_it_is_written
            what_cannot_be_stored_is_refused
            concurrent_increments_lose_nothing
            transactions_side_by_side_keep_apart
            commit_hooks_run_once_and_only_after_the_commit
            a_cancelled_begin_leaves_the_database_usable
            a_cancelled_commit_commits_and_one_never_started_does_not
            an_aborted_task_rolls_back
            what_a_rolled_back_transaction_read_is_committed
            upsert_inserts_and_overwrites
            the_first_rows_are_fetched
            readers_cannot_write
            migrations_are_applied_once
            every_schema_has_the_messaging_tables
        }
    };
    (@each $open:expr => $($name:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let Some(database) = $open.await else { return };
                $crate::conformance::prepare(&database).await.unwrap();
                $crate::conformance::$name(&database).await.unwrap();
                database.close().await;
            }
        )*
    };
}

/// Migrates the schema and creates the suite's tables where they are missing.
///
/// # Errors
/// Any [`DatabaseError`].
pub async fn prepare(database: &Database) -> Outcome {
    database.migrate().await?;
    let schema = database.schema();
    let tables = if database.is_exclusive() {
        vec![
            format!(
                "CREATE TABLE IF NOT EXISTS {schema}.trial_items (
                    id BLOB NOT NULL PRIMARY KEY,
                    name TEXT,
                    amount INTEGER NOT NULL,
                    parent BLOB REFERENCES trial_items (id)
                ) STRICT"
            ),
            format!(
                "CREATE TABLE IF NOT EXISTS {schema}.trial_names (
                    id BLOB NOT NULL PRIMARY KEY,
                    name TEXT NOT NULL UNIQUE
                ) STRICT"
            ),
            format!(
                "CREATE TABLE IF NOT EXISTS {schema}.trial_values (
                    id BLOB NOT NULL PRIMARY KEY,
                    flag INTEGER, whole INTEGER, real REAL, words TEXT, bytes BLOB, uid BLOB, at INTEGER
                ) STRICT"
            ),
        ]
    } else {
        vec![
            format!(
                "IF OBJECT_ID(N'{schema}.trial_items', N'U') IS NULL CREATE TABLE {schema}.trial_items (
                    id BINARY(16) NOT NULL PRIMARY KEY,
                    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2,
                    amount BIGINT NOT NULL,
                    parent BINARY(16) REFERENCES {schema}.trial_items (id)
                )"
            ),
            format!(
                "IF OBJECT_ID(N'{schema}.trial_names', N'U') IS NULL CREATE TABLE {schema}.trial_names (
                    id BINARY(16) NOT NULL PRIMARY KEY,
                    name NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE
                )"
            ),
            format!(
                "IF OBJECT_ID(N'{schema}.trial_values', N'U') IS NULL CREATE TABLE {schema}.trial_values (
                    id BINARY(16) NOT NULL PRIMARY KEY,
                    flag BIT, whole BIGINT, real FLOAT(53), words NVARCHAR(MAX), bytes VARBINARY(MAX), uid BINARY(16),
                    at BIGINT
                )"
            ),
        ]
    };
    let mut tx = database.begin().await?;
    for table in tables {
        tx.execute(&table, &[]).await?;
    }
    tx.commit().await
}

fn fresh() -> Uuid {
    new_id(SystemClock.now())
}

async fn insert(tx: &mut Tx, id: Uuid, amount: i64) -> Outcome {
    let sql = format!("INSERT INTO {}.trial_items (id, amount) VALUES (@P1, @P2)", tx.schema());
    let inserted = tx.execute(&sql, params![id, amount]).await?;
    assert_eq!(inserted, 1);
    Ok(())
}

fn select(schema: &str) -> String {
    format!("SELECT amount FROM {schema}.trial_items WHERE id = @P1")
}

async fn committed(database: &Database, id: Uuid) -> Result<Option<i64>, DatabaseError> {
    let row = database.query_opt(&select(database.schema()), params![id]).await?;
    row.map(|row| row.get("amount")).transpose()
}

async fn seen(tx: &mut Tx, id: Uuid) -> Result<Option<i64>, DatabaseError> {
    let row = tx.query_opt(&select(tx.schema()), params![id]).await?;
    row.map(|row| row.get("amount")).transpose()
}
