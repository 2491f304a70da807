//! Puts the gateway together.

use crate::{
    admin::{Admin, AdminDeps},
    config::{ConfigErrors, GatewayConfig},
    edge::{Edge, Shared},
    policies::{
        compression, counter::Counter, event_streams::EventStreams, load_shed::Room, request_metrics::RequestMetrics,
    },
    snapshot::Snapshot,
    web::WebApps,
};
use arc_swap::ArcSwap;
use axum::Router;
use foodwala_clock::Clock;
use foodwala_platform::TokenVerifier;
use foodwala_readmodel::ReadModel;
use http::Method;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};
use tower::Layer;
use tower_http::compression::Compression;

/// The routers that this process serves, by cluster name.
#[derive(Debug, Clone, Default)]
pub struct Clusters(BTreeMap<String, Router>);

impl Clusters {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Serves `cluster` by `router`.
    #[must_use]
    pub fn with(mut self, cluster: impl Into<String>, router: Router) -> Self {
        self.0.insert(cluster.into(), router);
        self
    }

    pub(crate) fn get(&self, cluster: &str) -> Option<&Router> {
        self.0.get(cluster)
    }
}

/// What the gateway is given.
#[derive(Clone)]
pub struct GatewayDeps {
    /// The present time, for token ages and request ids.
    pub clock: Arc<dyn Clock>,
    /// Checks access tokens.
    pub tokens: Arc<TokenVerifier>,
    /// Where rate limits are counted: with all gateways that share it.
    pub quotas: ReadModel,
    /// What the gateway answers itself.
    pub admin: AdminDeps,
    /// The web apps, if they are served here.
    pub web: Option<Arc<WebApps>>,
}

/// The gateway, ready to serve. Clones are the same gateway.
#[derive(Debug, Clone)]
pub struct Gateway {
    edge: Edge,
    clusters: Clusters,
    reloading: Arc<Mutex<()>>,
}

/// The gateway as [`serve`](crate::serve) takes it: no router around it.
pub type GatewayService = Compression<Edge, compression::Worth>;

/// Puts the gateway together. Call it within a Tokio runtime: remote clusters are watched from now on, until the gateway
/// is dropped.
///
/// # Errors
/// When the configuration names a cluster as in-process that is not among `clusters`.
pub fn gateway(config: &GatewayConfig, clusters: Clusters, deps: GatewayDeps) -> Result<Gateway, ConfigErrors> {
    let snapshot = Snapshot::build(config, &clusters, None)?;
    let shared = Shared {
        snapshot: ArcSwap::from_pointee(snapshot),
        admin: Admin::new(deps.admin),
        clock: deps.clock,
        tokens: deps.tokens,
        requests: Room::default(),
        event_streams: EventStreams::default(),
        unrouted: RequestMetrics::new("unrouted", &Method::GET),
        counter: Counter::new(deps.quotas),
        web: deps.web,
        web_metrics: RequestMetrics::new("web", &Method::GET),
    };
    Ok(Gateway {
        edge: Edge(Arc::new(shared)),
        clusters,
        reloading: Arc::default(),
    })
}

impl Gateway {
    /// As a service, for [`serve`](crate::serve).
    pub fn service(&self) -> GatewayService {
        compression::layer().layer(self.edge.clone())
    }

    /// As a router, for tests and for nesting.
    pub fn router(&self) -> Router {
        Router::new().fallback_service(self.service())
    }

    /// Uses `config` for every request from now on; those in flight end as they began. Returns the new revision.
    ///
    /// # Errors
    /// As [`gateway`]; then everything stays as it was.
    pub fn reload(&self, config: &GatewayConfig) -> Result<u64, ConfigErrors> {
        let _one_at_a_time = self.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        let shared = &self.edge.0.snapshot;
        let next = Snapshot::build(config, &self.clusters, Some(&shared.load()))?;
        let revision = next.revision;
        shared.store(Arc::new(next));
        tracing::info!(revision, "gateway settings reloaded");
        Ok(revision)
    }

    /// The revision of the settings in use, from 1.
    pub fn revision(&self) -> u64 {
        self.edge.0.snapshot.load().revision
    }
}
