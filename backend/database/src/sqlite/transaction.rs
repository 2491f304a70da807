//! A transaction: a savepoint inside the writer's outer transaction.

use async_trait::async_trait;
use rusqlite::Connection;
use tokio::sync::{OwnedMutexGuard, mpsc};

use super::{
    connection,
    errors::{self, Lost},
    tongue::Tongue,
    writer::{self, Writer},
};
use crate::{
    DatabaseError, Dialect, Row, Value,
    engine::{CommitHook, EngineTx},
};

/// Statements run on the caller's thread: with a warm cache they take microseconds, less than the way to another thread
/// and back. Nothing here awaits while a savepoint is open, so a dropped future cannot leave a statement half run.
pub(super) struct SqliteTx {
    writer: OwnedMutexGuard<Writer>,
    flush: mpsc::Sender<()>,
    tongue: Tongue,
    /// The savepoint is released, or there is none.
    finished: bool,
}

impl SqliteTx {
    /// `writer` has the outer transaction open.
    pub(super) fn begin(
        writer: OwnedMutexGuard<Writer>,
        flush: mpsc::Sender<()>,
        tongue: Tongue,
    ) -> Result<Self, DatabaseError> {
        // Built before the savepoint, so that the outer transaction is closed also when this fails.
        let mut transaction = Self {
            writer,
            flush,
            tongue,
            finished: true,
        };
        transaction
            .writer
            .run("SAVEPOINT tx")
            .inspect_err(|error| transaction.writer.notice_rollback(error))?;
        transaction.finished = false;
        Ok(transaction)
    }

    fn statement<T>(&mut self, run: impl FnOnce(&Connection) -> Result<T, DatabaseError>) -> Result<T, DatabaseError> {
        // Without the outer transaction SQLite would commit each statement by itself.
        if !self.writer.is_open() {
            return Err(errors::unavailable(Lost::RolledBack));
        }
        let result = self.writer.connection().and_then(run);
        if let Err(error) = &result {
            self.writer.notice_rollback(error);
        }
        result
    }

    fn release(&mut self) -> Result<(), DatabaseError> {
        self.statement(|_| Ok(()))?;
        self.writer
            .run("RELEASE tx")
            .inspect_err(|error| self.writer.notice_rollback(error))?;
        self.finished = true;
        Ok(())
    }

    /// Undoes the savepoint. When that fails, nobody can say what the outer transaction holds, so it goes as a whole.
    fn undo(&mut self) {
        self.finished = true;
        if !self.writer.is_open() {
            return;
        }
        let undone = self
            .writer
            .run("ROLLBACK TO tx")
            .and_then(|()| self.writer.run("RELEASE tx"));
        if let Err(error) = undone {
            self.writer.abandon(&error);
        }
    }
}

impl Drop for SqliteTx {
    fn drop(&mut self) {
        if !self.finished {
            self.undo();
        }
        // The flusher queues for the lock, which is given back right after this. When the place is taken, a wake-up is
        // on its way already.
        let _ = self.flush.try_send(());
    }
}

#[async_trait]
impl EngineTx for SqliteTx {
    async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DatabaseError> {
        let sql = self.tongue.in_sqlite(sql)?;
        self.statement(|connection| connection::execute(connection, &sql, params))
    }

    async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let sql = self.tongue.in_sqlite(sql)?;
        self.statement(|connection| connection::query(connection, &sql, params))
    }

    async fn upsert(
        &mut self,
        table: &str,
        keys: &[(&str, Value)],
        values: &[(&str, Value)],
    ) -> Result<(), DatabaseError> {
        let (sql, params) = Dialect::Sqlite.upsert(table, keys, values);
        self.statement(|connection| connection::execute(connection, &sql, &params))
            .map(drop)
    }

    async fn commit(mut self: Box<Self>, hooks: Vec<CommitHook>) -> Result<(), DatabaseError> {
        self.release()?;
        let waiting = self.writer.join(hooks);
        drop(self);
        writer::outcome(waiting).await
    }

    async fn rollback(mut self: Box<Self>) -> Result<(), DatabaseError> {
        self.undo();
        if !self.writer.has_group() {
            return Ok(());
        }
        // What it read may be an earlier member's, which is not on the disk yet.
        let waiting = self.writer.join(Vec::new());
        drop(self);
        writer::outcome(waiting).await
    }
}
