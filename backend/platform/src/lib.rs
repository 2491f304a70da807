//! What every service needs and none owns: typed routes, authentication, problem answers, the unit of work, jobs,
//! configuration and telemetry.
//!
//! It never knows a business word beyond the contract's vocabulary of callers and roles, never holds a service's SQL,
//! and names no engine.
//!
//! | module | holds |
//! |---|---|
//! | [`service`] | [`Deps`] that a service is given and the [`Service`] it returns |
//! | [`http`] | [`Routes`] typed by the contract's endpoints, [`Call`], [`Reply`], [`EventStream`] |
//! | [`auth`] | access tokens, who calls, whether they may, and the copy of the staff that a service asks |
//! | [`error`], [`validation`] | [`ApiError`], the one error that leaves a service, and [`Violations`] |
//! | [`work`] | [`Work`]: one command, one transaction, with its idempotency row |
//! | [`stand_in`] | queries answered from SQL while the read model is away |
//! | [`cursor`] | opaque page cursors |
//! | [`context`] | the request id of the work in hand |
//! | [`config`], [`telemetry`] | reading settings, writing logs |

pub mod auth;
pub mod config;
pub mod context;
pub mod cursor;
pub mod error;
pub mod http;
pub mod service;
pub mod stand_in;
pub mod telemetry;
pub mod validation;
pub mod work;

pub use foodwala_messaging::trace;

pub use auth::{Caller, Claims, StaffDirectory, TokenVerifier};
pub use error::ApiError;
pub use http::{Call, EventStream, Gate, Limits, Page, Reply, Routed, Routes, StreamEvent};
pub use service::{Deps, Job, JobError, Rebuild, Service};
pub use validation::Violations;
pub use work::{Begun, Work};
