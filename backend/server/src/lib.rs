//! The `foodwala` binary, as a library: reads the settings, names the engines, wires the services, starts and drains.
//!
//! The only place that knows which engine stands behind a port and which services there are. It holds no business
//! rule and serves no endpoint of its own.
//!
//! | module | holds |
//! |---|---|
//! | [`config`] | all settings, composed of the crates' own |
//! | `edge` | the gateway in front of the services |
//! | [`engines`] | the engines behind the ports |
//! | [`services`] | the list of services |
//! | [`platform`] | [`Platform`]: everything started in one process, and drained |
//! | [`commands`] | one file per subcommand |

pub mod commands;
pub mod config;
mod edge;
pub mod engines;
pub mod platform;
pub mod services;

pub use config::Config;
pub use edge::EdgeError;
pub use platform::{Platform, StartError};
