//! All SQL of this service.

pub mod books;
pub mod delivery_codes;
pub mod erased;
pub mod orders;
pub mod payments;
pub mod portions;
pub mod promo_uses;

use async_trait::async_trait;
use foodwala_database::{Database, DatabaseError, Row, Tx, Value};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// Where a `SELECT` can be run: in a transaction, or on what is committed.
#[async_trait]
pub trait Read: Send {
    /// Runs it.
    async fn read(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError>;
}

#[async_trait]
impl Read for Tx {
    async fn read(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.query(sql, params).await
    }
}

#[async_trait]
impl Read for Database {
    async fn read(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.query(sql, params).await
    }
}

/// Another transaction changed the row since it was read.
#[derive(Debug, thiserror::Error)]
#[error("the row was changed in the meantime")]
struct Overtaken;

/// The whole command may be tried again.
fn overtaken() -> DatabaseError {
    DatabaseError::Transient(Arc::new(Overtaken))
}

/// A document from a column.
fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, DatabaseError> {
    serde_json::from_str(text).map_err(broken)
}

/// A document that cannot be read or written.
fn broken(error: impl std::error::Error + Send + Sync + 'static) -> DatabaseError {
    DatabaseError::Other(Arc::new(error))
}
