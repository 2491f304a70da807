//! What follows from events, one file per purpose.

mod account_registered;
mod projection;

use foodwala_contract::events::{AccountRegistered, CustomerChanged, CustomerDeleted, Event};
use foodwala_messaging::Consumer;
use foodwala_platform::Deps;

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
        Consumer::projector(
            "customers.projection",
            &[CustomerChanged::TYPE, CustomerDeleted::TYPE],
            projection,
        ),
    ]
}
