//! What follows from events, one file per purpose.

mod account_registered;
mod owners_changed;
mod projection;

use foodwala_contract::events::{AccountRegistered, CustomerChanged, CustomerDeleted, Event, OwnersChanged};
use foodwala_messaging::{Consumer, Subscription};
use foodwala_platform::Deps;

/// What the consumers subscribe to.
pub fn subscriptions() -> Vec<Subscription> {
    vec![
        Subscription::new("customers.accounts", &[AccountRegistered::TYPE]),
        Subscription::new("customers.owners", &[OwnersChanged::TYPE]),
        Subscription::new("customers.projection", &[CustomerChanged::TYPE, CustomerDeleted::TYPE]),
    ]
}

/// All consumers.
pub fn all(deps: &Deps) -> Vec<Consumer> {
    let accounts = account_registered::AccountOpened {
        clock: deps.clock.clone(),
    };
    let projection = projection::Profiles {
        read_model: deps.read_model.clone(),
    };
    vec![
        Consumer::new(
            "customers.accounts",
            &[AccountRegistered::TYPE],
            deps.database.clone(),
            accounts,
        ),
        Consumer::new(
            "customers.owners",
            &[OwnersChanged::TYPE],
            deps.database.clone(),
            owners_changed::Owners,
        ),
        Consumer::projector(
            "customers.projection",
            &[CustomerChanged::TYPE, CustomerDeleted::TYPE],
            projection,
        ),
    ]
}
