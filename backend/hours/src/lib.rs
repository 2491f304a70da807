//! What opening hours mean at an instant: whether a restaurant is open, when that changes, and which times can be
//! ordered for.
//!
//! Owns: checking stated hours and working them out in their time zone. Never does: know the present time, store
//! anything, or decide whether an order is accepted.
//!
//! **Invariant: an interval is open from the moment the local clock first reaches its opening until it first reaches its
//! closing.** So a time that a clock change skips is reached when the clock jumps over it, a time that comes twice is
//! reached the first time, and in between the restaurant is open for as long as really passes.
//!
//! - [`Schedule`]: checked hours, and the questions asked of them
//! - [`HoursError`]: what is wrong with hours that cannot be kept

mod check;
mod schedule;
mod slots;

pub use check::{HoursError, When};
pub use schedule::{LOOK_AHEAD, Schedule};
