//! Databases for tests.

use std::time::Duration;

use foodwala_clock::{Clock, SystemClock, new_id};
use secrecy::SecretString;

use super::{SqlServerConfig, connection::Connection};
use crate::DatabaseError;

/// Many tests may wait for each other.
const LONGEST: Duration = Duration::from_secs(600);

/// One at a time: databases are made from a model that each maker locks.
const LOCK: &str = "EXEC sp_getapplock @Resource = N'foodwala.trial', @LockMode = N'Exclusive', @LockOwner = N'Session', \
                    @LockTimeout = 600000";

/// An empty database of its own on a server, dropped with this value.
#[derive(Debug)]
pub struct TrialDatabase {
    server: SqlServerConfig,
    name: String,
}

impl TrialDatabase {
    /// Creates a database on the server that `FOODWALA_TEST_SQLSERVER_URL` names, an ADO.NET connection string whose login
    /// may create databases. `None` without that variable; then the skip is said on standard error.
    ///
    /// # Errors
    /// When the server cannot be reached or refuses.
    ///
    /// # Panics
    /// Without the variable, if `FOODWALA_REQUIRE` names `sqlserver`.
    pub async fn create() -> Result<Option<Self>, DatabaseError> {
        let Ok(url) = std::env::var("FOODWALA_TEST_SQLSERVER_URL") else {
            let required = std::env::var("FOODWALA_REQUIRE").unwrap_or_default();
            assert!(
                !required.split(',').any(|engine| engine.trim() == "sqlserver"),
                "SQL Server is required, and FOODWALA_TEST_SQLSERVER_URL does not say where it is"
            );
            eprintln!("not tested on SQL Server: FOODWALA_TEST_SQLSERVER_URL does not say where one is");
            return Ok(None);
        };
        let server = SqlServerConfig {
            connection_string: Some(SecretString::from(url)),
            // Patience for a busy machine.
            connect_timeout_seconds: 60,
            acquire_timeout_seconds: 60,
            statement_timeout_seconds: 60,
            lock_timeout_seconds: 30,
            ..SqlServerConfig::default()
        };
        let name = format!("foodwala_{}", new_id(SystemClock.now()).simple());
        run(&server, &[LOCK, &format!("CREATE DATABASE {name}")]).await?;
        Ok(Some(Self { server, name }))
    }

    /// The settings with which a platform runs on it.
    #[must_use]
    pub fn config(&self) -> SqlServerConfig {
        SqlServerConfig {
            database: Some(self.name.clone()),
            ..self.server.clone()
        }
    }
}

impl Drop for TrialDatabase {
    /// Waits until it is gone, since the process may end right after.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                // A database that stays is a nuisance and nothing more.
                let _ = runtime.block_on(remove(&server, &name));
            }
        });
        let _ = dropping.join();
    }
}

async fn remove(server: &SqlServerConfig, name: &str) -> Result<(), DatabaseError> {
    // Ends what is still connected to it.
    let alone = format!("ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
    let _ = run(server, &[&alone]).await;
    run(server, &[LOCK, &format!("DROP DATABASE {name}")]).await
}

async fn run(server: &SqlServerConfig, batches: &[&str]) -> Result<(), DatabaseError> {
    let target = server
        .target()
        .map_err(|error| DatabaseError::Other(std::sync::Arc::new(error)))?;
    let _chosen_before = rustls::crypto::ring::default_provider().install_default();
    let mut connection = Connection::open(&target, server.limits(), "trial").await?;
    connection
        .batch("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        .await?;
    connection.set_limit(LONGEST);
    for batch in batches {
        connection.batch(batch).await?;
    }
    Ok(())
}
