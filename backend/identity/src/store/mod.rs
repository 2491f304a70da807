//! All SQL of the schema `identity`, a file per table or two.

pub mod accounts;
pub mod attempts;
pub mod clients;
pub mod resets;
pub mod sessions;
pub mod signing_keys;

use foodwala_database::{Database, DatabaseError, Row, Tx, Value};
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// Where a read looks: at committed state, or at what a transaction sees.
pub trait Read: Send {
    /// The first row, if any.
    fn row(&mut self, sql: &str, params: &[Value]) -> impl Future<Output = Result<Option<Row>, DatabaseError>> + Send;
}

impl Read for Tx {
    async fn row(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, DatabaseError> {
        self.query_opt(sql, params).await
    }
}

impl Read for &Database {
    async fn row(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, DatabaseError> {
        self.query_opt(sql, params).await
    }
}

/// A JSON array in a text column.
fn list<T: DeserializeOwned>(row: &Row, column: &str) -> Result<Vec<T>, DatabaseError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|_| DatabaseError::Decode {
        column: column.to_owned(),
        expected: "a JSON array",
    })
}

/// A text column that holds a JSON array.
fn json<T: Serialize>(items: &[T]) -> Result<String, DatabaseError> {
    serde_json::to_string(items).map_err(|error| DatabaseError::Other(std::sync::Arc::new(error)))
}
