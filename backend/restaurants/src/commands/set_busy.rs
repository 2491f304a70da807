//! Sets how busy the kitchen is.

use super::save_changed;
use crate::{
    domain::{faults::Invalid, profile},
    store::restaurants,
};
use foodwala_contract::{RestaurantId, Timestamp, restaurants::Restaurant};
use foodwala_database::{DatabaseError, Tx};

/// Why the extra time was not set.
#[derive(Debug, thiserror::Error)]
pub enum SetBusyError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// A value is out of bounds.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Sets the minutes that are added to the lead time.
///
/// # Errors
/// [`SetBusyError`].
pub async fn set_busy(
    tx: &mut Tx,
    id: RestaurantId,
    extra_minutes: u32,
    now: Timestamp,
) -> Result<Restaurant, SetBusyError> {
    profile::check_busy(extra_minutes)?;
    let restaurant = restaurants::load(tx, id).await?.ok_or(SetBusyError::NotFound)?;
    Ok(save_changed(
        tx,
        Restaurant {
            busy_extra_minutes: extra_minutes,
            ..restaurant
        },
        now,
    )
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};

    #[tokio::test]
    async fn at_most_two_hours_are_added() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        assert_eq!(set_busy(&mut tx, id, 120, now).await.unwrap().busy_extra_minutes, 120);
        assert!(matches!(
            set_busy(&mut tx, id, 121, now).await,
            Err(SetBusyError::Invalid(_))
        ));
    }
}
