//! What a process runs, started and drained.

use crate::{
    Config,
    commands::{self, GrantError},
    edge::{Edge, EdgeDeps, EdgeError},
    engines::{self, BusError, StartedBus},
    keys::Published,
    readiness,
    roles::{Roles, RolesError},
    services::{self, Hosted, ServiceError, Shared},
};
use foodwala_clock::Clock;
use foodwala_contract::{AccountId, access::PlatformRole};
use foodwala_database::{Database, DatabaseError};
use foodwala_messaging::{Bus, Relay, outbox};
use foodwala_platform::{Job, JobError, TokenVerifier, auth::KeyKeeper, telemetry::metrics::recorder};
use foodwala_readmodel::RedisConfigError;
use std::{net::SocketAddr, sync::Arc, time::Duration};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Why the process did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The settings do not allow what it was to run.
    #[error(transparent)]
    Roles(#[from] RolesError),
    /// A service could not be made.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// There is no bus.
    #[error(transparent)]
    Bus(#[from] BusError),
    /// There is no read model.
    #[error("the read model cannot be used")]
    ReadModel(#[from] RedisConfigError),
    /// The identity service cannot be asked for its keys.
    #[error("the identity service cannot be asked for its keys")]
    Keys(#[from] foodwala_sdk::BuildError),
    /// It cannot serve.
    #[error("the process cannot serve")]
    Edge(#[from] EdgeError),
}

/// A running platform, or the part of it that this process runs: sides of services, their relays, consumers and jobs,
/// and the gateway.
pub struct Platform {
    addresses: Vec<SocketAddr>,
    hosted: Vec<Hosted>,
    bus: Option<StartedBus>,
    stops: Stops,
    tasks: Tasks,
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

/// The order in which a platform ends: first no new requests, then no new work, then no more messages.
#[derive(Clone, Default)]
struct Stops {
    edge: CancellationToken,
    services: CancellationToken,
    relays: CancellationToken,
}

#[derive(Default)]
struct Tasks {
    edge: JoinSet<()>,
    jobs: JoinSet<()>,
    relays: JoinSet<()>,
}

impl Platform {
    /// Starts everything in this process.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        Self::start_roles(config, &Roles::all(), clock).await
    }

    /// Opens the engines, makes the services, and starts what `roles` has. It takes requests when this returns; whether
    /// it can answer them, `/readyz` says: brokers, caches and other processes may come up later.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start_roles(config: &Config, roles: &Roles, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        roles.check(config)?;
        // First: what is counted before there is a recorder is lost.
        recorder().map_err(EdgeError::from)?;
        let (stops, mut tasks) = (Stops::default(), Tasks::default());
        let auth = Arc::new(TokenVerifier::new(&config.identity.issuer, &config.identity.audience));
        let shared = Shared {
            read_model: engines::read_model(&config.read_model)?,
            clock: Arc::clone(&clock),
            auth: Arc::clone(&auth),
            shutdown: stops.services.clone(),
        };
        let mut hosted = services::make(config, &shared, roles).await?;
        if !hosted.iter().any(|hosted| hosted.service.name == "identity") {
            let keeper = KeyKeeper::new(Arc::clone(&auth), Arc::new(Published::new(config)?));
            tasks.jobs.spawn(keeper.run(stops.services.clone()));
        }
        let bus = start_bus(config, &clock, &mut hosted, &stops, &mut tasks).await?;
        for job in hosted.iter().flat_map(Hosted::jobs) {
            tasks.jobs.spawn(job.clone().run(stops.services.clone()));
        }
        let deps = EdgeDeps {
            readiness: readiness::checks(&hosted, &shared.read_model, bus.as_ref().map(|bus| &bus.bus), &auth),
            clock,
            auth,
            quotas: shared.read_model.clone(),
            stop: stops.edge.clone(),
        };
        let edge = Edge::new(config, roles, &hosted, deps).await?;
        let addresses = edge.addresses();
        edge.serve(Duration::from_secs(config.server.drain_seconds), &mut tasks.edge);
        Ok(Self {
            addresses,
            hosted,
            bus,
            stops,
            tasks,
        })
    }

    /// Where it listens: the gateway first, if it is there.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// The base URL for clients on this machine; of the first service if there is no gateway here.
    pub fn url(&self) -> String {
        self.addresses
            .first()
            .map_or_else(String::new, |address| format!("http://{address}"))
    }

    /// Waits until every event so far has had its effects: all outboxes are empty, and stay so while what they caused
    /// settles. Means something when all services and the embedded bus are in this process.
    ///
    /// # Errors
    /// The database's.
    pub async fn settled(&self) -> Result<(), DatabaseError> {
        const POLL: Duration = Duration::from_millis(2);
        // An outbox row stays unsent until its effects are committed, those in other outboxes included: if one look
        // over all of them, in any order, and a second one find nothing, there is nothing.
        while self.unsent().await? > 0 || self.unsent().await? > 0 {
            tokio::time::sleep(POLL).await;
        }
        Ok(())
    }

    async fn unsent(&self) -> Result<u64, DatabaseError> {
        let mut unsent = 0;
        for hosted in &self.hosted {
            unsent += outbox::backlog(&hosted.service.database).await?.unsent;
        }
        Ok(unsent)
    }

    /// Gives an account all rights of an admin. For operators at the machine: no endpoint does this.
    ///
    /// # Errors
    /// See [`GrantError`].
    pub async fn grant_admin(&self, account: AccountId) -> Result<(), GrantError> {
        self.grant(account, &[PlatformRole::Admin]).await
    }

    /// Gives an account these platform roles. For operators at the machine: no endpoint does this.
    ///
    /// # Errors
    /// See [`GrantError`].
    pub async fn grant(&self, account: AccountId, roles: &[PlatformRole]) -> Result<(), GrantError> {
        let identity = self.hosted.iter().find(|hosted| hosted.service.name == "identity");
        let identity = identity.ok_or(GrantError::NotHere)?;
        commands::grant(&identity.service.database, account, roles).await
    }

    /// Runs every job of this process once, now.
    ///
    /// # Errors
    /// Of the first job that could not finish.
    pub async fn run_jobs(&self) -> Result<(), JobError> {
        let jobs: Vec<Job> = self.hosted.iter().flat_map(Hosted::jobs).cloned().collect();
        for job in jobs {
            job.run_once().await?;
        }
        Ok(())
    }

    /// Writes all read documents of this process's services again; answers how many, by service.
    ///
    /// # Errors
    /// Of the first service that could not.
    pub async fn rebuild(&self) -> Result<Vec<(&'static str, u64)>, JobError> {
        let mut written = Vec::new();
        for Hosted { service, .. } in &self.hosted {
            if let Some(rebuild) = &service.rebuild {
                written.push((service.name, rebuild().await?));
            }
        }
        Ok(written)
    }

    /// Ends in order: requests in flight are answered, messages in flight are handled (both within bounds), the rest
    /// stays in the outboxes. When it returns, no database file is open.
    pub async fn stop(mut self) {
        self.stops.edge.cancel();
        // Event streams would keep the edge from draining; they end with the services.
        self.stops.services.cancel();
        while self.tasks.edge.join_next().await.is_some() {}
        while self.tasks.jobs.join_next().await.is_some() {}
        self.stops.relays.cancel();
        while self.tasks.relays.join_next().await.is_some() {}
        let mut databases: Vec<Database> = self.hosted.into_iter().map(|hosted| hosted.service.database).collect();
        if let Some(StartedBus { bus, database }) = self.bus {
            bus.stop().await;
            databases.extend(database);
        }
        for database in databases {
            database.close().await;
        }
    }
}

/// Consumers and relays of the command sides; a process without any has no bus.
async fn start_bus(
    config: &Config,
    clock: &Arc<dyn Clock>,
    hosted: &mut [Hosted],
    stops: &Stops,
    tasks: &mut Tasks,
) -> Result<Option<StartedBus>, BusError> {
    let mut commanding: Vec<_> = hosted.iter_mut().filter(|hosted| hosted.commands).collect();
    if commanding.is_empty() {
        return Ok(None);
    }
    let consumers = commanding
        .iter_mut()
        .flat_map(|hosted| std::mem::take(&mut hosted.service.consumers))
        .collect();
    let started = engines::bus(&config.bus, &config.database, clock, consumers).await?;
    for hosted in commanding {
        let bus: Arc<dyn Bus> = Arc::clone(&started.bus);
        let relay = Relay::new(hosted.service.database.clone(), bus, Arc::clone(clock));
        tasks.relays.spawn(relay.run(stops.relays.clone()));
    }
    Ok(Some(started))
}
