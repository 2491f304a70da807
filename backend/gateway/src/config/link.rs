//! Lays one file over the other and checks what refers to what.

use super::{
    ConfigError, ConfigErrors, CorsConfig, GatewayConfig, RouteConfig, ServerConfig,
    read::{Located, Place, Reader},
    sections::{self, Parts},
};
use http::Method;
use matchit::Router;
use std::{collections::HashMap, time::Duration};

/// Reads the files; what a later one says replaces what an earlier one said.
pub(super) fn link(files: &[(&str, &str)]) -> Result<GatewayConfig, ConfigErrors> {
    let mut errors = Vec::new();
    let mut merged = Parts::default();
    for (name, text) in files {
        let reader = Reader::new(name, text);
        merged = lay_over(merged, sections::read(&reader));
        errors.extend(reader.into_errors());
    }
    let config = connect(merged, &mut errors);
    if errors.is_empty() {
        Ok(config)
    } else {
        Err(ConfigErrors(errors))
    }
}

fn lay_over(mut below: Parts, mut above: Parts) -> Parts {
    // Maps keep the last of equal names.
    below.rate_limits.append(&mut above.rate_limits);
    below.clusters.append(&mut above.clusters);
    Parts {
        trusted_proxies: above.trusted_proxies.or(below.trusted_proxies),
        metrics_from: above.metrics_from.or(below.metrics_from),
        max_in_flight: above.max_in_flight.or(below.max_in_flight),
        max_event_streams: above.max_event_streams.or(below.max_event_streams),
        max_event_streams_per_client: above
            .max_event_streams_per_client
            .or(below.max_event_streams_per_client),
        origins: above.origins.or(below.origins),
        max_age: above.max_age.or(below.max_age),
        timeout: above.timeout.or(below.timeout),
        body_limit: above.body_limit.or(below.body_limit),
        rate_limit: above.rate_limit.or(below.rate_limit),
        rate_limits: below.rate_limits,
        clusters: below.clusters,
        routes: above.routes.or(below.routes),
    }
}

fn connect(parts: Parts, errors: &mut Vec<ConfigError>) -> GatewayConfig {
    let mut config = GatewayConfig {
        server: ServerConfig {
            trusted_proxies: parts.trusted_proxies.unwrap_or_default(),
            metrics_from: parts.metrics_from.unwrap_or_default(),
            max_in_flight: as_usize(parts.max_in_flight.unwrap_or(4096)),
            max_event_streams: as_usize(parts.max_event_streams.unwrap_or(50_000)),
            max_event_streams_per_client: as_usize(parts.max_event_streams_per_client.unwrap_or(500)),
        },
        cors: CorsConfig {
            origins: parts.origins.unwrap_or_default(),
            max_age: parts.max_age.unwrap_or(Duration::from_secs(600)),
        },
        rate_limits: parts.rate_limits.into_iter().collect(),
        clusters: parts.clusters.into_iter().collect(),
        routes: Vec::new(),
    };
    let timeout = parts.timeout.unwrap_or(Duration::from_secs(15));
    let body_limit = parts.body_limit.unwrap_or(256 << 10);
    let default_limit = parts.rate_limit.and_then(|limit| known_limit(&config, &limit, errors));

    let mut taken = Taken::default();
    for route in parts.routes.unwrap_or_default() {
        if !config.clusters.contains_key(&route.cluster.value) {
            let problem = format!("there is no cluster `{}`", route.cluster.value);
            errors.push(ConfigError {
                place: route.cluster.place.clone(),
                problem,
            });
        }
        let rate_limit = match &route.rate_limit {
            Some(limit) => known_limit(&config, limit, errors),
            None => default_limit.clone(),
        };
        for path in &route.paths {
            for method in &route.methods {
                if let Err(error) = taken.take(method, path) {
                    errors.push(error);
                }
                config.routes.push(RouteConfig {
                    path: path.value.clone(),
                    method: method.clone(),
                    cluster: route.cluster.value.clone(),
                    auth: route.auth,
                    rate_limit: rate_limit.clone(),
                    timeout: route.timeout.unwrap_or(timeout),
                    body_limit: route.body_limit.unwrap_or(body_limit),
                    cors: route.cors,
                });
            }
        }
    }
    config
}

/// The limit of that name; `none` is no limit.
fn known_limit(config: &GatewayConfig, limit: &Located<String>, errors: &mut Vec<ConfigError>) -> Option<String> {
    if limit.value == "none" {
        return None;
    }
    if !config.rate_limits.contains_key(&limit.value) {
        let problem = format!("there is no rate limit `{}`", limit.value);
        errors.push(ConfigError {
            place: limit.place.clone(),
            problem,
        });
    }
    Some(limit.value.clone())
}

