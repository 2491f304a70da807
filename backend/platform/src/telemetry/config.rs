//! Where traces and metrics are exported to.

use crate::config::Validate;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

/// Export of traces and metrics over OTLP/HTTP, off unless an endpoint is set.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TelemetryConfig {
    /// The collector's base address, e.g. `http://localhost:4318`; `/v1/traces` and `/v1/metrics` are added.
    pub endpoint: Option<String>,
    /// The name of this process in the backend, e.g. `foodwala` or `foodwala-orders`.
    pub service_name: String,
    /// The share of traces that are recorded, 0 to 1. All processes decide alike, by the trace's id.
    pub sample_ratio: f64,
    /// Seconds between two exports of metrics.
    pub metrics_seconds: u64,
    /// Seconds that an export may take.
    pub timeout_seconds: u64,
    /// Headers of each export, as `name=value` and a comma between two: the collector's credentials.
    pub headers: SecretString,
}

impl Default for TelemetryConfig {
    fn default() -> Self {
        Self {
            endpoint: None,
            service_name: "foodwala".to_owned(),
            sample_ratio: 1.0,
            metrics_seconds: 30,
            timeout_seconds: 10,
            headers: SecretString::default(),
        }
    }
}

impl TelemetryConfig {
    /// Names and values of the headers; `None` where one is not `name=value`.
    pub(super) fn header_pairs(&self) -> impl Iterator<Item = Option<(&str, &str)>> {
        let headers = self.headers.expose_secret().split(',').map(str::trim);
        headers.filter(|header| !header.is_empty()).map(|header| {
            let (name, value) = header.split_once('=')?;
            let (name, value) = (name.trim(), value.trim());
            let valid = http::HeaderName::try_from(name).is_ok() && http::HeaderValue::try_from(value).is_ok();
            valid.then_some((name, value))
        })
    }
}

impl Validate for TelemetryConfig {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if let Some(endpoint) = &self.endpoint {
            let uri = endpoint.parse::<http::Uri>();
            if !uri.is_ok_and(|uri| matches!(uri.scheme_str(), Some("http" | "https")) && uri.host().is_some()) {
                fault(
                    "endpoint",
                    "must be an http or https address, e.g. http://localhost:4318",
                );
            }
            if !cfg!(feature = "otel") {
                fault(
                    "endpoint",
                    "this build cannot export: it is without the feature \"otel\"",
                );
            }
        }
        if self.service_name.trim().is_empty() {
            fault("service_name", "must not be empty");
        }
        if !(0.0..=1.0).contains(&self.sample_ratio) {
            fault("sample_ratio", "must be 0 to 1");
        }
        if !(1..=3600).contains(&self.metrics_seconds) {
            fault("metrics_seconds", "must be 1 to 3600");
        }
        if !(1..=60).contains(&self.timeout_seconds) {
            fault("timeout_seconds", "must be 1 to 60");
        }
        if self.header_pairs().any(|pair| pair.is_none()) {
            fault("headers", "must be name=value, with a comma between two");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(config: &TelemetryConfig) -> Vec<String> {
        let mut faults = Vec::new();
        config.validate(&mut |setting, _| faults.push(setting.to_owned()));
        faults
    }

    #[test]
    fn the_defaults_are_right() {
        assert!(faults(&TelemetryConfig::default()).is_empty());
    }

    #[test]
    fn every_fault_is_reported() {
        let config = TelemetryConfig {
            endpoint: Some("collector:4318".to_owned()),
            service_name: " ".to_owned(),
            sample_ratio: f64::NAN,
            metrics_seconds: 0,
            timeout_seconds: 61,
            headers: "a=b, nonsense".into(),
        };
        let mut faults = faults(&config);
        faults.dedup();
        let expected = [
            "endpoint",
            "service_name",
            "sample_ratio",
            "metrics_seconds",
            "timeout_seconds",
            "headers",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn headers_are_pairs() {
        let config = TelemetryConfig {
            headers: "authorization=Basic eA==, x-tenant = food ,".into(),
            ..TelemetryConfig::default()
        };
        let pairs: Vec<_> = config.header_pairs().collect();
        assert_eq!(
            pairs,
            [Some(("authorization", "Basic eA==")), Some(("x-tenant", "food"))]
        );
    }
}
