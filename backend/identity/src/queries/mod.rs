//! The queries, from SQL; the crate's documentation says why.

pub mod account;
pub mod clients;
