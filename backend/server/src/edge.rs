//! What listens: the gateway, and the sides of services for a gateway in another process.

use crate::{
    Config,
    config::authority,
    roles::{Part, Roles},
    services::Hosted,
};
use axum::Router;
use foodwala_clock::Clock;
use foodwala_contract::endpoint::Side;
use foodwala_demo::payments;
use foodwala_gateway::{
    AdminDeps, Clusters, ConfigErrors, Gateway, GatewayConfig, GatewayDeps, ReadinessCheck, ServeOptions, WebApps,
    admin_router, gateway, serve,
};
use foodwala_platform::{
    Gate, TokenVerifier,
    telemetry::metrics::{RecorderError, recorder},
};
use foodwala_readmodel::ReadModel;
use std::{collections::BTreeMap, io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// The cluster of the pretend payment provider.
const PRETEND_PAYMENTS: &str = "test-payments";

/// Why there is no gateway.
#[derive(Debug, thiserror::Error)]
pub enum EdgeError {
    /// The file with the routes cannot be read.
    #[error("cannot read {}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The routes are not right.
    #[error(transparent)]
    Routes(#[from] ConfigErrors),
    /// The OpenAPI document cannot be written.
    #[error("the OpenAPI document cannot be written")]
    OpenApi(#[from] serde_json::Error),
    /// Metrics cannot be recorded.
    #[error("metrics cannot be recorded")]
    Metrics(#[from] RecorderError),
    /// The pretend payment provider cannot be opened.
    #[error(transparent)]
    PretendPayments(#[from] payments::PretendPaymentsError),
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}

/// Everything that listens in this process.
#[derive(Debug)]
pub struct Edge {
    gateway: Option<(Gateway, TcpListener)>,
    services: Vec<(Router, TcpListener)>,
    stop: CancellationToken,
}

/// What the edge is given beside the settings.
pub struct EdgeDeps {
    /// What has to be up for the process to be ready.
    pub readiness: Vec<ReadinessCheck>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Verifies access tokens.
    pub auth: Arc<TokenVerifier>,
    /// Where rate limits are counted.
    pub quotas: ReadModel,
    /// When no more requests are taken.
    pub stop: CancellationToken,
}

impl Edge {
    /// Listens for what `roles` has: the gateway in front of the services of this process and of others, and, unless this
    /// process runs everything, each side of a service at its own address.
    ///
    /// # Errors
    /// See [`EdgeError`].
    pub async fn new(config: &Config, roles: &Roles, hosted: &[Hosted], deps: EdgeDeps) -> Result<Self, EdgeError> {
        let gate = Gate::new(config.server.limits());
        let routers: BTreeMap<Part, Router> = roles
            .parts()
            .filter_map(|part| Some((part, gate.guard(router(hosted, part)?))))
            .collect();
        let metrics = recorder()?;
        let admin = AdminDeps {
            readiness: deps.readiness,
            metrics: Arc::new(move || metrics.render()),
            openapi: serde_json::to_vec(&foodwala_contract::openapi::document())?.into(),
            shutdown: deps.stop.clone(),
        };
        let mut services = Vec::new();
        if !roles.is_all() {
            let mut places: BTreeMap<SocketAddr, Router> = BTreeMap::new();
            for (part, router) in &routers {
                let Some(place) = config.services.of(*part) else {
                    continue;
                };
                let listens = places
                    .entry(place.listen)
                    .or_insert_with(|| admin_router(admin.clone()));
                *listens = std::mem::take(listens).merge(router.clone());
            }
            for (address, router) in places {
                services.push((router, listen(address).await?));
            }
        }
        let gateway = match roles.gateway() {
            false => None,
            true => {
                let routes = Part::all()
                    .filter(|part| !routers.contains_key(part))
                    .fold(read_routes(config)?, |routes, part| elsewhere(config, routes, part));
                let clusters = routers.into_iter().fold(Clusters::new(), |clusters, (part, router)| {
                    clusters.with(part.to_string(), router)
                });
                let (routes, clusters) = match &config.pretend_payments {
                    None => (routes, clusters),
                    Some(pretend) => {
                        let router = payments::router(pretend.clone(), Arc::clone(&deps.clock))?;
                        let routes = routes.with_public(PRETEND_PAYMENTS, payments::ROUTES);
                        (routes, clusters.with(PRETEND_PAYMENTS, router))
                    }
                };
                let deps = GatewayDeps {
                    clock: deps.clock,
                    tokens: deps.auth,
                    quotas: deps.quotas,
                    admin,
                    web: config.web.directory.as_deref().map(WebApps::of).map(Arc::new),
                };
                // Last: who finds the port open finds everything behind it.
                let gateway = gateway(&routes, clusters, deps)?;
                Some((gateway, listen(config.server.socket()).await?))
            }
        };
        Ok(Self {
            gateway,
            services,
            stop: deps.stop,
        })
    }

    /// Where it listens: the gateway first, if there is one.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let gateway = self.gateway.iter().map(|(_, listener)| listener);
        let services = self.services.iter().map(|(_, listener)| listener);
        gateway
            .chain(services)
            .filter_map(|listener| listener.local_addr().ok())
            .collect()
    }

    /// Serves until told to stop, then lets requests in flight end within `drain`.
    pub fn serve(self, drain: Duration, tasks: &mut JoinSet<()>) {
        let options = ServeOptions {
            drain,
            ..ServeOptions::default()
        };
        if let Some((gateway, listener)) = self.gateway {
            let (options, stop) = (options.clone(), self.stop.clone());
            tasks.spawn(async move {
                serve(listener, gateway.service(), options, stop).await;
            });
        }
        for (router, listener) in self.services {
            let (options, stop) = (options.clone(), self.stop.clone());
            tasks.spawn(async move {
                serve(listener, router, options, stop).await;
            });
        }
    }
}

async fn listen(address: SocketAddr) -> Result<TcpListener, EdgeError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| EdgeError::Listen { address, source })
}

fn router(hosted: &[Hosted], part: Part) -> Option<Router> {
    let routes = &hosted
        .iter()
        .find(|hosted| hosted.service.name == part.service())?
        .service
        .routes;
    Some(match part.side() {
        Side::Command => routes.commands.clone(),
        Side::Query => routes.queries.clone(),
    })
}

/// The routes with a part that is found where the settings say.
fn elsewhere(config: &Config, routes: GatewayConfig, part: Part) -> GatewayConfig {
    let urls = config.services.of(part).map(|place| &place.urls).into_iter().flatten();
    routes.proxied(&part.to_string(), urls.filter_map(|url| authority(url)).collect())
}

/// The gateway's routes, as shipped or from the operator's file.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn read_routes(config: &Config) -> Result<GatewayConfig, EdgeError> {
    let routes = match &config.gateway.routes {
        None => GatewayConfig::shipped()?,
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|source| EdgeError::Read {
                file: file.clone(),
                source,
            })?;
            GatewayConfig::from_toml(&file.display().to_string(), &text)?
        }
    };
    Ok(if config.gateway.unlimited {
        routes.without_rate_limits()
    } else {
        routes
    })
}
