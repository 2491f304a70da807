//! The embedded engine under the suite of the bus, and the relay in front of it.

#![expect(clippy::unwrap_used, reason = "the support of the tests is test code too")]

mod in_process;
mod relay;
mod support;
