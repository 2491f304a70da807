//! The queries.

pub mod export;
pub mod me;
