//! The engines behind the ports. Nothing else in the workspace names one.

use foodwala_database::{Database, DatabaseError, SqliteConfig};
use foodwala_readmodel::ReadModel;
use std::path::Path;

/// The schema in which the embedded bus keeps its dead letters.
pub const BUS_SCHEMA: &str = "bus";

/// Opens a schema and brings its tables up to date.
///
/// # Errors
/// The database's.
pub async fn database(directory: &Path, schema: &'static str) -> Result<Database, DatabaseError> {
    let database = Database::sqlite(
        SqliteConfig {
            directory: directory.to_owned(),
        },
        schema,
    )
    .await?;
    let applied = database.migrate().await?;
    if applied > 0 {
        tracing::info!(schema, migrations = applied, "schema brought up to date");
    }
    Ok(database)
}

/// The read model, empty.
pub fn read_model() -> ReadModel {
    ReadModel::in_process()
}
