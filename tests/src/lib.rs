//! A whole platform in this process for tests, driven only through the SDK.
//!
//! Owns the harness: [`Town`] starts everything on a free port with a clock that tests set, and has a kitchen and people.
//! [`Site`] runs the real binary instead, to be killed, [`browser`] and [`desktop`] look at it as people do, [`Fleet`] runs it as many
//! processes on private engines, and [`Effort`] is what they use. [`load`] uses it while it is disturbed, [`chaos`] disturbs it, and [`audit`] finds
//! what must not be. It asserts nothing; the tests in `it/` do.

pub mod audit;
pub mod browser;
pub mod chaos;
pub mod desktop;
pub mod effort;
pub mod fleet;
pub mod load;
mod place;
mod process;
mod town;

pub use effort::Effort;
pub use fleet::{Engines, Fleet, Plan, Readyz};
pub use process::{Process, Site};
pub use town::{Kitchen, NOON, Town, door, eventually, opening, reaches};
