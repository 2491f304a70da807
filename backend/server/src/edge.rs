//! The gateway in front of the services of this process.

use crate::{
    Config,
    services::{READS, Shared},
};
use foodwala_database::Database;
use foodwala_gateway::{
    AdminDeps, Clusters, ConfigErrors, Gateway, GatewayConfig, GatewayDeps, ReadinessCheck, ServeOptions, gateway,
    serve,
};
use foodwala_platform::Service;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};
use std::{
    io,
    path::PathBuf,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

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
    Metrics(#[from] BuildError),
}

/// The gateway, and when it stops taking requests.
pub struct Edge {
    gateway: Gateway,
    stop: CancellationToken,
}

impl std::fmt::Debug for Edge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edge")
            .field("gateway", &self.gateway)
            .finish_non_exhaustive()
    }
}

impl Edge {
    /// Puts the gateway in front of `services`.
    ///
    /// # Errors
    /// See [`EdgeError`].
    pub fn new(
        config: &Config,
        services: &[Service],
        shared: &Shared,
        stop: CancellationToken,
    ) -> Result<Self, EdgeError> {
        let routes = read_routes(config)?;
        let clusters = services.iter().fold(Clusters::new(), |clusters, service| {
            clusters
                .with(service.name, service.routes.commands.clone())
                .with(format!("{}{READS}", service.name), service.routes.queries.clone())
        });
        let metrics = recorder()?;
        let admin = AdminDeps {
            readiness: readiness(services, shared),
            metrics: Arc::new(move || metrics.render()),
            openapi: serde_json::to_vec(&foodwala_contract::openapi::document())?.into(),
            shutdown: stop.clone(),
        };
        let deps = GatewayDeps {
            clock: Arc::clone(&shared.clock),
            tokens: Arc::clone(&shared.auth),
            admin,
        };
        Ok(Self {
            gateway: gateway(&routes, clusters, deps)?,
            stop,
        })
    }

    /// Serves until told to stop, then lets requests in flight end within `drain`.
    pub async fn serve(self, listener: TcpListener, drain: Duration) {
        let options = ServeOptions {
            drain,
            ..ServeOptions::default()
        };
        serve(listener, self.gateway.service(), options, self.stop).await;
    }
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

fn readiness(services: &[Service], shared: &Shared) -> Vec<ReadinessCheck> {
    let database = |service: &Service| {
        let database: Database = service.database.clone();
        ReadinessCheck::new(format!("{}.database", service.name), move || {
            let database = database.clone();
            async move { Ok(database.ping().await?) }
        })
    };
    let read_model = shared.read_model.clone();
    let read_model = ReadinessCheck::new("read-model", move || {
        let read_model = read_model.clone();
        async move { Ok(read_model.ping().await?) }
    });
    services.iter().map(database).chain([read_model]).collect()
}

/// The process's one recorder of metrics; platforms of one process, as in tests, share it.
fn recorder() -> Result<PrometheusHandle, BuildError> {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    if let Some(handle) = RECORDER.get() {
        return Ok(handle.clone());
    }
    match PrometheusBuilder::new().install_recorder() {
        Ok(handle) => Ok(RECORDER.get_or_init(|| handle).clone()),
        // Somebody else in this process was faster.
        Err(error) => RECORDER.get().cloned().ok_or(error),
    }
}
