//! Applying migrations.

use std::{sync::Arc, time::Duration};

use foodwala_clock::{Clock, SystemClock};
use rusqlite::Connection;

use super::{
    connection::{execute, query},
    errors::classify,
};
use crate::{DatabaseError, MigrationProblem, migrations::Migration, params};

/// How long to wait while other processes write or migrate.
const PATIENCE: Duration = Duration::from_secs(600);

/// Applies what is missing and returns how many files that was. `connection` has no transaction open; the thread may
/// block.
pub(super) fn apply(connection: &Connection, schema: &str, migrations: &[Migration]) -> Result<usize, DatabaseError> {
    connection.busy_timeout(PATIENCE).map_err(classify)?;
    let applied = apply_waiting(connection, schema, migrations);
    connection.busy_timeout(Duration::ZERO).map_err(classify)?;
    applied
}

fn apply_waiting(connection: &Connection, schema: &str, migrations: &[Migration]) -> Result<usize, DatabaseError> {
    let table = format!(
        "CREATE TABLE IF NOT EXISTS {schema}.schema_migrations (
            version TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            applied_at INTEGER NOT NULL,
            checksum TEXT NOT NULL
        ) STRICT"
    );
    execute(connection, &table, &[])?;
    let mut applied = 0;
    for migration in migrations {
        // Mostly all are applied. A turn to write would be waited for in vain beside a process that writes all the time.
        if is_applied(connection, schema, migration)? {
            continue;
        }
        execute(connection, "BEGIN IMMEDIATE", &[])?;
        match apply_one(connection, schema, migration) {
            Ok(new) => {
                execute(connection, "COMMIT", &[]).inspect_err(|_| roll_back(connection))?;
                applied += usize::from(new);
            }
            Err(error) => {
                roll_back(connection);
                return Err(error);
            }
        }
    }
    Ok(applied)
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = execute(connection, "ROLLBACK", &[])
    {
        tracing::error!(error = &error as &dyn std::error::Error, "cannot roll a migration back");
    }
}

/// Whether this file was applied before; another one of its name is an error.
fn is_applied(connection: &Connection, schema: &str, migration: &Migration) -> Result<bool, DatabaseError> {
    let sql = format!("SELECT checksum FROM {schema}.schema_migrations WHERE version = @P1");
    let rows = query(connection, &sql, params![&migration.version])?;
    let Some(row) = rows.first() else { return Ok(false) };
    let applied: String = row.get("checksum")?;
    if applied == migration.checksum {
        return Ok(true);
    }
    let embedded = migration.checksum.clone();
    Err(failed(migration, MigrationProblem::Changed { applied, embedded }))
}

fn failed(migration: &Migration, problem: MigrationProblem) -> DatabaseError {
    DatabaseError::Migration {
        version: migration.version.clone(),
        problem,
    }
}

