//! The order service.

mod commands;
mod domain;
mod events;
mod rendered;
mod store;
