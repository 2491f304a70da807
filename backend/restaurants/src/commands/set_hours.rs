//! Replaces a restaurant's opening hours.

use super::save_changed;
use crate::{
    domain::{faults::Invalid, hours},
    store::restaurants,
};
use foodwala_contract::{RestaurantId, Timestamp, hours::OpeningHours, restaurants::Restaurant};
use foodwala_database::{DatabaseError, Tx};

/// Why the hours were not replaced.
#[derive(Debug, thiserror::Error)]
pub enum SetHoursError {
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

/// Replaces the opening hours.
///
/// # Errors
/// [`SetHoursError`].
pub async fn set_hours(
    tx: &mut Tx,
    id: RestaurantId,
    hours: OpeningHours,
    now: Timestamp,
) -> Result<Restaurant, SetHoursError> {
    hours::check(&hours, "")?;
    let restaurant = restaurants::load(tx, id).await?.ok_or(SetHoursError::NotFound)?;
    Ok(save_changed(tx, Restaurant { hours, ..restaurant }, now).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{samples, testing::Fixture};
    use jiff::civil::time;

    #[tokio::test]
    async fn hours_that_can_be_kept_are_kept() {
        let fixture = Fixture::with_restaurant().await;
        let mut tx = fixture.database.begin().await.unwrap();
        let mut hours = samples::daily(time(11, 0, 0, 0), time(22, 0, 0, 0));
        let changed = set_hours(&mut tx, samples::restaurant_id(1), hours.clone(), samples::now())
            .await
            .unwrap();
        assert_eq!((changed.version, &changed.hours), (2, &hours));
        hours.time_zone.clear();
        let refused = set_hours(&mut tx, samples::restaurant_id(1), hours, samples::now()).await;
        assert!(matches!(refused, Err(SetHoursError::Invalid(_))));
    }
}
