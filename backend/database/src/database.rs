//! The handle on one schema.

use std::{fmt, sync::Arc};

use crate::{
    DatabaseError, Dialect, Row, SqliteConfig, Tx, Value,
    engine::Engine,
    sqlite::{self, SqliteEngine},
};

/// A service's schema. Clones share its connections; they close when the last clone and the last [`Tx`] are gone.
#[derive(Clone)]
pub struct Database {
    schema: &'static str,
    engine: Arc<dyn Engine>,
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Database")
            .field("schema", &self.schema)
            .finish_non_exhaustive()
    }
}

impl Database {
    /// Opens the schema's file in the configured folder, and creates both where they are missing. Nothing is migrated.
    /// Must be called inside a Tokio runtime with time enabled, which the handle then needs for as long as it lives.
    ///
    /// # Errors
    /// [`DatabaseError::Unavailable`] when folder or file cannot be opened.
    pub async fn sqlite(config: SqliteConfig, schema: &'static str) -> Result<Self, DatabaseError> {
        let engine = SqliteEngine::open(sqlite::Location::Kept(config.directory), schema).await?;
        Ok(Self {
            schema,
            engine: Arc::new(engine),
        })
    }

    /// A migrated schema in a folder of its own, which goes away with the last handle. For tests and trials.
    ///
    /// # Errors
    /// [`DatabaseError::Unavailable`] when there is no room for it, or an error of [`migrate`](Self::migrate).
    pub async fn sqlite_temporary(schema: &'static str) -> Result<Self, DatabaseError> {
        let engine = SqliteEngine::open(sqlite::Location::Temporary, schema).await?;
        let database = Self {
            schema,
            engine: Arc::new(engine),
        };
        database.migrate().await?;
        Ok(database)
    }

    /// The schema's name, which qualifies its tables.
    #[must_use]
    pub fn schema(&self) -> &'static str {
        self.schema
    }

    /// Which engine's SQL it speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    /// Opens a transaction, after those that asked before. Dropping the future leaves nothing behind.
    ///
    /// # Errors
    /// [`DatabaseError::Transient`] when another process keeps the schema locked, [`DatabaseError::Unavailable`].
    pub async fn begin(&self) -> Result<Tx, DatabaseError> {
        Ok(Tx::new(self.schema, self.dialect(), self.engine.begin().await?))
    }

    /// Runs one `SELECT` on what is committed, beside any open transaction.
    ///
    /// # Errors
    /// Any [`DatabaseError`]; a statement that would write is [`DatabaseError::Other`].
    pub async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.engine.query(sql, params).await
    }

    /// The first row of [`query`](Self::query), if any.
    ///
    /// # Errors
    /// As [`query`](Self::query).
    pub async fn query_opt(&self, sql: &str, params: &[Value]) -> Result<Option<Row>, DatabaseError> {
        Ok(self.query(sql, params).await?.into_iter().next())
    }

    /// Applies the embedded migrations that are missing, those of every service first, each in its own transaction, and
    /// returns how many that were. A schema without a folder has only those of every service.
    ///
    /// # Errors
    /// [`DatabaseError::Migration`]; what was applied before it stays.
    pub async fn migrate(&self) -> Result<usize, DatabaseError> {
        self.engine.migrate().await
    }

    /// Reads something from the storage.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn ping(&self) -> Result<(), DatabaseError> {
        self.engine.ping().await
    }

    /// Waits for open transactions and closes all connections, for every clone; what is asked of it afterwards is
    /// [`DatabaseError::Unavailable`]. When it returns, the embedded engine's files are at rest and can be copied.
    pub async fn close(&self) {
        self.engine.close().await;
    }
}
