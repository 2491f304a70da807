//! One file per query. They see the read model, which is made good from SQL where something is missing.

pub mod follow;
pub mod get;
pub mod list;
