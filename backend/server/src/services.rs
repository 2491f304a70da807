//! The list of services: what there is, and how each is made.

use crate::{Config, engines, roles::Roles};
use foodwala_clock::Clock;
use foodwala_contract::endpoint::Side;
use foodwala_messaging::Subscription;
use foodwala_platform::{Deps, Job, Service, TokenVerifier};
use foodwala_readmodel::ReadModel;
use std::{error::Error, sync::Arc};
use tokio_util::sync::CancellationToken;

/// A service, as far as every process knows it.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Its name, also that of its schema.
    pub name: &'static str,
    /// What its consumers subscribe to.
    pub subscriptions: fn() -> Vec<Subscription>,
}

/// The services, in the order in which they are made and in which their ports are counted: new ones come last.
pub const SERVICES: &[Known] = &[
    Known {
        name: "identity",
        subscriptions: foodwala_identity::subscriptions,
    },
    Known {
        name: "customers",
        subscriptions: foodwala_customers::subscriptions,
    },
    Known {
        name: "restaurants",
        subscriptions: foodwala_restaurants::subscriptions,
    },
    Known {
        name: "orders",
        subscriptions: foodwala_orders::subscriptions,
    },
    Known {
        name: "notifications",
        subscriptions: foodwala_notifications::subscriptions,
    },
    Known {
        name: "reporting",
        subscriptions: foodwala_reporting::subscriptions,
    },
];

/// What the name of a service's query side ends in, as the gateway's clusters are called.
pub const READS: &str = "-query";

/// Why a service could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the {service} service could not be made")]
pub struct ServiceError {
    service: &'static str,
    source: Box<dyn Error + Send + Sync>,
}

/// What all services share.
#[derive(Clone)]
pub struct Shared {
    /// The read model.
    pub read_model: ReadModel,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Verifies access tokens.
    pub auth: Arc<TokenVerifier>,
    /// Cancelled when the process is to end.
    pub shutdown: CancellationToken,
}

/// A service and which sides of it this process runs.
#[derive(Debug)]
pub struct Hosted {
    /// The service.
    pub service: Service,
    /// Its commands, and with them its consumers, its relay and its jobs.
    pub commands: bool,
    /// Its queries.
    pub queries: bool,
}

impl Hosted {
    /// The jobs that this process runs.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        let jobs = self.service.jobs.iter();
        jobs.filter(|job| self.commands || job.serves_queries())
    }
}

/// What the consumers of all services subscribe to.
pub fn subscriptions() -> Vec<Subscription> {
    SERVICES.iter().flat_map(|service| (service.subscriptions)()).collect()
}

/// Makes the services of which `roles` has a side, on schemas that are brought up to date first.
///
/// # Errors
/// Of the first service that could not be made.
pub async fn make(config: &Config, shared: &Shared, roles: &Roles) -> Result<Vec<Hosted>, ServiceError> {
    let mut made = Vec::new();
    for Known { name, .. } in SERVICES {
        let (commands, queries) = (roles.has(name, Side::Command), roles.has(name, Side::Query));
        if commands || queries {
            let service = make_one(config, shared, name).await;
            made.push(Hosted {
                service: service.map_err(|source| ServiceError { service: name, source })?,
                commands,
                queries,
            });
        }
    }
    Ok(made)
}

async fn make_one(
    config: &Config,
    shared: &Shared,
    name: &'static str,
) -> Result<Service, Box<dyn Error + Send + Sync>> {
    let Shared {
        read_model,
        clock,
        auth,
        shutdown,
    } = shared.clone();
    let deps = Deps {
        database: engines::database(&config.database, name).await?,
        read_model,
        clock,
        auth,
        shutdown,
    };
    Ok(match name {
        "identity" => foodwala_identity::service(deps, config.identity.clone()).await?,
        "customers" => foodwala_customers::service(deps, config.customers.clone()),
        "restaurants" => foodwala_restaurants::service(deps, config.restaurants.clone()),
        "orders" => foodwala_orders::service(deps, config.orders.clone())?,
        "notifications" => foodwala_notifications::service(deps, config.notifications.clone())?,
        "reporting" => foodwala_reporting::service(&deps, &config.reporting),
        unknown => return Err(format!("nothing makes the service {unknown}").into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use foodwala_clock::SystemClock;
    use foodwala_messaging::Consumer;

    async fn all(folder: &tempfile::TempDir) -> Vec<Hosted> {
        let mut config = Config::default();
        config.database.directory = folder.path().join("data");
        config.notifications.mail.directory = folder.path().join("mails");
        let shared = Shared {
            read_model: ReadModel::in_process(),
            clock: Arc::new(SystemClock),
            auth: Arc::new(TokenVerifier::new("us", "all")),
            shutdown: CancellationToken::new(),
        };
        make(&config, &shared, &Roles::all()).await.unwrap()
    }

    #[tokio::test]
    async fn every_process_knows_what_every_consumer_subscribes_to() {
        let folder = tempfile::tempdir().unwrap();
        for Hosted { service, .. } in all(&folder).await {
            let known = SERVICES.iter().find(|known| known.name == service.name).unwrap();
            let consumers: Vec<_> = service.consumers.iter().map(Consumer::subscription).collect();
            assert_eq!((known.subscriptions)(), consumers, "{}", service.name);
            assert_eq!(service.database.schema(), service.name);
        }
    }

    /// A process serves any set of sides on one address.
    #[tokio::test]
    async fn no_two_services_answer_the_same_request() {
        let folder = tempfile::tempdir().unwrap();
        let routers = all(&folder).await.into_iter().map(|hosted| hosted.service.routes);
        // Merging routes that overlap panics.
        let _ = routers.fold(Router::new(), |all, routes| {
            all.merge(routes.commands).merge(routes.queries)
        });
    }
}
