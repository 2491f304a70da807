//! Time and ids, the two things a program takes from outside without noticing.
//!
//! This crate owns the [`Clock`] port, its two implementations and [`new_id`]. It is the only place that reads the
//! machine's clock; everywhere else the time is an argument, so that a test can state it. It never sleeps, never
//! formats, and knows nothing of time zones or opening hours.
//!
//! | module | owns |
//! |---|---|
//! | `clock` | [`Clock`], [`SystemClock`], [`ManualClock`] |
//! | `id` | [`new_id`] |

mod clock;
mod id;

pub use crate::clock::{Clock, ManualClock, SystemClock};
pub use crate::id::new_id;
