//! What the handlers share.

use crate::Config;
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_platform::Deps;
use foodwala_readmodel::ReadModel;
use std::{sync::Arc, time::Duration};

/// The service's means. Cheap to clone.
#[derive(Clone)]
pub struct Customers {
    pub database: Database,
    pub read_model: ReadModel,
    pub clock: Arc<dyn Clock>,
    pub arrival_wait: Duration,
}

impl Customers {
    /// From what the service is given.
    pub fn new(deps: &Deps, config: &Config) -> Self {
        Self {
            database: deps.database.clone(),
            read_model: deps.read_model.clone(),
            clock: Arc::clone(&deps.clock),
            arrival_wait: Duration::from_millis(config.arrival_wait_ms.into()),
        }
    }
}
