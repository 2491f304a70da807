//! A whole platform in this process for tests, driven only through the SDK.
//!
//! Owns the harness: [`Town`] starts everything on a free port with a clock that tests set, and has a kitchen and people.
//! It asserts nothing; the tests in `it/` do.

mod town;

pub use town::{Kitchen, NOON, Town, door, eventually, opening, reaches};
