//! The engine on SQL Server, 2019 or later.
//!
//! **Isolation.** Services are written as if transactions ran one after the other, as they do on the embedded engine.
//! Here they run in SNAPSHOT isolation: reading locks nothing, and of two transactions that change the same row the
//! second fails as [`Transient`](DatabaseError::Transient), to be run again as a whole. What it does not find is two
//! transactions that read the same rows and each change another one: a rule that spans rows needs a row that all who
//! could break it change, such as an aggregate's version.
//!
//! **Errors in a transaction.** `XACT_ABORT` is off: a refused row undoes its statement alone, as the port promises. After
//! any error the server is asked whether the transaction still stands.
//!
//! **Connections.** A connection whose answer was not awaited to its end is closed: the next statement would get it.
//!
//! | module | owns |
//! |---|---|
//! | `config` | settings |
//! | `connection` | a session, one statement on it, values |
//! | `statement` | placeholders, nulls, what may be sent |
//! | `pool` | connections that wait for work, kept by bb8 |
//! | `transaction` | [`EngineTx`] |
//! | `migrate` | applying migrations |
//! | `errors` | error number → [`DatabaseError`] |
//! | `trial` | databases for tests (feature `conformance`) |

mod config;
mod connection;
mod errors;
mod migrate;
mod pool;
mod statement;
mod transaction;
#[cfg(feature = "conformance")]
mod trial;

use std::sync::Arc;

use async_trait::async_trait;

pub use self::config::{Encryption, SqlServerConfig};
#[cfg(feature = "conformance")]
pub use self::trial::TrialDatabase;
use self::{config::Limits, connection::Connection, pool::Pool, transaction::SqlServerTx};
use crate::{
    DatabaseError, Dialect, Row, Value,
    engine::{Engine, EngineTx},
    migrations,
};

/// Keeps the driver from logging what the server says, which can repeat values; it is in the error as well.
pub const LOG_DIRECTIVE: &str = "tiberius=off";

pub(crate) struct SqlServerEngine {
    schema: &'static str,
    target: tiberius::Config,
    limits: Limits,
    transactions: Arc<Pool>,
    /// Apart, so that whoever has a transaction open can always read.
    reads: Arc<Pool>,
    /// Dropped after the pools, whose connections are closed by then.
    #[cfg(feature = "conformance")]
    _trial: Option<TrialDatabase>,
}

impl SqlServerEngine {
    /// Connects when it is first asked something.
    pub(crate) fn new(config: &SqlServerConfig, schema: &'static str) -> Result<Self, DatabaseError> {
        let target = config.target().map_err(|error| DatabaseError::Other(Arc::new(error)))?;
        // Fails when the process has chosen one already, which is as good.
        let _chosen_before = rustls::crypto::ring::default_provider().install_default();
        let limits = config.limits();
        Ok(Self {
            schema,
            transactions: Pool::new(target.clone(), limits, schema, config.max_connections),
            reads: Pool::new(target.clone(), limits, schema, config.max_connections),
            target,
            limits,
            #[cfg(feature = "conformance")]
            _trial: None,
        })
    }

    /// With a database that goes away with the engine.
    #[cfg(feature = "conformance")]
    pub(crate) fn owning(mut self, trial: TrialDatabase) -> Self {
        self._trial = Some(trial);
        self
    }
}

#[async_trait]
impl Engine for SqlServerEngine {
    fn dialect(&self) -> Dialect {
        Dialect::SqlServer
    }

    fn is_exclusive(&self) -> bool {
        false
    }

    async fn begin(&self) -> Result<Box<dyn EngineTx>, DatabaseError> {
        Ok(Box::new(SqlServerTx::begin(&self.transactions).await?))
    }

    async fn query(&self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        statement::check_select(sql)?;
        let mut lease = self.reads.lend().await?;
        let mut result = lease.connection.query(sql, params).await;
        if !lease.fresh && !lease.connection.is_in_step() && result.as_ref().is_err_and(DatabaseError::is_unavailable) {
            // It broke while it waited, and a SELECT can be asked twice.
            drop(lease);
            self.reads.forget_idle();
            lease = self.reads.lend().await?;
            result = lease.connection.query(sql, params).await;
        }
        lease.give_back();
        result
    }

    async fn migrate(&self) -> Result<usize, DatabaseError> {
        let migrations = migrations::sqlserver(self.schema)?;
        let connection = Connection::open(&self.target, self.limits, self.schema).await?;
        migrate::apply(connection, self.schema, &migrations).await
    }

    async fn ping(&self) -> Result<(), DatabaseError> {
        self.query("SELECT 1 AS one", &[]).await.map(drop)
    }

    async fn close(&self) {
        self.transactions.close().await;
        self.reads.close().await;
    }
}
