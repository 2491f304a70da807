//! Writes logs: to people as lines, to machines as JSON.

use crate::config::Validate;
use serde::Deserialize;
use std::io::IsTerminal;
use tracing::Subscriber;
use tracing_subscriber::{EnvFilter, Layer, filter::ParseError, registry::LookupSpan};

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

/// What to log; the directives in `always` hold whatever else is chosen.
pub(super) fn filter(config: &LogConfig, always: &[&str]) -> Result<EnvFilter, ParseError> {
    let mut filter = match std::env::var("RUST_LOG") {
        Ok(directives) => EnvFilter::try_new(directives)?,
        Err(_) => EnvFilter::try_new(&config.filter)?,
    };
    for directive in always {
        filter = filter.add_directive(directive.parse()?);
    }
    Ok(filter)
}

/// Writes to standard error what passes `filter`.
pub(super) fn layer<S>(config: &LogConfig, filter: Option<EnvFilter>) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let layer = match config.format {
        LogFormat::Text => layer.with_target(false).boxed(),
        LogFormat::Json => layer.json().flatten_event(true).boxed(),
    };
    match filter {
        Some(filter) => layer.with_filter(filter).boxed(),
        None => layer,
    }
}
