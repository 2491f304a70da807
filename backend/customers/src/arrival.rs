//! Waiting for the profile of somebody who has just registered. The account's event takes some milliseconds to arrive,
//! and an app asks for the profile, or adds to it, as soon as it is signed in.

use crate::{
    projection,
    state::Customers,
    store::{self, Presence},
};
use foodwala_contract::AccountId;
use foodwala_database::DatabaseError;
use foodwala_readmodel::ReadModelError;
use futures_util::StreamExt;

/// There is no profile to work with.
#[derive(Debug, thiserror::Error)]
pub enum ArrivalError {
    /// It has been erased; the caller's token outlived the account.
    #[error("the account has been deleted")]
    Erased,
    /// The account's event has not arrived in time.
    #[error("the profile has not been opened yet")]
    Late,
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    ReadModel(#[from] ReadModelError),
}

/// Goes on once the profile is there.
pub async fn profile(customers: &Customers, id: AccountId) -> Result<(), ArrivalError> {
    if is_here(customers, id).await? {
        return Ok(());
    }
    let mut announcements = customers.read_model.subscribe(&projection::channel(id)).await?;
    let arrived = async {
        // It may have arrived between the look and the subscription.
        while !is_here(customers, id).await? {
            if announcements.next().await.is_none() {
                return Err(ArrivalError::Late);
            }
        }
        Ok(())
    };
    tokio::time::timeout(customers.arrival_wait, arrived)
        .await
        .unwrap_or(Err(ArrivalError::Late))
}

async fn is_here(customers: &Customers, id: AccountId) -> Result<bool, ArrivalError> {
    match store::presence(&mut &customers.database, id).await? {
        Presence::Here => Ok(true),
        Presence::Erased => Err(ArrivalError::Erased),
        Presence::Unknown => Ok(false),
    }
}
