//! Takes no orders for a while.

use super::save_changed;
use crate::{
    domain::{faults::Invalid, profile},
    store::restaurants,
};
use foodwala_contract::{
    RestaurantId, Timestamp,
    restaurants::{Pause, Restaurant},
};
use foodwala_database::{DatabaseError, Tx};

/// Why the restaurant was not paused.
#[derive(Debug, thiserror::Error)]
pub enum PauseError {
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

/// Pauses a restaurant, or changes the pause that lasts.
///
/// # Errors
/// [`PauseError`].
pub async fn pause(tx: &mut Tx, id: RestaurantId, pause: Pause, now: Timestamp) -> Result<Restaurant, PauseError> {
    profile::check_pause(&pause, now)?;
    let restaurant = restaurants::load(tx, id).await?.ok_or(PauseError::NotFound)?;
    Ok(save_changed(
        tx,
        Restaurant {
            pause: Some(pause),
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
    use jiff::ToSpan;

    #[tokio::test]
    async fn a_pause_is_kept_with_its_end() {
        let fixture = Fixture::with_restaurant().await;
        let now = samples::now();
        let wanted = Pause {
            until: Some(now + 1.hour()),
            reason: Some("Oven".into()),
        };
        let mut tx = fixture.database.begin().await.unwrap();
        let paused = pause(&mut tx, samples::restaurant_id(1), wanted.clone(), now)
            .await
            .unwrap();
        assert_eq!(paused.pause, Some(wanted));
        let over = Pause {
            until: Some(now),
            reason: None,
        };
        let refused = pause(&mut tx, samples::restaurant_id(1), over, now).await;
        assert!(matches!(refused, Err(PauseError::Invalid(_))));
    }
}
