//! What each section of the file may say.

use super::{
    Auth, Block, ClusterConfig, ClusterKind, CountBy, RateLimitConfig, RemoteConfig,
    read::{Located, Reader, Section},
    values,
};
use http::{Method, Uri, uri::Authority};
use std::{num::NonZeroU32, time::Duration};

/// One file, as far as it says something.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) trusted_proxies: Option<Vec<Block>>,
    pub(super) metrics_from: Option<Vec<Block>>,
    pub(super) max_in_flight: Option<u32>,
    pub(super) max_event_streams: Option<u32>,
    pub(super) max_event_streams_per_client: Option<u32>,
    pub(super) origins: Option<Vec<String>>,
    pub(super) max_age: Option<Duration>,
    pub(super) timeout: Option<Duration>,
    pub(super) body_limit: Option<u64>,
    pub(super) rate_limit: Option<Located<String>>,
    pub(super) rate_limits: Vec<(String, RateLimitConfig)>,
    pub(super) clusters: Vec<(String, ClusterConfig)>,
    pub(super) routes: Option<Vec<Route>>,
}

/// One `[[routes]]`.
pub(super) struct Route {
    pub(super) paths: Vec<Located<String>>,
    pub(super) methods: Vec<Method>,
    pub(super) cluster: Located<String>,
    pub(super) auth: Auth,
    pub(super) rate_limit: Option<Located<String>>,
    pub(super) timeout: Option<Duration>,
    pub(super) body_limit: Option<u64>,
    pub(super) cors: bool,
}

pub(super) fn read(reader: &Reader<'_>) -> Parts {
    let document = reader.document();
    let top = Section::new(reader, &document, 0..0, String::new());
    let mut parts = Parts::default();

    if let Some(server) = top.section("server") {
        parts.trusted_proxies = server.list("trusted_proxies", Block::parse).map(values_of);
        parts.metrics_from = server.list("metrics_from", Block::parse).map(values_of);
        parts.max_in_flight = server.count("max_in_flight");
        parts.max_event_streams = server.count("max_event_streams");
        parts.max_event_streams_per_client = server.count("max_event_streams_per_client");
        server.finish();
    }
    if let Some(cors) = top.section("cors") {
        parts.origins = cors.list("origins", origin).map(values_of);
        parts.max_age = value_of(cors.parsed("max_age", values::duration));
        cors.finish();
    }
    if let Some(defaults) = top.section("defaults") {
        parts.timeout = value_of(defaults.parsed("timeout", values::duration));
        parts.body_limit = value_of(defaults.parsed("body_limit", values::size));
        parts.rate_limit = defaults.parsed("rate_limit", text);
        defaults.finish();
    }
    for (name, section) in top.named_sections("rate_limits") {
        if let Some(limit) = rate_limit(&name, section) {
            parts.rate_limits.push((name, limit));
        }
    }
    for (name, section) in top.named_sections("clusters") {
        let place = section.place();
        // One that cannot be read still counts as named, so that its routes are not blamed as well.
        let kind = cluster(section).unwrap_or(ClusterKind::InProcess);
        parts.clusters.push((name, ClusterConfig { place, kind }));
    }
    parts.routes = top
        .sections("routes")
        .map(|routes| routes.into_iter().filter_map(route).collect());
    top.finish();
    parts
}

fn rate_limit(name: &str, section: Section<'_, '_>) -> Option<RateLimitConfig> {
    if name == "none"
        || !name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    {
        section.error(
            section.place(),
            "a rate limit's name is lower case letters, digits and `_`, and not `none`",
        );
    }
    let requests = section.count("requests").and_then(NonZeroU32::new);
    let period = section.parsed("period", values::duration);
    let burst = section.count("burst").and_then(NonZeroU32::new);
    let by = section.parsed("by", |by| match by {
        "caller" => Ok(CountBy::Caller),
        "ip" => Ok(CountBy::Ip),
        _ => Err(format!("`{by}` is neither \"caller\" nor \"ip\"")),
    });
    for key in ["requests", "period"] {
        if !section.has(key) {
            section.missing(key);
        }
    }
    section.finish();
    let (requests, period) = (requests?, period?.value);
    let by = by.map_or(CountBy::Caller, |by| by.value);
    Some(RateLimitConfig {
        requests,
        period,
        burst: burst.unwrap_or(requests),
        by,
    })
}