/// Whether it had to be applied. Looked up inside the transaction, as another process may have been faster.
fn apply_one(connection: &Connection, schema: &str, migration: &Migration) -> Result<bool, DatabaseError> {
    if is_applied(connection, schema, migration)? {
        return Ok(false);
    }
    connection
        .execute_batch(&migration.sql)
        .map_err(|error| failed(migration, MigrationProblem::Failed(Arc::new(error))))?;
    if connection.is_autocommit() {
        return Err(failed(migration, MigrationProblem::EndedTransaction));
    }
    let sql = format!(
        "INSERT INTO {schema}.schema_migrations (version, name, applied_at, checksum) VALUES (@P1, @P2, @P3, @P4)"
    );
    let row = params![
        &migration.version,
        &migration.name,
        SystemClock.now(),
        &migration.checksum
    ];
    execute(connection, &sql, row)?;
    tracing::info!(
        database.schema = schema,
        migration.version,
        migration.name,
        "migration applied"
    );
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{migrations, sqlite::connection::open_writer};

    fn migration(number: u32, sql: &str) -> Migration {
        Migration {
            version: format!("trial/{number:04}"),
            name: "trial".into(),
            sql: sql.into(),
            checksum: format!("checksum of {sql}"),
        }
    }

    #[test]
    fn each_file_is_applied_once_and_whole_or_not_at_all() {
        let directory = tempfile::tempdir().unwrap();
        let connection = open_writer(&directory.path().join("trial.sqlite"), "trial").unwrap();
        let one = migration(
            1,
            "CREATE TABLE trial.a (x INTEGER) STRICT; INSERT INTO trial.a VALUES (1);",
        );
        assert_eq!(apply(&connection, "trial", &[one]).unwrap(), 1);

        let one = migration(
            1,
            "CREATE TABLE trial.a (x INTEGER) STRICT; INSERT INTO trial.a VALUES (1);",
        );
        let broken = migration(
            2,
            "CREATE TABLE trial.b (x INTEGER); INSERT INTO trial.nothing VALUES (1);",
        );
        let error = apply(&connection, "trial", &[one, broken]).unwrap_err();
        let DatabaseError::Migration {
            version,
            problem: MigrationProblem::Failed(_),
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!(version, "trial/0002");

        let mended = migration(2, "CREATE TABLE trial.b (x INTEGER);");
        assert_eq!(apply(&connection, "trial", &[mended]).unwrap(), 1);
        let rows = query(
            &connection,
            "SELECT version, applied_at FROM trial.schema_migrations ORDER BY version",
            &[],
        );
        let versions: Vec<_> = rows
            .unwrap()
            .iter()
            .map(|row| row.get::<String>("version").unwrap())
            .collect();
        assert_eq!(versions, ["trial/0001", "trial/0002"]);
    }

    #[test]
    fn a_changed_file_and_one_that_ends_its_transaction_are_refused() {
        let directory = tempfile::tempdir().unwrap();
        let connection = open_writer(&directory.path().join("trial.sqlite"), "trial").unwrap();
        apply(
            &connection,
            "trial",
            &[migration(1, "CREATE TABLE trial.a (x INTEGER)")],
        )
        .unwrap();

        let error = apply(
            &connection,
            "trial",
            &[migration(1, "CREATE TABLE trial.a (y INTEGER)")],
        )
        .unwrap_err();
        assert!(matches!(
            error,
            DatabaseError::Migration {
                problem: MigrationProblem::Changed { .. },
                ..
            }
        ));

        let error = apply(&connection, "trial", &[migration(2, "COMMIT")]).unwrap_err();
        assert!(matches!(
            error,
            DatabaseError::Migration {
                problem: MigrationProblem::EndedTransaction,
                ..
            }
        ));
        assert!(connection.is_autocommit());
    }

    #[test]
    fn what_is_applied_waits_for_nobody() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("trial.sqlite");
        let migrations = || [migration(1, "CREATE TABLE trial.a (x INTEGER)")];
        let connection = open_writer(&file, "trial").unwrap();
        assert_eq!(apply(&connection, "trial", &migrations()).unwrap(), 1);
        let busy = open_writer(&file, "trial").unwrap();
        busy.execute_batch("BEGIN IMMEDIATE; INSERT INTO trial.a VALUES (1)")
            .unwrap();
        let late = open_writer(&file, "trial").unwrap();
        let (done, is_done) = std::sync::mpsc::channel();
        std::thread::spawn(move || done.send(apply(&late, "trial", &migrations()).unwrap()));
        // Without a turn to write there is nothing to wait for, whatever the other one does.
        let applied = is_done.recv_timeout(Duration::from_secs(60));
        busy.execute_batch("COMMIT").unwrap();
        assert_eq!(applied, Ok(0));
    }

    #[test]
    fn every_embedded_migration_applies() {
        for schema in migrations::sqlite_schemas() {
            let directory = tempfile::tempdir().unwrap();
            let connection = open_writer(&directory.path().join("data.sqlite"), schema).unwrap();
            let migrations = migrations::sqlite(schema).unwrap();
            assert_eq!(apply(&connection, schema, &migrations).unwrap(), migrations.len());
        }
    }
}
