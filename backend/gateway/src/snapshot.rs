//! One revision of the configuration, ready for requests; immutable. A reload makes the next one and keeps what did not
//! change: the connections to destinations.

use crate::{
    config::{ClusterKind, ConfigError, ConfigErrors, GatewayConfig, ServerConfig},
    gateway::Clusters,
    policies::{cors::Cors, rate_limit::Limit, request_metrics::RequestMetrics},
    table::{Route, Table},
    upstream::{Remote, Upstream},
};
use std::{collections::BTreeMap, sync::Arc};

#[derive(Debug)]
pub(crate) struct Snapshot {
    pub(crate) revision: u64,
    pub(crate) server: ServerConfig,
    pub(crate) cors: Cors,
    pub(crate) table: Table,
    limits: BTreeMap<String, Arc<Limit>>,
    upstreams: BTreeMap<String, Arc<Upstream>>,
}

impl Snapshot {
    /// The revision after `last`, if there was one. Needs a Tokio runtime when clusters are remote.
    ///
    /// # Errors
    /// Every cluster that is said to be in this process but is not.
    pub(crate) fn build(config: &GatewayConfig, local: &Clusters, last: Option<&Self>) -> Result<Self, ConfigErrors> {
        let mut errors = Vec::new();
        let mut upstreams = BTreeMap::new();
        for (name, cluster) in &config.clusters {
            let upstream = match &cluster.kind {
                ClusterKind::InProcess => match local.get(name) {
                    Some(router) => Arc::new(Upstream::InProcess(router.clone())),
                    None => {
                        let problem = "this process does not serve it; name its `destinations`".to_owned();
                        errors.push(ConfigError {
                            place: cluster.place.clone(),
                            problem,
                        });
                        continue;
                    }
                },
                ClusterKind::Remote(remote) => {
                    let same = last
                        .and_then(|last| last.upstreams.get(name))
                        .filter(|upstream| matches!(&***upstream, Upstream::Remote(known) if known.config() == remote));
                    same.cloned()
                        .unwrap_or_else(|| Arc::new(Upstream::Remote(Box::new(Remote::new(name, remote)))))
                }
            };
            upstreams.insert(name.clone(), upstream);
        }
        let limits: BTreeMap<_, _> = config
            .rate_limits
            .iter()
            .map(|(name, limit)| {
                let same = last
                    .and_then(|last| last.limits.get(name))
                    .filter(|known| known.config() == limit);
                (
                    name.clone(),
                    same.cloned().unwrap_or_else(|| Arc::new(Limit::new(name, limit))),
                )
            })
            .collect();
        if !errors.is_empty() {
            return Err(ConfigErrors(errors));
        }

        let mut table = Table::default();
        for route in &config.routes {
            // Checked when the configuration was read: the cluster is there, and nothing else has the path.
            let Some(upstream) = upstreams.get(&route.cluster) else {
                continue;
            };
            let entry = Route {
                path: route.path.clone(),
                upstream: Arc::clone(upstream),
                auth: route.auth,
                rate_limit: route.rate_limit.as_ref().and_then(|name| limits.get(name)).cloned(),
                timeout: route.timeout,
                body_limit: route.body_limit,
                cors: route.cors,
                metrics: RequestMetrics::new(route.path.clone(), &route.method),
            };
            if let Err(error) = table.add(&route.method, Arc::new(entry)) {
                tracing::error!(http.route = route.path, error = %error, "route left out");
            }
        }
        Ok(Self {
            revision: last.map_or(1, |last| last.revision + 1),
            server: config.server.clone(),
            cors: Cors::new(&config.cors),
            table,
            limits,
            upstreams,
        })
    }
}
