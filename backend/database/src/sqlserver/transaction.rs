//! A transaction, on a connection of its own.

use async_trait::async_trait;

use super::{
    errors::{self, Lost},
    pool::{Lease, Pool},
};
use crate::{
    DatabaseError, Dialect, Row, Value,
    engine::{CommitHook, EngineTx, run_hooks},
};
use std::sync::Arc;

/// The connection goes back to the pool only after COMMIT or ROLLBACK was answered. Otherwise it is closed, and the
/// server rolls back.
pub(super) struct SqlServerTx {
    /// None once finished.
    lease: Option<Lease>,
    /// Why the server has rolled the transaction back.
    ended: Option<DatabaseError>,
}

impl SqlServerTx {
    pub async fn begin(pool: &Arc<Pool>) -> Result<Self, DatabaseError> {
        let mut lease = pool.lend().await?;
        let mut begun = lease.connection.batch("BEGIN TRANSACTION").await;
        if begun.is_err() && !lease.fresh {
            // The connection broke while it waited: nothing has happened yet, so another one may try.
            drop(lease);
            pool.forget_idle();
            lease = pool.lend().await?;
            begun = lease.connection.batch("BEGIN TRANSACTION").await;
        }
        begun?;
        Ok(Self {
            lease: Some(lease),
            ended: None,
        })
    }

    fn lease(&mut self) -> Result<&mut Lease, DatabaseError> {
        if let Some(error) = &self.ended {
            return Err(error.clone());
        }
        self.lease.as_mut().ok_or_else(|| errors::unavailable(Lost::Closed))
    }

    /// Finds out whether the server has ended the transaction with the statement that failed, as it does on a deadlock
    /// and on most conversions. If it has, later statements must not run on their own.
    async fn after(&mut self, error: &DatabaseError) {
        let Some(lease) = self.lease.as_mut().filter(|lease| lease.connection.is_in_step()) else {
            return;
        };
        // A statement that was not sent changed nothing.
        if matches!(error, DatabaseError::Parameters { .. } | DatabaseError::Encode { .. }) {
            return;
        }
        if error.is_transient() {
            self.ended = Some(error.clone());
            return;
        }
        let state = lease.connection.batch("SELECT XACT_STATE() AS state").await;
        let open = state.is_ok_and(|rows| {
            rows.first()
                .is_some_and(|row| row.get::<i64>("state").is_ok_and(|state| state == 1))
        });
        if !open {
            self.ended = Some(error.clone());
        }
    }

    /// Rolls back and returns the connection; without an answer it is closed, which rolls back as well.
    async fn undo(mut lease: Lease) {
        let undone = lease.connection.batch("IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION").await;
        match undone {
            Ok(_) => lease.give_back(),
            Err(error) => tracing::debug!(
                error = &error as &dyn std::error::Error,
                "closed a connection that cannot roll back"
            ),
        }
    }
}

impl Drop for SqlServerTx {
    fn drop(&mut self) {
        let Some(lease) = self.lease.take().filter(|lease| lease.connection.is_in_step()) else {
            return;
        };
        // Cheaper than a new connection; without a runtime the connection is closed.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(Self::undo(lease));
        }
    }
}

#[async_trait]
impl EngineTx for SqlServerTx {
    async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DatabaseError> {
        let result = self.lease()?.connection.execute(sql, params).await;
        if let Err(error) = &result {
            self.after(error).await;
        }
        result
    }

    async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let result = self.lease()?.connection.query(sql, params).await;
        if let Err(error) = &result {
            self.after(error).await;
        }
        result
    }

    async fn upsert(
        &mut self,
        table: &str,
        keys: &[(&str, Value)],
        values: &[(&str, Value)],
    ) -> Result<(), DatabaseError> {
        let (sql, params) = Dialect::SqlServer.upsert(table, keys, values);
        match self.execute(&sql, &params).await {
            // Another transaction inserted the row after the snapshot, in which it is still missing.
            Err(DatabaseError::UniqueViolation { source }) => Err(DatabaseError::Transient(source)),
            result => result.map(drop),
        }
    }

    async fn commit(mut self: Box<Self>, hooks: Vec<CommitHook>) -> Result<(), DatabaseError> {
        self.lease()?;
        let Some(mut lease) = self.lease.take() else {
            return Ok(());
        };
        if !lease.connection.is_in_step() {
            return Err(errors::unavailable(Lost::OutOfStep));
        }
        // In a task: whoever waits may go away, and a COMMIT that was begun has to be seen to its end.
        let committing = tokio::spawn(async move {
            match lease.connection.batch("COMMIT TRANSACTION").await {
                Ok(_) => {
                    run_hooks(hooks);
                    lease.give_back();
                    Ok(())
                }
                // The server said no.
                Err(error) if lease.connection.is_in_step() => Err(error),
                Err(error) => Err(unknown(error)),
            }
        });
        committing.await.unwrap_or_else(|_| {
            let lost = errors::unavailable(Lost::Commit);
            Err(unknown(lost))
        })
    }

    async fn rollback(mut self: Box<Self>) -> Result<(), DatabaseError> {
        if let Some(lease) = self.lease.take().filter(|lease| lease.connection.is_in_step()) {
            // In a task for the connection's sake: a dropped future would cost it.
            if let Err(error) = tokio::spawn(Self::undo(lease)).await {
                tracing::error!(error = &error as &dyn std::error::Error, "the rollback did not finish");
            }
        }
        Ok(())
    }
}

fn unknown(error: DatabaseError) -> DatabaseError {
    DatabaseError::CommitUnknown(Arc::new(error))
}
