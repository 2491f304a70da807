//! The open transaction.

use std::fmt;

use crate::{
    DatabaseError, Dialect, Row, Value,
    engine::{CommitHook, EngineTx},
    watch::{InUse, Place},
};

/// A transaction. It owns the writer, or a connection, until it is finished; dropping it rolls it back.
///
/// A statement that fails undoes itself and leaves the transaction usable, unless the storage failed or another
/// transaction was in the way: then it has to be begun again.
pub struct Tx {
    schema: &'static str,
    dialect: Dialect,
    engine: Box<dyn EngineTx>,
    hooks: Vec<CommitHook>,
    in_use: InUse,
}

impl fmt::Debug for Tx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tx")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

impl Tx {
    pub(crate) fn new(schema: &'static str, dialect: Dialect, engine: Box<dyn EngineTx>) -> Self {
        Self {
            schema,
            dialect,
            engine,
            hooks: Vec::new(),
            in_use: InUse::of(schema),
        }
    }

    const fn place(&self) -> Place {
        Place {
            schema: self.schema,
            dialect: self.dialect,
        }
    }

    /// The schema's name, which qualifies its tables.
    #[must_use]
    pub fn schema(&self) -> &'static str {
        self.schema
    }

    /// Which engine's SQL it speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Runs one statement and returns the number of rows it inserted, changed or deleted; for anything else the number
    /// means nothing.
    ///
    /// # Errors
    /// Any [`DatabaseError`].
    pub async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DatabaseError> {
        self.place().statement(sql, self.engine.execute(sql, params)).await
    }

    /// Runs one `SELECT`, which sees what this transaction wrote.
    ///
    /// # Errors
    /// Any [`DatabaseError`].
    pub async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.place().statement(sql, self.engine.query(sql, params)).await
    }

    /// The first row of [`query`](Self::query), if any.
    ///
    /// # Errors
    /// As [`query`](Self::query).
    pub async fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, DatabaseError> {
        Ok(self.query(sql, params).await?.into_iter().next())
    }

    /// Inserts a row, or overwrites `values` in the one with the same `keys`, which must be the table's primary key or
    /// a unique key, and not null. Without `values` an existing row stays as it is. Columns that are not named keep
    /// what they hold, but one that must not be null and has no default has to be named, even for a row that exists.
    /// The names come from code, never from input.
    ///
    /// # Errors
    /// Any [`DatabaseError`]; where transactions run side by side, [`DatabaseError::Transient`] when another one has just
    /// inserted the row.
    pub async fn upsert(
        &mut self,
        table: &str,
        keys: &[(&str, Value)],
        values: &[(&str, Value)],
    ) -> Result<(), DatabaseError> {
        self.place()
            .statement("UPSERT", self.engine.upsert(table, keys, values))
            .await
    }

    /// Registers what to do once this transaction is durably committed, such as waking a worker. It runs exactly once,
    /// before [`commit`](Self::commit) returns, and never when the transaction is rolled back. It must be short and
    /// must not block: other transactions' commits wait for it.
    pub fn on_commit(&mut self, hook: impl FnOnce() + Send + 'static) {
        self.hooks.push(Box::new(hook));
    }

    /// Commits, and returns when the commit is durable. If the future is dropped while it waits, the transaction is
    /// committed all the same; if it is dropped before it was polled, it is rolled back.
    ///
    /// # Errors
    /// Any [`DatabaseError`]: then nothing was committed, unless it is [`DatabaseError::CommitUnknown`].
    pub async fn commit(self) -> Result<(), DatabaseError> {
        let (place, _in_use) = (self.place(), self.in_use);
        place.commit(self.engine.commit(self.hooks)).await
    }

    /// Rolls back, and returns when all that this transaction read is durable, so that an answer can rest on it.
    /// Dropping the transaction rolls back too, without that wait.
    ///
    /// # Errors
    /// Any [`DatabaseError`]: the transaction is rolled back, but what it read may be gone too.
    pub async fn rollback(self) -> Result<(), DatabaseError> {
        self.engine.rollback().await
    }
}
