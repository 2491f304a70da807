//! The list of services: what there is, and how each is made.

use crate::{Config, engines};
use foodwala_clock::{Clock, SystemClock};
use foodwala_database::Database;
use foodwala_platform::{Deps, Service, TokenVerifier};
use foodwala_readmodel::ReadModel;
use std::{error::Error, sync::Arc};
use tokio_util::sync::CancellationToken;

/// The schemas, one per service, by the service's name.
pub const SCHEMAS: &[&str] = &["identity", "customers", "restaurants", "orders", "notifications"];

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

/// All services, and the schema of accounts for what operators do at the machine.
#[derive(Debug)]
pub struct Made {
    /// The services.
    pub services: Vec<Service>,
    /// The identity service's schema.
    pub identity: Database,
}

/// Makes every service, on schemas that are brought up to date first.
///
/// # Errors
/// Of the first service that could not be made.
pub async fn make(config: &Config, shared: &Shared) -> Result<Made, ServiceError> {
    let customers = deps(config, shared, "customers").await?;
    let restaurants = deps(config, shared, "restaurants").await?;
    let orders = deps(config, shared, "orders").await?;
    let notifications = deps(config, shared, "notifications").await?;
    let accounts = deps(config, shared, "identity").await?;
    let identity = accounts.database.clone();
    let services = vec![
        foodwala_identity::service(accounts, config.identity.clone())
            .await
            .map_err(|source| ServiceError {
                service: "identity",
                source: source.into(),
            })?,
        foodwala_customers::service(customers, config.customers.clone()),
        foodwala_restaurants::service(restaurants, config.restaurants.clone()),
        foodwala_orders::service(orders, config.orders.clone()),
        foodwala_notifications::service(notifications, config.notifications.clone()).map_err(|source| {
            ServiceError {
                service: "notifications",
                source: source.into(),
            }
        })?,
    ];
    Ok(Made { services, identity })
}

/// The names of all consumers' queues.
///
/// # Errors
/// Of the first service that could not be made.
pub async fn queues(config: &Config) -> Result<Vec<Arc<str>>, ServiceError> {
    let shared = Shared {
        read_model: ReadModel::in_process(),
        clock: Arc::new(SystemClock),
        auth: Arc::new(TokenVerifier::new(&config.identity.issuer, &config.identity.audience)),
        shutdown: CancellationToken::new(),
    };
    let made = make(config, &shared).await?;
    let consumers = made.services.iter().flat_map(|service| &service.consumers);
    Ok(consumers.map(|consumer| Arc::clone(consumer.queue())).collect())
}

async fn deps(config: &Config, shared: &Shared, service: &'static str) -> Result<Deps, ServiceError> {
    let database = engines::database(&config.database.directory, service).await;
    let Shared {
        read_model,
        clock,
        auth,
        shutdown,
    } = shared.clone();
    match database {
        Ok(database) => Ok(Deps {
            database,
            read_model,
            clock,
            auth,
            shutdown,
        }),
        Err(source) => Err(ServiceError {
            service,
            source: source.into(),
        }),
    }
}
