//! Figures of restaurants, and reports for the platform's people: orders, sales, tips, refusals, preparation times, by
//! local day, by hour and by dish.
//!
//! Owns the schema `reporting`: what each order adds to the sums, the sums by quarter of an hour, and copies of who the
//! restaurants are and who works there. It never decides anything and never asks another service. It keeps nothing that
//! identifies a guest, so that there is nothing to forget.
//!
//! **Invariant: an order counts once.** What an order adds is kept with the order's version. A newer version takes the
//! former contribution out of the sums and puts its own in, in one transaction with the inbox row; an older one, or the
//! same again, changes nothing. So the sums are always those of the kept orders, and a rebuild makes them from these.
//!
//! **Invariant: quarters of an hour.** Sums are kept by quarters of an hour in UTC, which every time zone has whole. Local
//! days and hours are put together from them when they are asked for, in the restaurant's present time zone.
//!
//! | | |
//! |---|---|
//! | hears | every event that carries an order; `RestaurantChanged`, `StaffChanged` |
//! | queues | `reporting.orders`, `reporting.restaurants` |
//! | jobs | `purge` |
//! | tables | `orders`, `quarters`, `dish_quarters`, `restaurants`, `staff`, `staff_versions` |
//!
//! | module | holds |
//! |---|---|
//! | `domain` | pure: what an order adds, local days, adding up |
//! | `consumers` | one file per source of change |
//! | `queries` | one file per query; read SQL, for that is where the sums are |
//! | `rebuild` | the sums from the kept orders |
//! | `store` | all SQL |
//! | `directory` | who works where, for the access rules |
//! | `http` | routes |

mod config;
mod consumers;
mod domain;
mod http;
mod queries;
mod rebuild;
mod store;
#[cfg(test)]
mod testing;

pub use config::Config;

use foodwala_messaging::Subscription;
use foodwala_platform::{Deps, Job, JobError, Rebuild, Service, work};
use std::{sync::Arc, time::Duration};

/// How often what is done is deleted.
const PURGE_EVERY: Duration = Duration::from_secs(3600);

/// What the service's consumers subscribe to, wherever they run: other processes must not publish past them.
pub fn subscriptions() -> Vec<Subscription> {
    consumers::subscriptions()
}

/// The service, ready to be started.
pub fn service(deps: &Deps, config: &Config) -> Service {
    let database = deps.database.clone();
    let rebuild: Rebuild = {
        let database = database.clone();
        Arc::new(move || {
            let database = database.clone();
            Box::pin(async move { rebuild::rebuild(&database).await.map_err(JobError::from) })
        })
    };
    let (purged, clock) = (database.clone(), Arc::clone(&deps.clock));
    let purge = Job::new("reporting.purge", PURGE_EVERY, move || {
        let (database, clock) = (purged.clone(), Arc::clone(&clock));
        async move { Ok(work::purge(&database, clock.now()).await?) }
    });
    Service {
        name: "reporting",
        routes: http::routes(deps, config),
        consumers: consumers::consumers(&database),
        jobs: vec![purge],
        rebuild: Some(rebuild),
        database,
    }
}
