//! The service as a whole: events in, feed and mails out.

#![expect(clippy::unwrap_used, reason = "the support of the tests is test code too")]

mod feed;
mod mails;
mod smtp_server;
mod stage;
