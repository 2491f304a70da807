//! The gateway's settings: read from TOML, checked whole, and from then on immutable.
//!
//! | module | holds |
//! |---|---|
//! | `read` | walks a TOML document and notes every mistake with its place |
//! | `sections` | what each section may say |
//! | `link` | lays an operator's file over the shipped one and checks what refers to what |
//! | `values` | durations, sizes and address blocks |

mod link;
mod read;
mod sections;
mod values;

pub use read::{ConfigError, ConfigErrors, Place};
pub use values::Block;

use http::Method;
use std::{collections::BTreeMap, num::NonZeroU32, time::Duration};

/// The settings and route table as shipped.
const DEFAULT: &str = include_str!("../../gateway.toml");

/// The gateway's settings, checked.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    pub(crate) server: ServerConfig,
    pub(crate) cors: CorsConfig,
    pub(crate) rate_limits: BTreeMap<String, RateLimitConfig>,
    pub(crate) clusters: BTreeMap<String, ClusterConfig>,
    pub(crate) routes: Vec<RouteConfig>,
}

impl GatewayConfig {
    /// The settings as shipped (`gateway.toml` of this crate).
    ///
    /// # Errors
    /// Never for the file as shipped; a test reads it.
    pub fn shipped() -> Result<Self, ConfigErrors> {
        link::link(&[("gateway.toml", DEFAULT)])
    }

    /// An operator's file, laid over the settings as shipped. `name` is what errors call the file.
    ///
    /// # Errors
    /// Every mistake in it, each with its place.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, ConfigErrors> {
        link::link(&[("gateway.toml as shipped", DEFAULT), (name, text)])
    }

    /// The same without any rate limit: for load tests and demonstrations.
    #[must_use]
    pub fn without_rate_limits(mut self) -> Self {
        for route in &mut self.routes {
            route.rate_limit = None;
        }
        self.server.max_event_streams_per_client = usize::MAX;
        self
    }

    /// Has a cluster that this process does not serve, and for which no file names destinations, proxied to these
    /// (`host:port` each). Does nothing for one that is not there or has destinations.
    #[must_use]
    pub fn proxied(mut self, cluster: &str, destinations: Vec<http::uri::Authority>) -> Self {
        if let Some(known) = self.clusters.get_mut(cluster)
            && known.kind == ClusterKind::InProcess
            && !destinations.is_empty()
        {
            known.kind = ClusterKind::Remote(RemoteConfig::to(destinations));
        }
        self
    }

    /// Also lets everybody through to a cluster of this process at these paths: for what no file names because only
    /// development has it.
    #[must_use]
    pub fn with_public(mut self, cluster: &str, routes: &[(Method, &str)]) -> Self {
        let place = Place {
            file: "built in".into(),
            line: 1,
            column: 1,
            key: format!("clusters.{cluster}"),
        };
        let kind = ClusterKind::InProcess;
        self.clusters.insert(cluster.to_owned(), ClusterConfig { place, kind });
        self.routes.extend(routes.iter().map(|(method, path)| RouteConfig {
            path: (*path).to_owned(),
            method: method.clone(),
            cluster: cluster.to_owned(),
            auth: Auth::Public,
            rate_limit: None,
            timeout: Duration::from_secs(15),
            body_limit: 64 * 1024,
            cors: false,
        }));
        self
    }

    /// The routes, in no particular order.
    pub fn routes(&self) -> &[RouteConfig] {
        &self.routes
    }

    /// The names of the clusters that this process has to serve itself.
    pub fn in_process_clusters(&self) -> impl Iterator<Item = &str> {
        let local = |cluster: &ClusterConfig| matches!(cluster.kind, ClusterKind::InProcess);
        self.clusters
            .iter()
            .filter(move |(_, cluster)| local(cluster))
            .map(|(name, _)| name.as_str())
    }
}

/// `[server]`
#[derive(Debug, Clone)]
pub(crate) struct ServerConfig {
    pub(crate) trusted_proxies: Vec<Block>,
    pub(crate) metrics_from: Vec<Block>,
    pub(crate) max_in_flight: usize,
    pub(crate) max_event_streams: usize,
    pub(crate) max_event_streams_per_client: usize,
}

/// `[cors]`
#[derive(Debug, Clone)]
pub(crate) struct CorsConfig {
    pub(crate) origins: Vec<String>,
    pub(crate) max_age: Duration,
}

/// Whom a rate limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CountBy {
    /// The account or API client; the address of those who did not sign in.
    Caller,
    /// The address.
    Ip,
}

/// `[rate_limits.<name>]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RateLimitConfig {
    pub(crate) requests: NonZeroU32,
    pub(crate) period: Duration,
    pub(crate) burst: NonZeroU32,
    pub(crate) by: CountBy,
}

/// `[clusters.<name>]`
#[derive(Debug, Clone)]
pub(crate) struct ClusterConfig {
    pub(crate) place: Place,
    pub(crate) kind: ClusterKind,
}

/// Where a cluster is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ClusterKind {
    InProcess,
    Remote(RemoteConfig),
}

/// A cluster on other machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RemoteConfig {
    /// `host:port` each.
    pub(crate) destinations: Vec<http::uri::Authority>,
    pub(crate) connect_timeout: Duration,
    pub(crate) health_interval: Duration,
    pub(crate) health_timeout: Duration,
    pub(crate) eject_after: u32,
    pub(crate) eject_for: Duration,
}

impl RemoteConfig {
    /// Destinations with the usual patience.
    pub(crate) fn to(destinations: Vec<http::uri::Authority>) -> Self {
        Self {
            destinations,
            connect_timeout: Duration::from_secs(1),
            health_interval: Duration::from_secs(5),
            health_timeout: Duration::from_secs(2),
            eject_after: 3,
            eject_for: Duration::from_secs(10),
        }
    }
}

/// Who is let through to a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// Everyone.
    Public,
    /// Whoever has a valid access token.
    Token,
}

/// One path and method of the route table.
#[derive(Debug, Clone)]
pub struct RouteConfig {
    /// The path with `{parameters}`; `{*rest}` at the end stands for any number of segments.
    pub path: String,
    /// The method.
    pub method: Method,
    /// The cluster that answers.
    pub cluster: String,
    /// Who is let through.
    pub auth: Auth,
    pub(crate) rate_limit: Option<String>,
    pub(crate) timeout: Duration,
    pub(crate) body_limit: u64,
    pub(crate) cors: bool,
}
