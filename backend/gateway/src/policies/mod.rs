//! What happens to every request on its way in and out, one concern a file.
//!
//! Functions instead of a stack of layers: each is called once from [`crate::edge`], in an order that can be read there,
//! and costs nothing when it does not apply.

pub(crate) mod access_log;
pub(crate) mod body_limit;
pub(crate) mod client;
pub(crate) mod client_address;
pub mod compression;
pub(crate) mod cors;
pub(crate) mod counter;
pub(crate) mod event_streams;
pub(crate) mod load_shed;
pub(crate) mod panic;
pub(crate) mod rate_limit;
pub(crate) mod request_id;
pub(crate) mod request_metrics;
pub(crate) mod security_headers;
pub(crate) mod timeout;
pub(crate) mod token;
pub(crate) mod trace_context;
pub(crate) mod unread_body;
