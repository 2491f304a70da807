//! The commands, one file each.

pub mod add_address;
pub mod add_favourite;
pub mod delete_me;
pub mod open_profile;
pub mod remove_address;
pub mod remove_favourite;
pub mod update_address;
pub mod update_me;

#[cfg(test)]
pub mod testing;

use crate::store;
use foodwala_contract::{AccountId, customers::Customer, events::CustomerChanged};
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::Timestamp;

/// Begins a change: the version goes up. This comes before any read, so that two changes of one profile take turns on
/// engines with several writers too. `false` when there is no profile.
async fn begin(tx: &mut Tx, id: AccountId) -> Result<bool, DatabaseError> {
    store::advance(tx, id).await
}

/// Ends a change: the profile as it is now, announced with `CustomerChanged`. `None` when there is no profile.
async fn changed(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<Option<Customer>, DatabaseError> {
    let Some(customer) = store::customer(tx, id).await? else {
        return Ok(None);
    };
    outbox::append(
        tx,
        &CustomerChanged {
            customer: customer.clone(),
        },
        now,
    )
    .await?;
    Ok(Some(customer))
}
