//! What `metrics` counts, for Prometheus and as instruments of a meter: one name, one set of labels, both ways.

use super::super::metrics::SECONDS;
use metrics::{
    Counter, CounterFn, Gauge, GaugeFn, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};
use metrics_exporter_prometheus::PrometheusRecorder;
use opentelemetry::{KeyValue, metrics as otel, metrics::Meter};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

pub(super) struct Meters {
    prometheus: PrometheusRecorder,
    meter: Meter,
    counters: Known<Counter>,
    gauges: Known<Gauge>,
    histograms: Known<Histogram>,
}

impl Meters {
    pub(super) fn new(prometheus: PrometheusRecorder, meter: Meter) -> Self {
        Self {
            prometheus,
            meter,
            counters: Known::default(),
            gauges: Known::default(),
            histograms: Known::default(),
        }
    }
}

/// The series that there are: whoever counts asks for theirs again and again.
struct Known<T>(Mutex<HashMap<Key, T>>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Known<T> {
    fn get_or(&self, key: &Key, make: impl FnOnce() -> T) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(key) {
            Some(series) => series.clone(),
            None => known.entry(key.clone()).or_insert_with(make).clone(),
        }
    }
}

impl Recorder for Meters {
    fn describe_counter(&self, key: KeyName, unit: Option<Unit>, description: SharedString) {
        self.prometheus.describe_counter(key, unit, description);
    }

    fn describe_gauge(&self, key: KeyName, unit: Option<Unit>, description: SharedString) {
        self.prometheus.describe_gauge(key, unit, description);
    }

    fn describe_histogram(&self, key: KeyName, unit: Option<Unit>, description: SharedString) {
        self.prometheus.describe_histogram(key, unit, description);
    }

    fn register_counter(&self, key: &Key, metadata: &Metadata<'_>) -> Counter {
        self.counters.get_or(key, || {
            Counter::from_arc(Arc::new(Counted {
                prometheus: self.prometheus.register_counter(key, metadata),
                instrument: self.meter.u64_counter(key.name().to_owned()).build(),
                labels: labels(key),
                highest: AtomicU64::new(0),
            }))
        })
    }

    fn register_gauge(&self, key: &Key, metadata: &Metadata<'_>) -> Gauge {
        self.gauges.get_or(key, || {
            Gauge::from_arc(Arc::new(Gauged {
                prometheus: self.prometheus.register_gauge(key, metadata),
                instrument: self.meter.f64_gauge(key.name().to_owned()).build(),
                labels: labels(key),
                value: Mutex::new(0.0),
            }))
        })
    }

    fn register_histogram(&self, key: &Key, metadata: &Metadata<'_>) -> Histogram {
        self.histograms.get_or(key, || {
            let builder = self.meter.f64_histogram(key.name().to_owned());
            let builder = if key.name().ends_with("_seconds") {
                builder.with_unit("s").with_boundaries(SECONDS.to_vec())
            } else {
                builder
            };
            Histogram::from_arc(Arc::new(Measured {
                prometheus: self.prometheus.register_histogram(key, metadata),
                instrument: builder.build(),
                labels: labels(key),
            }))
        })
    }
}

fn labels(key: &Key) -> Vec<KeyValue> {
    key.labels()
        .map(|label| KeyValue::new(label.key().to_owned(), label.value().to_owned()))
        .collect()
}

struct Counted {
    prometheus: Counter,
    instrument: otel::Counter<u64>,
    labels: Vec<KeyValue>,
    /// What was set last, of a counter that is set and not added to.
    highest: AtomicU64,
}

impl CounterFn for Counted {
    fn increment(&self, value: u64) {
        self.prometheus.increment(value);
        self.instrument.add(value, &self.labels);
    }

    fn absolute(&self, value: u64) {
        self.prometheus.absolute(value);
        let before = self.highest.fetch_max(value, Ordering::Relaxed);
        self.instrument.add(value.saturating_sub(before), &self.labels);
    }
}

struct Gauged {
    prometheus: Gauge,
    instrument: otel::Gauge<f64>,
    labels: Vec<KeyValue>,
    value: Mutex<f64>,
}

impl Gauged {
    fn moved(&self, to: impl FnOnce(f64) -> f64) {
        let mut value = self.value.lock().unwrap_or_else(PoisonError::into_inner);
        *value = to(*value);
        self.instrument.record(*value, &self.labels);
    }
}

impl GaugeFn for Gauged {
    fn increment(&self, by: f64) {
        self.prometheus.increment(by);
        self.moved(|value| value + by);
    }

    fn decrement(&self, by: f64) {
        self.prometheus.decrement(by);
        self.moved(|value| value - by);
    }

    fn set(&self, to: f64) {
        self.prometheus.set(to);
        self.moved(|_| to);
    }
}

struct Measured {
    prometheus: Histogram,
    instrument: otel::Histogram<f64>,
    labels: Vec<KeyValue>,
}

impl HistogramFn for Measured {
    fn record(&self, value: f64) {
        self.prometheus.record(value);
        self.instrument.record(value, &self.labels);
    }
}
