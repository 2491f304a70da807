//! The restaurant service: profiles, menus, hours, staff, promo codes, the order board, deliveries, and the search.
//!
//! It owns what restaurants say of themselves and who works for them. It never decides about an order: the board repeats
//! what the order service last told, and a staff action is a wish that the order service grants or refuses.
//!
//! | | |
//! |---|---|
//! | tells | `RestaurantChanged`, `MenuPublished`, `AvailabilitySet`, `PromosChanged`, `OwnersChanged`, `StaffChanged`, `StaffActionTaken`, `DeliveryAssigned` |
//! | hears | every event that carries an order, `OrderTransitionRefused`, `DeliveryCodeMade`, `PortionsChanged`, `AccountRegistered`, `CustomerChanged`, `CustomerDeleted` |
//! | queues | `restaurants.board`, `restaurants.portions`, `restaurants.people`, `restaurants.delivery-codes` |
//! | jobs | `end-pauses`, `write-documents`, `announce`, `purge`, `keep-search` (needed wherever the search is answered) |
//! | tables | `restaurants`, `menus`, `availability`, `promos`, `staff`, `people`, `board_orders`, `reviews`, `delivery_codes`, `courier_links`, `unprojected` |
//!
//! | module | holds |
//! |---|---|
//! | `domain` | the rules: what a profile and a menu may hold, the board's cards, the staff, the search |
//! | `commands`, `consumers`, `jobs` | what changes state: by request, by event, by the clock |
//! | `store` | all SQL |
//! | `projection`, `documents` | state → read documents, and their names |
//! | `queries`, `search` | answers from the read model, and from the index in memory |
//! | `directory` | who works where, for the access rules |
//! | `http` | routes |

mod commands;
mod consumers;
mod directory;
mod documents;
mod domain;
#[cfg(test)]
mod event_snapshots;
mod http;
mod jobs;
mod projection;
mod queries;
#[cfg(test)]
mod samples;
mod search;
mod store;
#[cfg(test)]
mod testing;

use crate::{
    directory::Directory, http::State, jobs::announce::announce, jobs::end_pauses::end_pauses,
    jobs::write_documents::write_documents, projection::Projection, queries::Reader, search::SearchIndex,
};
use foodwala_messaging::Subscription;
use foodwala_platform::config::Validate;
use foodwala_platform::{Deps, Job, Service, work};
use jiff::SignedDuration;
use serde::Deserialize;
use std::{sync::Arc, time::Duration};

/// How often pauses are looked at that may be over, and read documents that may be behind.
const OFTEN: Duration = Duration::from_secs(5);

/// How often restaurants are looked for that others have not been told of: there are some after an upgrade only.
const SELDOM: Duration = Duration::from_secs(60);

/// How often what is done is deleted.
const PURGE_EVERY: Duration = Duration::from_secs(3600);

/// How far the search of this process may be behind what is announced.
const SEARCH_FRESHNESS: Duration = Duration::from_millis(250);

/// The service's settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// For how many days the board lists orders that have ended.
    pub ended_cards_days: u32,
    /// Seconds between two comparisons of the search index with SQL, in case an announcement was missed.
    pub search_reconcile_seconds: u32,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            ended_cards_days: 30,
            search_reconcile_seconds: 60,
        }
    }
}

impl Validate for Config {
    fn validate(&self, fault: &mut dyn FnMut(&str, &str)) {
        if !(1..=366).contains(&self.ended_cards_days) {
            fault("ended_cards_days", "must be 1 to 366");
        }
        if !(1..=3600).contains(&self.search_reconcile_seconds) {
            fault("search_reconcile_seconds", "must be 1 to 3600");
        }
    }
}

/// What the service's consumers subscribe to, wherever they run: other processes must not publish past them.
pub fn subscriptions() -> Vec<Subscription> {
    consumers::subscriptions()
}

/// The service, ready to be started.
pub fn service(deps: Deps, config: Config) -> Service {
    let Deps {
        database,
        read_model,
        clock,
        ..
    } = deps.clone();
    let kept = SignedDuration::from_hours(24 * i64::from(config.ended_cards_days));
    let projection = Projection::new(database.clone(), read_model.clone(), Arc::clone(&clock), kept);
    let directory = Directory::new(database.clone());
    let search = SearchIndex::new(database.clone());
    let consumers = consumers::consumers(&database, &projection, &directory, &clock);
    let pauses = {
        let (database, projection, clock) = (database.clone(), projection.clone(), Arc::clone(&clock));
        Job::new("end-pauses", OFTEN, move || {
            let (database, projection, clock) = (database.clone(), projection.clone(), Arc::clone(&clock));
            async move { end_pauses(&database, &projection, &*clock).await }
        })
    };
    let documents = {
        let (database, projection, clock) = (database.clone(), projection.clone(), Arc::clone(&clock));
        Job::new("write-documents", OFTEN, move || {
            let (database, projection, clock) = (database.clone(), projection.clone(), Arc::clone(&clock));
            async move { write_documents(&database, &projection, &*clock).await }
        })
    };
    let announcing = {
        let (database, clock) = (database.clone(), Arc::clone(&clock));
        Job::new("announce", SELDOM, move || {
            let (database, clock) = (database.clone(), Arc::clone(&clock));
            async move { announce(&database, &*clock).await }
        })
    };
    let purge = {
        let (database, clock) = (database.clone(), Arc::clone(&clock));
        Job::new("purge", PURGE_EVERY, move || {
            let (database, clock) = (database.clone(), Arc::clone(&clock));
            async move { Ok(work::purge(&database, clock.now()).await?) }
        })
    };
    let keep_search = {
        let (search, read_model, clock) = (search.clone(), read_model.clone(), Arc::clone(&clock));
        let every = SignedDuration::from_secs(config.search_reconcile_seconds.into());
        Job::new("keep-search", SEARCH_FRESHNESS, move || {
            let (search, read_model, now) = (search.clone(), read_model.clone(), clock.now());
            async move { search.keep(&read_model, every, now).await }
        })
        .serving_queries()
    };
    let rebuild = {
        let projection = projection.clone();
        Arc::new(move || -> futures_util::future::BoxFuture<'static, _> {
            let projection = projection.clone();
            Box::pin(async move { Ok(projection.rebuild().await?) })
        })
    };
    let reader = Reader { read_model, projection };
    let state = State {
        database: database.clone(),
        clock,
        reader,
        directory,
        search,
    };
    Service {
        name: "restaurants",
        database,
        routes: http::routes(state, &deps),
        consumers,
        jobs: vec![pauses, documents, announcing, purge, keep_search],
        rebuild: Some(rebuild),
    }
}
