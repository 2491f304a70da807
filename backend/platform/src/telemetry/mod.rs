//! What operators see of a process: logs, metrics, and traces.
//!
//! | module | holds |
//! |---|---|
//! | `log` | lines for people, JSON for machines |
//! | [`metrics`] | the process's one recorder, rendered for Prometheus |
//! | `otlp` | export of traces and metrics over OTLP/HTTP (feature `otel`) |
//!
//! Spans whose target begins with `foodwala_trace` are for the tracing backend; they never reach the log.

mod config;
mod log;
pub mod metrics;
#[cfg(feature = "otel")]
mod otlp;

pub use self::{
    config::TelemetryConfig,
    log::{LogConfig, LogFormat},
};

use tracing_subscriber::{layer::SubscriberExt, util::SubscriberInitExt};

/// Keeps the spans for the tracing backend out of the log.
const NO_TRACE_SPANS: &str = "foodwala_trace=off";

/// Why telemetry was not started.
#[derive(Debug, thiserror::Error)]
pub enum TelemetryError {
    /// The log's filter is not one.
    #[error("the log's filter cannot be used")]
    Filter(#[from] tracing_subscriber::filter::ParseError),
    /// The process's metrics cannot be recorded.
    #[error(transparent)]
    Metrics(#[from] metrics::RecorderError),
    /// The exporter cannot be made.
    #[error("traces and metrics cannot be exported")]
    Export(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Telemetry of this process. Dropped without [`Telemetry::stop`], what has not been exported yet is lost.
#[derive(Debug)]
#[must_use = "what has not been exported when the process ends is lost unless it is stopped"]
pub struct Telemetry {
    #[cfg(feature = "otel")]
    export: Option<otlp::Export>,
}

/// Starts logging to standard error, and exporting if an endpoint is set; the latter needs a Tokio runtime around it
/// that lives until [`Telemetry::stop`] has returned. `always` are log directives that hold whatever else is chosen:
/// libraries that would log what nobody may read. A second call in one process changes nothing.
///
/// # Errors
/// See [`TelemetryError`].
pub fn start(log: &LogConfig, telemetry: &TelemetryConfig, always: &[&str]) -> Result<Telemetry, TelemetryError> {
    let always: Vec<_> = always.iter().copied().chain([NO_TRACE_SPANS]).collect();
    let filter = log::filter(log, &always)?;
    #[cfg(feature = "otel")]
    if let Some(endpoint) = &telemetry.endpoint {
        let export = otlp::Export::start(telemetry, endpoint)?;
        // The log's filter must not decide for the exporter, so each layer has its own.
        let registry = tracing_subscriber::registry().with(log::layer(log, Some(filter)));
        let _already_set = registry.with(export.layer()).try_init();
        return Ok(Telemetry { export: Some(export) });
    }
    #[cfg(not(feature = "otel"))]
    let _ = telemetry;
    // Only a subscriber that was set before can make this fail, and then there are logs already.
    let _already_set = tracing_subscriber::registry()
        .with(filter)
        .with(log::layer(log, None))
        .try_init();
    Ok(Telemetry {
        #[cfg(feature = "otel")]
        export: None,
    })
}

impl Telemetry {
    /// Exports what is left, as long as the settings allow. Blocks: call it outside of asynchronous work.
    pub fn stop(self) {
        #[cfg(feature = "otel")]
        if let Some(export) = self.export {
            export.stop();
        }
    }
}
