//! The search: an index of restaurants and their dishes in memory, and the questions asked of it.
//!
//! - [`Index`]: what is known, changed by one [`Listing`] at a time; cloning it is cheap enough to do for every change
//! - [`Criteria`]: what is wanted, checked
//! - [`search`]: one page of hits
//! - [`suggest`]: what somebody may mean who has begun to type
//! - [`cuisines`]: which cuisines there are around a point
//!
//! **Invariant: a page starts behind a [`Position`], never at a number**, so that restaurants that come or go between
//! two pages neither repeat a hit nor hide one.

mod criteria;
mod cuisines;
mod find;
mod index;
mod suggest;
#[cfg(test)]
mod suggest_tests;
mod vocabulary;
mod words;

pub use criteria::{Criteria, CriteriaError, point};
pub use cuisines::cuisines;
pub use find::{Position, search};
pub use index::{Index, Listing};
pub use suggest::suggest;
