//! Where a platform of a test keeps its schemas: in files, or on the SQL Server that `FOODWALA_TEST_SQLSERVER_URL` names.

use foodwala_database::sqlserver::SqlServerConfig;
use foodwala_server::config::{DatabaseConfig, DatabaseEngine};
use secrecy::ExposeSecret;
use std::path::PathBuf;

/// The settings: SQL Server if there is one, else files in `directory`.
pub(crate) fn database(directory: PathBuf, server: Option<SqlServerConfig>) -> DatabaseConfig {
    let engine = match server {
        Some(_) => DatabaseEngine::SqlServer,
        None => DatabaseEngine::Sqlite,
    };
    DatabaseConfig {
        engine,
        directory,
        sqlserver: server.unwrap_or_default(),
    }
}

/// Connections of each kind that a process may have. Few, because the server shares its processors with all processes and
/// their load, and a fault makes the connections of all of them anew at once.
const MAX_CONNECTIONS: &str = "4";

/// What says to a process of the real binary that its schemas are on SQL Server. All else is as operators get it. In the
/// environment, because settings files are kept of runs that fail.
pub(crate) fn variables(server: &SqlServerConfig) -> Vec<(String, String)> {
    let mut variables = vec![("FOODWALA_DATABASE__ENGINE".to_owned(), "sqlserver".to_owned())];
    let setting = |name: &str, value: &str| (format!("FOODWALA_DATABASE__SQLSERVER__{name}"), value.to_owned());
    let given = server.connection_string.as_ref();
    variables.extend(given.map(|given| setting("CONNECTION_STRING", given.expose_secret())));
    variables.extend(server.database.as_ref().map(|name| setting("DATABASE", name)));
    variables.push(setting("MAX_CONNECTIONS", MAX_CONNECTIONS));
    variables
}
