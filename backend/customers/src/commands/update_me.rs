//! Changes one's own profile.

use super::{begin, changed};
use crate::{
    domain::{invalid::Invalid, profile::Stated},
    store,
};
use foodwala_contract::{
    AccountId,
    customers::{Customer, UpdateCustomerRequest},
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// The profile stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum UpdateMeError {
    #[error("there is no profile")]
    NoProfile,
    #[error("the profile is at version {current}")]
    OtherVersion { current: u64 },
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Changes what the customer states, if the profile still is at `version`; a change of consents goes into the history.
/// The same values again are no change.
pub async fn update_me(
    tx: &mut Tx,
    id: AccountId,
    version: u64,
    change: UpdateCustomerRequest,
    now: Timestamp,
) -> Result<Customer, UpdateMeError> {
    let before = store::customer(tx, id).await?.ok_or(UpdateMeError::NoProfile)?;
    if before.version != version {
        return Err(UpdateMeError::OtherVersion {
            current: before.version,
        });
    }
    let stated = Stated::of(&before).changed(change)?;
    if stated == Stated::of(&before) {
        return Ok(before);
    }
    if !begin(tx, id).await? {
        return Err(UpdateMeError::NoProfile);
    }
    store::set_stated(tx, id, &stated).await?;
    if stated.consents != before.consents {
        store::record_consents(tx, id, stated.consents, now).await?;
    }
    changed(tx, id, now).await?.ok_or(UpdateMeError::NoProfile)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::{World, at};
    use foodwala_contract::customers::{ConsentRecord, Consents};

    async fn update(world: &World, version: u64, change: UpdateCustomerRequest) -> Result<Customer, UpdateMeError> {
        let mut tx = world.tx().await;
        let result = update_me(&mut tx, world.customer, version, change, at(version)).await;
        tx.commit().await.unwrap();
        result
    }

    #[tokio::test]
    async fn a_change_is_made_once_for_the_version_that_was_read() {
        let world = World::new().await;
        let change = UpdateCustomerRequest {
            phone: Some("+49 30 1234".into()),
            ..Default::default()
        };
        let after = update(&world, 1, change.clone()).await.unwrap();
        assert_eq!((after.version, after.phone.as_deref()), (2, Some("+49 30 1234")));
        assert_eq!(after, world.profile().await);
        let late = update(&world, 1, change.clone()).await;
        assert!(matches!(late, Err(UpdateMeError::OtherVersion { current: 2 })));
        assert_eq!(update(&world, 2, change).await.unwrap().version, 2);
        assert_eq!(world.events("foodwala.customer.changed.v1").await.len(), 2);
    }

    #[tokio::test]
    async fn every_change_of_consents_is_remembered() {
        let world = World::new().await;
        let consents = [true, true, false].map(|marketing_email| Consents {
            marketing_email,
            personalisation: false,
        });
        for given in consents {
            let change = UpdateCustomerRequest {
                consents: Some(given),
                ..Default::default()
            };
            update(&world, world.profile().await.version, change).await.unwrap();
        }
        let history = store::consent_history(&mut &world.database, world.customer)
            .await
            .unwrap();
        let record = |consents, second| ConsentRecord {
            consents,
            recorded_at: at(second),
        };
        assert_eq!(history, [record(consents[0], 1), record(consents[2], 2)]);
    }

    #[tokio::test]
    async fn what_is_out_of_bounds_changes_nothing() {
        let world = World::new().await;
        let change = UpdateCustomerRequest {
            display_name: Some(String::new()),
            ..Default::default()
        };
        assert!(matches!(
            update(&world, 1, change).await,
            Err(UpdateMeError::Invalid(_))
        ));
        assert_eq!(world.profile().await.version, 1);
    }
}
