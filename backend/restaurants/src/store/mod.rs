//! All SQL of the restaurant service.
//!
//! Functions on a [`Tx`](foodwala_database::Tx) belong to a command; functions on a
//! [`Database`](foodwala_database::Database) read what is committed, for the read model and the search.

pub mod availability;
pub mod board;
pub mod deliveries;
pub mod menus;
pub mod people;
pub mod promos;
pub mod restaurants;
pub mod reviews;
pub mod staff;
pub mod unprojected;

use foodwala_database::{DatabaseError, Row};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

/// A row changed between being read and being written.
#[derive(Debug, thiserror::Error)]
#[error("the row was changed by another transaction")]
struct Overtaken;

/// Exactly one row was to change; none means that another transaction was first, and the command begins again.
fn one_row(changed: u64) -> Result<(), DatabaseError> {
    if changed == 1 {
        Ok(())
    } else {
        Err(DatabaseError::Transient(Arc::new(Overtaken)))
    }
}

fn encode<T: Serialize>(value: &T) -> Result<String, DatabaseError> {
    serde_json::to_string(value).map_err(|error| DatabaseError::Other(Arc::new(error)))
}

fn document<T: DeserializeOwned>(row: &Row, column: &str) -> Result<T, DatabaseError> {
    let json: String = row.get(column)?;
    serde_json::from_str(&json).map_err(|error| DatabaseError::Other(Arc::new(error)))
}
