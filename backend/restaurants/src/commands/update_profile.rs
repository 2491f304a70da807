//! Replaces a restaurant's profile.

use super::save_changed;
use crate::{
    domain::{faults::Invalid, profile},
    store::restaurants,
};
use foodwala_contract::{
    RestaurantId, Timestamp,
    restaurants::{Restaurant, RestaurantProfile},
};
use foodwala_database::{DatabaseError, Tx};

/// Why a profile was not replaced.
#[derive(Debug, thiserror::Error)]
pub enum UpdateProfileError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// The restaurant is at another version than the caller has seen.
    #[error("the restaurant is at version {current}")]
    Changed {
        /// The version it is at.
        current: u64,
    },
    /// The profile is out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Replaces the profile of a restaurant that is at version `seen`.
///
/// # Errors
/// [`UpdateProfileError`].
pub async fn update_profile(
    tx: &mut Tx,
    id: RestaurantId,
    seen: u64,
    profile: RestaurantProfile,
    now: Timestamp,
) -> Result<Restaurant, UpdateProfileError> {
    let restaurant = restaurants::load(tx, id).await?.ok_or(UpdateProfileError::NotFound)?;
    if restaurant.version != seen {
        return Err(UpdateProfileError::Changed {
            current: restaurant.version,
        });
    }
    profile::check(&profile, "", Some(&restaurant.profile))?;
    Ok(save_changed(tx, Restaurant { profile, ..restaurant }, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};

    #[tokio::test]
    async fn only_who_has_seen_the_present_version_replaces_it() {
        let fixture = Fixture::with_restaurant().await;
        let id = samples::restaurant_id(1);
        let mut tx = fixture.database.begin().await.unwrap();
        let renamed = samples::profile("Bei Mario");
        let changed = update_profile(&mut tx, id, 1, renamed.clone(), samples::now())
            .await
            .unwrap();
        assert_eq!((changed.version, changed.profile.name.as_str()), (2, "Bei Mario"));
        let late = update_profile(&mut tx, id, 1, renamed.clone(), samples::now()).await;
        assert!(matches!(late, Err(UpdateProfileError::Changed { current: 2 })));
        let unknown = update_profile(&mut tx, samples::restaurant_id(2), 1, renamed, samples::now()).await;
        assert!(matches!(unknown, Err(UpdateProfileError::NotFound)));
    }
}
