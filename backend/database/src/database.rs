//! The handle on one schema.

use std::{fmt, sync::Arc};

#[cfg(feature = "sqlserver")]
use crate::sqlserver::{SqlServerConfig, SqlServerEngine};
use crate::{
    DatabaseError, Dialect, Row, SqliteConfig, Tx, Value,
    engine::Engine,
    sqlite::{self, SqliteEngine, Threads},
    watch::{InUse, Place},
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
        Self::open_sqlite(sqlite::Location::Kept(config.directory), schema, Threads::Pool).await
    }

    /// The same, without threads of its own: statements hold up the whole runtime while they run. For simulations, in
    /// which nothing may happen beside the simulated clock.
    ///
    /// # Errors
    /// As [`sqlite`](Self::sqlite).
    pub async fn sqlite_on_caller(config: SqliteConfig, schema: &'static str) -> Result<Self, DatabaseError> {
        Self::open_sqlite(sqlite::Location::Kept(config.directory), schema, Threads::Caller).await
    }

    async fn open_sqlite(
        location: sqlite::Location,
        schema: &'static str,
        threads: Threads,
    ) -> Result<Self, DatabaseError> {
        Ok(Self {
            schema,
            engine: Arc::new(SqliteEngine::open(location, schema, threads).await?),
        })
    }

    /// A migrated schema in a folder of its own, which goes away with the last handle. For tests and trials.
    ///
    /// # Errors
    /// [`DatabaseError::Unavailable`] when there is no room for it, or an error of [`migrate`](Self::migrate).
    pub async fn sqlite_temporary(schema: &'static str) -> Result<Self, DatabaseError> {
        let database = Self::open_sqlite(sqlite::Location::Temporary, schema, Threads::Pool).await?;
        database.migrate().await?;
        Ok(database)
    }

    /// The schema in a database on SQL Server. Nothing is asked of the server yet. Must be called inside a Tokio runtime
    /// with time and network enabled, which the handle then needs for as long as it lives.
    ///
    /// # Errors
    /// [`DatabaseError::Other`] when a setting cannot be used.
    #[cfg(feature = "sqlserver")]
    pub fn sqlserver(config: &SqlServerConfig, schema: &'static str) -> Result<Self, DatabaseError> {
        let engine = SqlServerEngine::new(config, schema)?;
        Ok(Self {
            schema,
            engine: Arc::new(engine),
        })
    }

    /// A migrated schema for tests: in a database of its own on the SQL Server that `FOODWALA_TEST_SQLSERVER_URL` names,
    /// which goes away with the last handle, or else as [`sqlite_temporary`](Self::sqlite_temporary).
    ///
    /// # Errors
    /// As those of the engines, and of [`TrialDatabase::create`](crate::sqlserver::TrialDatabase::create).
    ///
    /// # Panics
    /// Without a server, if `FOODWALA_REQUIRE` names `sqlserver`.
    #[cfg(all(feature = "sqlserver", feature = "conformance"))]
    pub async fn temporary(schema: &'static str) -> Result<Self, DatabaseError> {
        let Some(trial) = crate::sqlserver::TrialDatabase::create().await? else {
            return Self::sqlite_temporary(schema).await;
        };
        let engine = SqlServerEngine::new(&trial.config(), schema)?.owning(trial);
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

    fn place(&self) -> Place {
        Place {
            schema: self.schema,
            dialect: self.dialect(),
        }
    }

    /// Which engine's SQL it speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.engine.dialect()
    }

    /// Whether this process has the schema to itself, as it has an embedded one.
    #[must_use]
    pub fn is_exclusive(&self) -> bool {
        self.engine.is_exclusive()
    }

    /// Opens a transaction, after those that asked before. Dropping the future leaves nothing behind.
    ///
    /// # Errors
    /// [`DatabaseError::Transient`] when another process keeps the schema locked, [`DatabaseError::Unavailable`] also when
    /// no connection comes free in time.
    pub async fn begin(&self) -> Result<Tx, DatabaseError> {
        let place = self.place();
        Ok(Tx::new(
            place.schema,
            place.dialect,
            place.begin(self.engine.begin()).await?,
        ))
    }

    /// Runs one `SELECT` on what is committed, beside any open transaction.
    ///
    /// # Errors
    /// Any [`DatabaseError`]; a statement that would write is [`DatabaseError::Other`].
    pub async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        let _in_use = InUse::of(self.schema);
        self.place().statement(sql, self.engine.query(sql, params)).await
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

    /// Reads something from the storage, or the server.
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
