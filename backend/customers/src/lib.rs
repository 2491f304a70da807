//! Customers' profiles, address books, favourites and consents.
//!
//! It owns the schema `customers` and the documents `profile` in the partitions `customer:<id>`. It never knows
//! passwords or sessions (the identity service's) or orders, and it does not check that a favourite restaurant exists.
//!
//! * Events out: `CustomerChanged` with the whole profile after every change, `CustomerDeleted`.
//! * Events in: `AccountRegistered` (`customers.accounts`) opens the profile; its own events (`customers.projection`)
//!   write the read documents again, should the command have failed to; `OwnersChanged` (`customers.owners`) says whose
//!   account is a restaurant's last.
//!
//! **Invariants**
//! * Every change adds one to the profile's version, and the event, the document and the `ETag` carry it.
//! * Whoever has registered has a profile: until the event has arrived, requests wait for it and never answer 404.
//! * Every change of consents is in the consent history.
//! * The only owner of a restaurant, as far as is known here, cannot delete their account.
//! * A deleted profile leaves its id behind for a while and nothing else.
//!
//! | module | holds |
//! |---|---|
//! | `domain` | pure rules: what a profile and an address may hold |
//! | `commands` | one file per command |
//! | `queries` | the profile, the export |
//! | `arrival` | waiting for the profile of somebody who has just registered |
//! | `projection` | profile -> read document |
//! | `consumers` | what follows from events |
//! | `purge` | the job that deletes what is done |
//! | `store` | all SQL |
//! | `http` | routes |

mod arrival;
mod commands;
mod config;
mod consumers;
mod domain;
mod http;
mod projection;
mod purge;
mod queries;
mod state;
mod store;

pub use config::Config;

use foodwala_messaging::Subscription;
use foodwala_platform::{Deps, Job, Service};
use state::Customers;
use std::{sync::Arc, time::Duration};

const PURGE_EVERY: Duration = Duration::from_mins(10);

/// What the service's consumers subscribe to, wherever they run: other processes must not publish past them.
pub fn subscriptions() -> Vec<Subscription> {
    consumers::subscriptions()
}

/// The customer service.
pub fn service(deps: Deps, config: Config) -> Service {
    let customers = Customers::new(&deps, &config);
    let (purged, rebuilt) = (customers.clone(), customers.clone());
    let purge = Job::new("customers.purge", PURGE_EVERY, move || {
        let customers = purged.clone();
        async move { Ok(purge::run(&customers.database, customers.clock.now()).await?) }
    });
    Service {
        name: "customers",
        database: deps.database.clone(),
        routes: http::routes(&customers, &deps),
        consumers: consumers::all(&deps),
        jobs: vec![purge],
        rebuild: Some(Arc::new(move || {
            let customers = rebuilt.clone();
            Box::pin(async move { Ok(projection::rebuild(&customers.database, &customers.read_model).await?) })
        })),
    }
}
