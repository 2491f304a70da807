//! Databases for tests.

use std::net::SocketAddr;
use std::time::Duration;

use foodwala_clock::{Clock, SystemClock, new_id};
use secrecy::{ExposeSecret, SecretString};

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

    /// The server's host and port.
    ///
    /// # Errors
    /// When the connection string cannot be read.
    pub fn address(&self) -> Result<String, DatabaseError> {
        Ok(target(&self.server)?.get_addr())
    }

    /// The same settings for a platform that goes through a proxy at `address`.
    ///
    /// # Errors
    /// When the connection string cannot be read.
    pub fn config_through(&self, address: SocketAddr) -> Result<SqlServerConfig, DatabaseError> {
        let given = self.server.connection_string.as_ref();
        let given = given.map_or("", |given| given.expose_secret());
        let server = self.address()?;
        let host = server.rsplit_once(':').map_or(server.as_str(), |(host, _)| host);
        let changed = through(given, host, address);
        Ok(SqlServerConfig {
            connection_string: Some(SecretString::from(changed)),
            ..self.config()
        })
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

/// A connection string that leads to `address` instead of to `host`, whose certificate is still what is looked for. Of a
/// word that comes twice, the last counts.
fn through(given: &str, host: &str, address: SocketAddr) -> String {
    let (ip, port) = (address.ip(), address.port());
    let mut changed = format!("{};server=tcp:{ip},{port}", given.trim_end_matches([';', ' ']));
    let words = given.to_lowercase().replace(' ', "");
    if !words.contains("hostnameincertificate=") {
        changed.push_str(";HostNameInCertificate=");
        changed.push_str(host);
    }
    changed
}

async fn remove(server: &SqlServerConfig, name: &str) -> Result<(), DatabaseError> {
    // Ends what is still connected to it.
    let alone = format!("ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
    let _ = run(server, &[&alone]).await;
    run(server, &[LOCK, &format!("DROP DATABASE {name}")]).await
}

fn target(server: &SqlServerConfig) -> Result<tiberius::Config, DatabaseError> {
    let target = server.target();
    target.map_err(|error| DatabaseError::Other(std::sync::Arc::new(error)))
}

async fn run(server: &SqlServerConfig, batches: &[&str]) -> Result<(), DatabaseError> {
    let target = target(server)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_around_leads_to_the_proxy_and_all_else_stays() {
        let proxy = SocketAddr::from(([127, 0, 0, 1], 4000));
        for given in [
            "server=tcp:sql.example,1500;user=a;password=b",
            "Data Source=sql.example,1500;user=a;password=b; ",
        ] {
            let config = SqlServerConfig {
                connection_string: Some(through(given, "sql.example", proxy).into()),
                ..SqlServerConfig::default()
            };
            let target = target(&config).unwrap();
            assert_eq!(target.get_addr(), "127.0.0.1:4000", "{given}");
            let shown = format!("{target:?}");
            assert!(shown.contains("sql.example"), "the certificate's name: {shown}");
        }
        let named = through("server=a,1;Hostname In Certificate=other", "a", proxy);
        assert!(!named.contains("HostNameInCertificate"), "{named}");
    }
}
