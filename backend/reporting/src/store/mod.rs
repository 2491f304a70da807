//! All SQL of the reporting service.
//!
//! Functions on a [`Tx`](foodwala_database::Tx) belong to a change; functions on a
//! [`Database`](foodwala_database::Database) read what is committed.

pub mod orders;
pub mod restaurants;
pub mod sums;