/// Which paths are routed already.
#[derive(Default)]
struct Taken {
    by_method: HashMap<Method, Router<Place>>,
}

impl Taken {
    fn take(&mut self, method: &Method, path: &Located<String>) -> Result<(), ConfigError> {
        let router = self.by_method.entry(method.clone()).or_default();
        let place = path.place.clone();
        router.insert(path.value.clone(), place.clone()).map_err(|error| {
            let problem = match error {
                matchit::InsertError::Conflict { with } => {
                    format!("{method} {} is routed already as {with}", path.value)
                }
                other => format!("`{}` is no path: {other}", path.value),
            };
            ConfigError { place, problem }
        })
    }
}

fn as_usize(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Auth, ClusterKind};

    #[test]
    fn the_file_as_shipped_is_valid() {
        let config = GatewayConfig::shipped().unwrap();
        assert!(config.routes.iter().all(|route| route.rate_limit.is_some()));
    }

    #[test]
    fn every_mistake_is_reported_with_its_place() {
        let text = r#"
[server]
max_in_flight = 0
metrics_from = ["127.0.0.1", "nowhere"]
colour = "red"

[rate_limits.slow]
requests = 5
by = "shoe size"

[clusters.a]
in_process = true
destinations = ["http://10.0.0.1:80"]
[clusters.b]
destinations = ["https://10.0.0.1", "10.0.0.1:80", "http://10.0.0.1:80"]

[[routes]]
paths = ["/a", "b"]
methods = ["GET", "FETCH"]
cluster = "nobody"
rate_limit = "fast"
timeout = 5

[[routes]]
paths = ["/a"]
methods = ["GET"]
cluster = "b"
auth = "maybe"

[[routes]]
methods = ["GET"]
cluster = "b"
"#;
        let errors = GatewayConfig::from_toml("test.toml", text).unwrap_err();
        let mut found: Vec<String> = errors.0.iter().map(ToString::to_string).collect();
        found.sort_by_key(|line| line.split(':').nth(1).and_then(|line| line.parse::<u32>().ok()));
        let expected = [
            "test.toml:3:17: server.max_in_flight: must be",
            "test.toml:4:30: server.metrics_from[1]: `nowhere`",
            "test.toml:5:1: server.colour: there is no such setting",
            "test.toml:7:1: rate_limits.slow: `period` is missing",
            "test.toml:9:6: rate_limits.slow.by: `shoe size`",
            "test.toml:11:1: clusters.a: a cluster is either",
            "test.toml:15:17: clusters.b.destinations[0]: `https",
            "test.toml:15:37: clusters.b.destinations[1]: `10",
            "test.toml:18:16: routes[0].paths[1]: `b`",
            "test.toml:19:19: routes[0].methods[1]: `FETCH`",
            "test.toml:20:11: routes[0].cluster: there is no cluster `nobody`",
            "test.toml:21:14: routes[0].rate_limit: there is no rate limit `fast`",
            "test.toml:22:11: routes[0].timeout: expected a string, found integer",
            "test.toml:25:10: routes[1].paths[0]: GET /a is routed already as /a",
            "test.toml:28:8: routes[1].auth: `maybe`",
            "test.toml:30:1: routes[2]: `paths` is missing",
        ];
        assert_eq!(found.len(), expected.len(), "{errors}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{found}\n{expected}");
        }
    }

    #[test]
    fn broken_toml_is_reported_with_its_place() {
        let errors = GatewayConfig::from_toml("test.toml", "[server]\nmax_in_flight = \n").unwrap_err();
        assert_eq!((errors.0[0].place.line, &*errors.0[0].place.file), (2, "test.toml"));
    }

    #[test]
    fn an_operators_file_replaces_what_it_names_and_keeps_the_rest() {
        let text = r#"
[defaults]
timeout = "3s"
[clusters.orders]
destinations = ["http://10.0.0.1:80"]
[rate_limits.general]
requests = 7
period = "1h"
"#;
        let config = GatewayConfig::from_toml("mine.toml", text).unwrap();
        let route = config.routes.iter().find(|route| route.path == "/v1/quotes").unwrap();
        assert_eq!((route.timeout, route.body_limit), (Duration::from_secs(3), 256 << 10));
        assert_eq!(route.auth, Auth::Public);
        assert!(matches!(config.clusters["orders"].kind, ClusterKind::Remote(_)));
        assert!(config.in_process_clusters().any(|name| name == "orders-query"));
        assert!(config.in_process_clusters().all(|name| name != "orders"));
        assert_eq!(config.rate_limits["general"].requests.get(), 7);
    }
}
