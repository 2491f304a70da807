//! What other services' events do here: one file per source of change.

pub mod accounts;
pub mod orders;
pub mod portions;

use crate::{directory::Directory, projection::Projection};
use foodwala_clock::Clock;
use foodwala_contract::events::{
    AccountRegistered, CustomerChanged, CustomerDeleted, Event, ORDER_EVENT_TYPES, OrderTransitionRefused,
    PortionsChanged,
};
use foodwala_database::Database;
use foodwala_messaging::Consumer;
use std::sync::Arc;

/// Every consumer of the service.
pub fn consumers(
    database: &Database,
    projection: &Projection,
    directory: &Directory,
    clock: &Arc<dyn Clock>,
) -> Vec<Consumer> {
    let (projection, clock) = (projection.clone(), Arc::clone(clock));
    let orders = orders::Orders {
        projection: projection.clone(),
        clock: Arc::clone(&clock),
    };
    let portions = portions::Portions {
        projection: projection.clone(),
        clock: Arc::clone(&clock),
    };
    let accounts = accounts::Accounts {
        projection,
        directory: directory.clone(),
        clock,
    };
    let of_orders = [ORDER_EVENT_TYPES, &[OrderTransitionRefused::TYPE]].concat();
    let of_accounts = [AccountRegistered::TYPE, CustomerChanged::TYPE, CustomerDeleted::TYPE];
    vec![
        Consumer::new("restaurants.board", &of_orders, database.clone(), orders),
        Consumer::new(
            "restaurants.portions",
            &[PortionsChanged::TYPE],
            database.clone(),
            portions,
        ),
        Consumer::new("restaurants.people", &of_accounts, database.clone(), accounts),
    ]
}
