//! What an engine provides to [`Database`](crate::Database) and [`Tx`](crate::Tx). The conformance suite says what each
//! of these must keep.

use std::panic::{AssertUnwindSafe, catch_unwind};

use async_trait::async_trait;

use crate::{DatabaseError, Dialect, Row, Value};

/// Runs once, after the durable commit.
pub(crate) type CommitHook = Box<dyn FnOnce() + Send>;

/// One schema in one engine.
#[async_trait]
pub(crate) trait Engine: Send + Sync {
    fn dialect(&self) -> Dialect;
    /// Whether one process has the schema to itself.
    fn is_exclusive(&self) -> bool;
    async fn begin(&self) -> Result<Box<dyn EngineTx>, DatabaseError>;
    /// Sees what is committed, and cannot write.
    async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError>;
    async fn migrate(&self) -> Result<usize, DatabaseError>;
    /// Touches the storage.
    async fn ping(&self) -> Result<(), DatabaseError>;
    /// Returns when no connection is open any more; open transactions end first.
    async fn close(&self);
}

/// An open transaction; dropping it rolls it back.
#[async_trait]
pub(crate) trait EngineTx: Send {
    async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DatabaseError>;
    async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError>;
    /// Inserts a row, or overwrites `values` in the one with these keys.
    async fn upsert(
        &mut self,
        table: &str,
        keys: &[(&str, Value)],
        values: &[(&str, Value)],
    ) -> Result<(), DatabaseError>;
    /// Returns after the commit is durable and the hooks have run.
    async fn commit(self: Box<Self>, hooks: Vec<CommitHook>) -> Result<(), DatabaseError>;
    async fn rollback(self: Box<Self>) -> Result<(), DatabaseError>;
}

/// Runs the hooks of a commit that is durable.
pub(crate) fn run_hooks(hooks: Vec<CommitHook>) {
    for hook in hooks {
        if catch_unwind(AssertUnwindSafe(hook)).is_err() {
            tracing::error!("a commit hook panicked; the commit stands");
        }
    }
}
