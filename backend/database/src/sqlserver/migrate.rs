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
#[error("another process is migrating (sp_getapplock returned {0})")]
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
    lock(&mut connection, &format!("foodwala.migrate.{schema}")).await?;
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

/// The lock under which the database's options are changed, one process at a time: of two that try at once, SQL Server
/// refuses one.
const OPTIONS: &str = "foodwala.options";

/// Something that a database has to allow once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// Snapshots, which keep readers and writers out of each other's way.
    Snapshots,
    /// The same for whoever looks into the database beside the platform, in the usual isolation.
    CommittedSnapshots,
}

async fn allow_snapshots(connection: &mut Connection) -> Result<(), DatabaseError> {
    connection
        .batch("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        .await?;
    if missing(connection).await?.is_empty() {
        return Ok(());
    }
    lock(connection, OPTIONS).await?;
    for option in missing(connection).await? {
        match option {
            Missing::Snapshots => {
                connection
                    .batch("ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON")
                    .await?;
                tracing::info!("the database allows snapshot isolation now");
            }
            Missing::CommittedSnapshots => read_committed_snapshots(connection).await?,
        }
    }
    connection
        .batch(&format!(
            "EXEC sp_releaseapplock @Resource = N'{OPTIONS}', @LockOwner = N'Session'"
        ))
        .await
        .map(drop)
}

/// Nobody else may be connected while this is changed. The platform does without it, so it waits for nobody.
async fn read_committed_snapshots(connection: &mut Connection) -> Result<(), DatabaseError> {
    let changed = connection
        .batch("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH NO_WAIT")
        .await;
    match changed {
        Ok(_) => tracing::info!("the database reads what is committed from snapshots now"),
        Err(error) if connection.is_in_step() => tracing::warn!(
            error = &error as &dyn std::error::Error,
            "READ_COMMITTED_SNAPSHOT is off: whoever looks into the database beside the platform can be in its way. \
             It can be set while nobody is connected."
        ),
        Err(error) => return Err(error),
    }
    Ok(())
}

async fn missing(connection: &mut Connection) -> Result<Vec<Missing>, DatabaseError> {
    let asked = "SELECT snapshot_isolation_state AS snapshots, is_read_committed_snapshot_on AS committed \
                 FROM sys.databases WHERE name = DB_NAME()";
    let rows = connection.query(asked, &[]).await?;
    let Some(row) = rows.first() else {
        // Not to be seen by this login, so left as it is: a transaction will say what it lacks.
        return Ok(Vec::new());
    };
    Ok(lacks(row.get("snapshots")?, row.get("committed")?))
}

/// `snapshots` is 1 when they are allowed, and something else also while that is being changed.
fn lacks(snapshots: i64, committed: bool) -> Vec<Missing> {
    let all = [
        (snapshots != 1, Missing::Snapshots),
        (!committed, Missing::CommittedSnapshots),
    ];
    all.into_iter()
        .filter_map(|(lacks, option)| lacks.then_some(option))
        .collect()
}

async fn lock(connection: &mut Connection, resource: &str) -> Result<(), DatabaseError> {
    let rows = connection
        .batch(&format!(
            "DECLARE @result INT; \
             EXEC @result = sp_getapplock @Resource = N'{resource}', @LockMode = N'Exclusive', \
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_allowed_is_changed() {
        assert_eq!(lacks(1, true), []);
        assert_eq!(lacks(0, true), [Missing::Snapshots]);
        // Being switched off, or on.
        assert_eq!(lacks(2, true), [Missing::Snapshots]);
        assert_eq!(lacks(3, false), [Missing::Snapshots, Missing::CommittedSnapshots]);
        assert_eq!(lacks(1, false), [Missing::CommittedSnapshots]);
    }

    #[test]
    fn a_line_go_parts_a_file() {
        assert_eq!(batches("a;\nGO\nb;\n").collect::<Vec<_>>(), ["a;", "b;\n"]);
        assert_eq!(batches("a GO b").collect::<Vec<_>>(), ["a GO b"]);
    }
}
