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
use std::time::Duration;

/// Between two looks while the read model is away.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

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
    let announced = customers.read_model.subscribe(&projection::channel(id)).await;
    let mut announcements = match announced {
        Ok(announcements) => Some(announcements),
        Err(error) if error.is_unavailable() => None,
        Err(error) => return Err(error.into()),
    };
    let arrived = async {
        // It may have arrived between the look and the subscription.
        while !is_here(customers, id).await? {
            match &mut announcements {
                Some(announcements) => {
                    if announcements.next().await.is_none() {
                        return Err(ArrivalError::Late);
                    }
                }
                // Nobody announces anything.
                None => tokio::time::sleep(LOOK_AGAIN).await,
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
