//! The read model: documents that queries are answered from, kept beside the databases that own the truth.
//!
//! Owns: storing versioned documents, finding them through ordered indexes, and announcing that one has changed.
//! Never does: decide what a document holds, read a database, or keep the only copy of anything. An empty read model
//! costs latency, not answers.
//!
//! **Invariant: only newer.** A document is replaced only by a higher version, whatever order the writes arrive in, and
//! only a write that took effect is announced.
//!
//! **Invariant: one partition per operation.** A document, its index entries and its channel belong to one
//! [`Partition`], so that an engine spread over several machines can do each operation on one of them, atomically.
//!
//! - [`ReadModel`]: the handle that everybody holds
//! - [`Partition`], [`Channel`]: where things are
//! - [`Put`], [`Document`], [`RangeQuery`]: what goes in and what comes out
//! - [`Subscription`], [`Event`]: what is announced
//! - [`Quota`], [`Spent`]: how often something may happen, counted together
//! - [`Building`]: what is known to be there whole
//! - [`names`]: the few names that services share
//! - [`Engine`]: the port; [`InProcess`] is the embedded engine
//! - `Redis` (feature `redis`): the engine that processes share
//! - `conformance` (feature of that name): the facts that every engine keeps

mod address;
mod built;
#[cfg(feature = "conformance")]
pub mod conformance;
mod document;
mod engine;
mod error;
mod in_process;
mod model;
pub mod names;
mod quota;
mod range;
#[cfg(feature = "redis")]
mod redis;
mod subscription;
mod turns;
mod watch;

pub use address::{Channel, Partition};
pub use built::Building;
pub use document::{Document, IndexEntry, Put, PutOutcome};
pub use engine::{Engine, TOMBSTONE_LIFETIME};
pub use error::ReadModelError;
pub use in_process::{InProcess, LocalQuotas};
pub use model::ReadModel;
pub use quota::{Quota, Spent};
pub use range::{Direction, Entry, RangeQuery};
#[cfg(feature = "redis")]
pub use redis::{Redis, RedisConfig, RedisConfigError, RedisFault, RedisMode};
pub use subscription::{Event, Subscription};
