//! A whole platform in this process for tests, driven only through the SDK.
//!
//! Owns the harness: [`Town`] starts everything on a free port with a clock that tests set, and has a kitchen and people.
//! [`Site`] runs the real binary instead, to be killed, and [`audit`] finds what must not be. It asserts nothing; the
//! tests in `it/` do.

pub mod audit;
mod process;
mod town;

pub use process::{Process, Site};
pub use town::{Kitchen, NOON, Town, door, eventually, opening, reaches};
