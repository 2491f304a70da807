//! Everything started in one process, and drained.

use crate::{
    Config,
    commands::{self, GrantError},
    edge::{Edge, EdgeError},
    engines::{self, BusError},
    services::{self, ServiceError, Shared},
};
use foodwala_clock::Clock;
use foodwala_contract::{AccountId, access::PlatformRole};
use foodwala_database::{Database, DatabaseError};
use foodwala_messaging::{Bus, Relay, outbox};
use foodwala_platform::{Job, JobError, Rebuild, TokenVerifier};
use foodwala_readmodel::RedisConfigError;
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// Why the platform did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A service could not be made.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// There is no bus.
    #[error(transparent)]
    Bus(#[from] BusError),
    /// There is no read model.
    #[error("the read model cannot be used")]
    ReadModel(#[from] RedisConfigError),
    /// The gateway's routes are not right.
    #[error("the gateway could not be made")]
    Gateway(#[from] EdgeError),
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
}

/// A running platform: all services, their relays, consumers and jobs, and the gateway, in this process.
pub struct Platform {
    address: SocketAddr,
    databases: Vec<Database>,
    identity: Database,
    rebuilds: Vec<(&'static str, Rebuild)>,
    jobs: Vec<Job>,
    bus: Arc<dyn Bus>,
    bus_database: Option<Database>,
    stops: Stops,
    tasks: Tasks,
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform")
            .field("address", &self.address)
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
    /// Opens the engines, makes the services, and starts everything. It answers requests when this returns.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(config: &Config, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let stops = Stops::default();
        let shared = Shared {
            read_model: engines::read_model(&config.read_model)?,
            clock: Arc::clone(&clock),
            auth: Arc::new(TokenVerifier::new(&config.identity.issuer, &config.identity.audience)),
            shutdown: stops.services.clone(),
        };
        let services::Made { mut services, identity } = services::make(config, &shared).await?;
        let consumers = services
            .iter_mut()
            .flat_map(|service| std::mem::take(&mut service.consumers))
            .collect();
        let engines::StartedBus { bus, database } =
            engines::bus(&config.bus, &config.database.directory, &clock, consumers).await?;

        let mut tasks = Tasks::default();
        for service in &services {
            let relay = Relay::new(service.database.clone(), Arc::clone(&bus), Arc::clone(&clock));
            tasks.relays.spawn(relay.run(stops.relays.clone()));
            for job in &service.jobs {
                tasks.jobs.spawn(job.clone().run(stops.services.clone()));
            }
        }

        let listener = TcpListener::bind(config.server.socket()).await;
        let listener = listener.map_err(|source| StartError::Listen {
            address: config.server.socket(),
            source,
        })?;
        let address = listener.local_addr().map_err(|source| StartError::Listen {
            address: config.server.socket(),
            source,
        })?;
        let edge = Edge::new(config, &services, &shared, stops.edge.clone())?;
        tasks
            .edge
            .spawn(edge.serve(listener, Duration::from_secs(config.server.drain_seconds)));

        let databases = services.iter().map(|service| service.database.clone()).collect();
        let rebuilds = services
            .iter()
            .filter_map(|service| Some((service.name, service.rebuild.clone()?)))
            .collect();
        let jobs = services.iter().flat_map(|service| service.jobs.clone()).collect();
        Ok(Self {
            address,
            databases,
            identity,
            rebuilds,
            jobs,
            bus,
            bus_database: database,
            stops,
            tasks,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL for clients on this machine.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until every event so far has had its effects: all outboxes are empty, and stay so while what they caused
    /// settles.
    ///
    /// # Errors
    /// The database's.
    pub async fn settled(&self) -> Result<(), DatabaseError> {
        const POLL: Duration = Duration::from_millis(2);
        loop {
            let mut unsent = 0;
            for database in &self.databases {
                unsent += outbox::backlog(database).await?.unsent;
            }
            // An outbox row stays unsent until its effects are committed, those in other outboxes included: if one look
            // over all of them, in any order, and a second one find nothing, there is nothing.
            if unsent == 0 {
                let mut again = 0;
                for database in &self.databases {
                    again += outbox::backlog(database).await?.unsent;
                }
                if again == 0 {
                    return Ok(());
                }
            }
            tokio::time::sleep(POLL).await;
        }
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
        commands::grant(&self.identity, account, roles).await
    }

    /// Runs every job once, now.
    ///
    /// # Errors
    /// Of the first job that could not finish.
    pub async fn run_jobs(&self) -> Result<(), JobError> {
        for job in &self.jobs {
            job.run_once().await?;
        }
        Ok(())
    }

    /// Writes all read documents again; answers how many, by service.
    ///
    /// # Errors
    /// Of the first service that could not.
    pub async fn rebuild(&self) -> Result<Vec<(&'static str, u64)>, JobError> {
        let mut written = Vec::new();
        for (service, rebuild) in &self.rebuilds {
            written.push((*service, rebuild().await?));
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
        self.bus.stop().await;
        for database in self.databases.iter().chain(&self.bus_database) {
            database.close().await;
        }
    }
}
