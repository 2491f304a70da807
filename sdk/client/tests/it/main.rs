//! The client against a server that fails in every way a network and a platform can.

#![expect(
    clippy::unwrap_used,
    reason = "the server of the tests fails a test by panicking, too"
)]

mod calls;
mod events;
mod server;
mod sessions;
