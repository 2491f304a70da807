//! The API clients there are.

use crate::store;
use foodwala_contract::auth::ApiClients;
use foodwala_database::{Database, DatabaseError};

/// All of them: an installation has a handful.
pub async fn clients(database: &Database) -> Result<ApiClients, DatabaseError> {
    Ok(ApiClients {
        items: store::clients::all(database).await?,
    })
}
