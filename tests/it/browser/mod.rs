//! What people see and touch, in a real browser: see [`foodwala_tests::browser`] for how these are written.

mod kitchen;
mod offline;
mod session;
mod shell;
mod update;
