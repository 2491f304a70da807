//! Writes logs: to people as lines, to machines as JSON.

use crate::config::Validate;
use serde::Deserialize;
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

/// How to log.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogConfig {
    /// What to log, as `tracing` filter directives, e.g. `info,foodwala_orders=debug`. `RUST_LOG` overrides it.
    pub filter: String,
    /// For whom.
    pub format: LogFormat,
}

/// For whom logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON document a line, for machines.
    Json,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            filter: "info".to_owned(),
            format: LogFormat::Text,
        }
    }
}

impl Validate for LogConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if EnvFilter::try_new(&self.filter).is_err() {
            fault("filter", "must be tracing directives, e.g. info,foodwala_orders=debug");
        }
    }
}

/// Starts logging to standard error. A second call in one process does nothing. `always` are directives that hold
/// whatever else is chosen: libraries that would log what nobody may read.
///
/// # Errors
/// When the filter is not one.
pub fn init(config: &LogConfig, always: &[&str]) -> Result<(), tracing_subscriber::filter::ParseError> {
    let mut filter = match std::env::var("RUST_LOG") {
        Ok(directives) => EnvFilter::try_new(directives)?,
        Err(_) => EnvFilter::try_new(&config.filter)?,
    };
    for directive in always {
        filter = filter.add_directive(directive.parse()?);
    }
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    // Only a subscriber that was set before can make these fail, and then there are logs already.
    let _already_set = match config.format {
        LogFormat::Text => registry.with(layer.with_target(false)).try_init(),
        LogFormat::Json => registry.with(layer.json().flatten_event(true)).try_init(),
    };
    Ok(())
}
