//! Applying migrations.

use std::{sync::Arc, time::Duration};

use foodwala_clock::{Clock, SystemClock};

use super::connection::Connection;
use crate::{DatabaseError, MigrationProblem, migrations::Migration, params};

/// Building an index on a table that has grown takes its time.
const LONGEST: Duration = Duration::from_secs(3600);
/// How long to wait while another process migrates, in milliseconds.
const WAIT_MS: u32 = 600_000;

/// Another process is migrating, and does not come to an end.
#[derive(Debug, thiserror::Error)]
#[error("another process is migrating the schema (sp_getapplock returned {0})")]
struct Locked(i64);

/// Applies what is missing and returns how many files that was. The connection is closed afterwards, and with it the
/// lock and the settings of its session.
pub(super) async fn apply(
    mut connection: Connection,
    schema: &str,
    migrations: &[Migration],
) -> Result<usize, DatabaseError> {
    connection.set_limit(LONGEST);
    allow_snapshots(&mut connection).await?;
    // Tables cannot be changed in a snapshot. Any error undoes a whole file.
    connection
        .batch("SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCK_TIMEOUT -1; SET XACT_ABORT ON")
        .await?;
    lock(&mut connection, schema).await?;
    // A batch of its own, as SQL Server asks for; the schema's name is one of the program's.
    connection
        .batch(&format!(
            "IF SCHEMA_ID(N'{schema}') IS NULL EXEC(N'CREATE SCHEMA [{schema}]')"
        ))
        .await?;
    connection
        .batch(&format!(
            "IF OBJECT_ID(N'[{schema}].schema_migrations', N'U') IS NULL \
             CREATE TABLE [{schema}].schema_migrations ( \
                 version NVARCHAR(100) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, \
                 name NVARCHAR(200) NOT NULL, \
                 applied_at BIGINT NOT NULL, \
                 checksum NVARCHAR(64) NOT NULL)"
        ))
        .await?;
    let mut applied = 0;
    for migration in migrations {
        applied += usize::from(apply_one(&mut connection, schema, migration).await?);
    }
    Ok(applied)
}

/// Snapshots are what keeps readers and writers out of each other's way; a database has to allow them once.
async fn allow_snapshots(connection: &mut Connection) -> Result<(), DatabaseError> {
    let asked = "SELECT snapshot_isolation_state AS state FROM sys.databases WHERE name = DB_NAME()";
    connection
        .batch("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        .await?;
    let rows = connection.query(asked, &[]).await?;
    let allowed = rows
        .first()
        .is_some_and(|row| row.get::<i64>("state").is_ok_and(|state| state == 1));
    if !allowed {
        connection
            .batch("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON")
            .await?;
        tracing::info!("the database allows snapshot isolation now");
    }
    Ok(())
}

async fn lock(connection: &mut Connection, schema: &str) -> Result<(), DatabaseError> {
    let rows = connection
        .batch(&format!(
            "DECLARE @result INT; \
             EXEC @result = sp_getapplock @Resource = N'foodwala.migrate.{schema}', @LockMode = N'Exclusive', \
             @LockOwner = N'Session', @LockTimeout = {WAIT_MS}; \
             SELECT @result AS result"
        ))
        .await?;
    let result = rows.first().map_or(Ok(-999), |row| row.get::<i64>("result"))?;
    if result < 0 {
        return Err(DatabaseError::Transient(Arc::new(Locked(result))));
    }
    Ok(())
}

/// Whether it had to be applied.
async fn apply_one(connection: &mut Connection, schema: &str, migration: &Migration) -> Result<bool, DatabaseError> {
    let failed = |problem| DatabaseError::Migration {
        version: migration.version.clone(),
        problem,
    };
    let sql = format!("SELECT checksum FROM [{schema}].schema_migrations WHERE version = @P1");
    if let Some(row) = connection.query(&sql, params![&migration.version]).await?.first() {
        let applied: String = row.get("checksum")?;
        if applied == migration.checksum {
            return Ok(false);
        }
        return Err(failed(MigrationProblem::Changed {
            applied,
            embedded: migration.checksum.clone(),
        }));
    }
    connection.batch("BEGIN TRANSACTION").await?;
    for batch in batches(&migration.sql) {
        connection
            .batch(batch)
            .await
            .map_err(|error| failed(MigrationProblem::Failed(Arc::new(error))))?;
    }
    let rows = connection.batch("SELECT @@TRANCOUNT AS depth").await?;
    let depth = rows.first().map_or(Ok(0), |row| row.get::<i64>("depth"))?;
    if depth != 1 {
        return Err(failed(MigrationProblem::EndedTransaction));
    }
    let sql = format!(
        "INSERT INTO [{schema}].schema_migrations (version, name, applied_at, checksum) VALUES (@P1, @P2, @P3, @P4)"
    );
    let row = params![
        &migration.version,
        &migration.name,
        SystemClock.now(),
        &migration.checksum
    ];
    connection.execute(&sql, row).await?;
    connection.batch("COMMIT TRANSACTION").await?;
    tracing::info!(
        database.schema = schema,
        migration.version,
        migration.name,
        "migration applied"
    );
    Ok(true)
}

/// The parts of a file: a line `GO` separates statements that must not be compiled together, such as a new column and an
/// index on it.
fn batches(sql: &str) -> impl Iterator<Item = &str> {
    sql.split("\nGO\n")
}