fn cluster(section: Section<'_, '_>) -> Option<ClusterKind> {
    let in_process = section.flag("in_process");
    let destinations = section.list("destinations", destination).map(values_of);
    let connect_timeout = value_of(section.parsed("connect_timeout", values::duration));
    let health_interval = value_of(section.parsed("health_interval", values::duration));
    let health_timeout = value_of(section.parsed("health_timeout", values::duration));
    let eject_after = section.count("eject_after");
    let eject_for = value_of(section.parsed("eject_for", values::duration));
    let kind = match (in_process, destinations) {
        (Some(true), None) => Some(ClusterKind::InProcess),
        (None | Some(false), Some(destinations)) if !destinations.is_empty() => {
            let usual = RemoteConfig::to(destinations);
            Some(ClusterKind::Remote(RemoteConfig {
                connect_timeout: connect_timeout.unwrap_or(usual.connect_timeout),
                health_interval: health_interval.unwrap_or(usual.health_interval),
                health_timeout: health_timeout.unwrap_or(usual.health_timeout),
                eject_after: eject_after.unwrap_or(usual.eject_after),
                eject_for: eject_for.unwrap_or(usual.eject_for),
                ..usual
            }))
        }
        _ => {
            section.error(
                section.place(),
                "a cluster is either `in_process = true` or has `destinations`",
            );
            None
        }
    };
    section.finish();
    kind
}

fn route(section: Section<'_, '_>) -> Option<Route> {
    let paths = section.list("paths", path);
    let methods = section.list("methods", method).map(values_of);
    let cluster = section.parsed("cluster", text);
    let auth = section.parsed("auth", |auth| match auth {
        "public" => Ok(Auth::Public),
        "token" => Ok(Auth::Token),
        _ => Err(format!("`{auth}` is neither \"public\" nor \"token\"")),
    });
    let rate_limit = section.parsed("rate_limit", text);
    let timeout = value_of(section.parsed("timeout", values::duration));
    let body_limit = value_of(section.parsed("body_limit", values::size));
    let cors = section.flag("cors").unwrap_or(true);
    for key in ["paths", "methods", "cluster"] {
        if !section.has(key) {
            section.missing(key);
        }
    }
    section.finish();
    let auth = auth.map_or(Auth::Token, |auth| auth.value);
    Some(Route {
        paths: paths?,
        methods: methods?,
        cluster: cluster?,
        auth,
        rate_limit,
        timeout,
        body_limit,
        cors,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "it is one of the parsers")]
fn text(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

fn path(path: &str) -> Result<String, String> {
    if path.starts_with('/') {
        Ok(path.to_owned())
    } else {
        Err(format!("`{path}` does not begin with `/`"))
    }
}

fn method(method: &str) -> Result<Method, String> {
    match method {
        "GET" => Ok(Method::GET),
        "POST" => Ok(Method::POST),
        "PUT" => Ok(Method::PUT),
        "PATCH" => Ok(Method::PATCH),
        "DELETE" => Ok(Method::DELETE),
        _ => Err(format!(
            "`{method}` is none of GET (which HEAD follows), POST, PUT, PATCH, DELETE"
        )),
    }
}

fn origin(origin: &str) -> Result<String, String> {
    let wrong = || format!("`{origin}` is neither \"*\" nor an origin such as \"https://example.org\"");
    let is_origin =
        |uri: Uri| uri.scheme().is_some() && uri.authority().is_some() && uri.path() == "/" && !origin.ends_with('/');
    if origin == "*" || origin.parse().is_ok_and(is_origin) {
        Ok(origin.to_owned())
    } else {
        Err(wrong())
    }
}

fn destination(destination: &str) -> Result<Authority, String> {
    let wrong = || format!("`{destination}` is no destination such as \"http://10.0.0.5:8080\"");
    let uri: Uri = destination.parse().map_err(|_| wrong())?;
    let is_plain = uri.scheme_str() == Some("http") && uri.path() == "/" && uri.query().is_none();
    uri.into_parts().authority.filter(|_| is_plain).ok_or_else(wrong)
}

fn value_of<T>(located: Option<Located<T>>) -> Option<T> {
    located.map(|located| located.value)
}

fn values_of<T>(located: Vec<Located<T>>) -> Vec<T> {
    located.into_iter().map(|located| located.value).collect()
}
