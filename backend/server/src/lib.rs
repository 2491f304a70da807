//! The `foodwala` binary, as a library: reads the settings, names the engines, wires the services, starts and drains.
//!
//! The only place that knows which engine stands behind a port and which services there are. It holds no business
//! rule and serves no endpoint of its own.
//!
//! | module | holds |
//! |---|---|
//! | [`config`] | all settings, composed of the crates' own |
//! | [`roles`] | what a process runs: the gateway, sides of services, everything |
//! | `edge` | what listens: the gateway, and services for a gateway elsewhere |
//! | `keys` | the keys of tokens, from the identity service in another process |
//! | `readiness` | what a process depends on |
//! | `pretend` | card payments with the pretend provider, for development |
//! | [`engines`] | the engines behind the ports |
//! | [`services`] | the list of services |
//! | [`platform`] | [`Platform`]: what a process runs, started and drained |
//! | [`commands`] | one file per subcommand |

pub mod commands;
pub mod config;
mod edge;
pub mod engines;
mod keys;
pub mod platform;
mod pretend;
mod readiness;
pub mod roles;
pub mod services;

pub use config::Config;
pub use edge::EdgeError;
pub use platform::{Platform, StartError};
pub use pretend::pretend_payments;
