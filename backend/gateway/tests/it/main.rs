//! The gateway against fake services, in process and over TCP.

#![expect(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod admin;
mod policies;
mod proxy;
mod routes;
mod serving;
mod support;
mod web;
