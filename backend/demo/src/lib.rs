//! The demo town: 24 restaurants of Berlin with their menus, people who run them and eat there, and some weeks of orders.
//!
//! Owns the town's content and the plan of what happened there, both the same for ever for a seed, and the playing of
//! that plan on a platform. Everything is created through the public API with the SDK, as people would. Never does: write
//! to a database, decide what the platform decides (prices, states), or take the time from anywhere but its arguments.
//!
//! | module | holds |
//! |---|---|
//! | [`town`] | restaurants, menus, hours and promo codes, read from `town/*.toml` |
//! | [`people`] | customers, owners, staff and the demo logins |
//! | [`history`] | [`Plan`]: who orders what, when, and how it ends; pure |
//! | [`mod@seed`] | [`seed()`]: plays a plan on a [`Target`] |
//! | [`payments`] | beside the town: a pretend payment provider, a site of its own |

mod dice;
mod ids;

pub mod history;
pub mod payments;
pub mod people;
pub mod seed;
pub mod town;

pub use history::{Plan, PlanOptions};
pub use people::{LOGINS, PASSWORD};
pub use seed::{Progress, SeedError, Stage, Summary, Target, TargetError, seed};
pub use town::{ContentError, Town};
