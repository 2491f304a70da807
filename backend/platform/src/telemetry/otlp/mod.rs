//! Traces and metrics to a collector, over OTLP/HTTP in protobuf.
//!
//! | module | holds |
//! |---|---|
//! | `client` | the HTTP client of the exporters |
//! | `sampler` | which traces are recorded |
//! | `propagation` | spans ⇄ W3C trace contexts |
//! | `meters` | what `metrics` counts, as instruments |

mod client;
mod meters;
mod propagation;
mod sampler;

use self::{client::Client, meters::Meters, propagation::W3c, sampler::ByTraceId};
use super::{
    TelemetryConfig, TelemetryError,
    metrics::{self, RecorderError},
};
use opentelemetry::{KeyValue, metrics::MeterProvider as _, trace::TracerProvider as _};
use opentelemetry_http::HttpClient;
use opentelemetry_otlp::{MetricExporter, Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::{
    Resource,
    metrics::{PeriodicReader, SdkMeterProvider},
    trace::SdkTracerProvider,
};
use std::{collections::HashMap, error::Error, sync::Arc, time::Duration};
use tracing::{Level, Subscriber};
use tracing_subscriber::{
    Layer,
    filter::{FilterFn, filter_fn},
    registry::LookupSpan,
};

/// The name under which everything is reported.
const SCOPE: &str = "foodwala";
/// What the targets of spans for the backend begin with.
const TRACE_TARGETS: &str = "foodwala_trace";

/// A running export.
#[derive(Debug)]
pub(super) struct Export {
    traces: SdkTracerProvider,
    meters: SdkMeterProvider,
    timeout: Duration,
}

impl Export {
    /// Starts exporting to the collector at `endpoint`, from the surrounding Tokio runtime.
    pub(super) fn start(config: &TelemetryConfig, endpoint: &str) -> Result<Self, TelemetryError> {
        let timeout = Duration::from_secs(config.timeout_seconds);
        let client: Arc<dyn HttpClient> = Arc::new(Client::new(endpoint, timeout).map_err(failed)?);
        let headers: HashMap<_, _> = config
            .header_pairs()
            .flatten()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let address = |signal: &str| format!("{}/v1/{signal}", endpoint.trim_end_matches('/'));
        let spans = SpanExporter::builder()
            .with_http()
            .with_shared_http_client(Arc::clone(&client))
            .with_headers(headers.clone())
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(address("traces"))
            .with_timeout(timeout)
            .build()
            .map_err(failed)?;
        let measurements = MetricExporter::builder()
            .with_http()
            .with_shared_http_client(client)
            .with_headers(headers)
            .with_protocol(Protocol::HttpBinary)
            .with_endpoint(address("metrics"))
            .with_timeout(timeout)
            .build()
            .map_err(failed)?;

        let resource = Resource::builder()
            .with_service_name(config.service_name.clone())
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .with_attribute(KeyValue::new("service.instance.id", uuid::Uuid::new_v4().to_string()))
            .build();
        let traces = SdkTracerProvider::builder()
            .with_resource(resource.clone())
            .with_sampler(ByTraceId::new(config.sample_ratio))
            .with_batch_exporter(spans)
            .build();
        let every = Duration::from_secs(config.metrics_seconds);
        let meters = SdkMeterProvider::builder()
            .with_resource(resource)
            .with_reader(PeriodicReader::builder(measurements).with_interval(every).build())
            .build();

        let meter = meters.meter(SCOPE);
        metrics::installed(|prometheus| {
            ::metrics::set_global_recorder(Meters::new(prometheus, meter)).map_err(|_| RecorderError::Taken)
        })?;
        foodwala_messaging::trace::install(W3c);
        Ok(Self {
            traces,
            meters,
            timeout,
        })
    }

    /// Takes the spans that are meant for the backend.
    pub(super) fn layer<S>(&self) -> impl Layer<S> + Send + Sync + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span> + Send + Sync,
    {
        let only_ours: FilterFn = filter_fn(|metadata| {
            metadata.is_span() && *metadata.level() <= Level::INFO && metadata.target().starts_with(TRACE_TARGETS)
        });
        tracing_opentelemetry::layer()
            .with_tracer(self.traces.tracer(SCOPE))
            .with_location(false)
            .with_threads(false)
            .with_level(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            .with_filter(only_ours)
    }

    /// Exports what is left.
    pub(super) fn stop(self) {
        for ended in [
            self.traces.shutdown_with_timeout(self.timeout),
            self.meters.shutdown_with_timeout(self.timeout),
        ] {
            if let Err(error) = ended {
                tracing::warn!(error = %error, "not everything was exported");
            }
        }
    }
}

fn failed(error: impl Error + Send + Sync + 'static) -> TelemetryError {
    TelemetryError::Export(Box::new(error))
}
