//! Takes orders again.

use super::save_changed;
use crate::store::restaurants;
use foodwala_contract::{RestaurantId, Timestamp, restaurants::Restaurant};
use foodwala_database::{DatabaseError, Tx};

/// Why the restaurant was not resumed.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// There is no such restaurant.
    #[error("there is no such restaurant")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Ends a pause. A restaurant that is not paused stays as it is.
///
/// # Errors
/// [`ResumeError`].
pub async fn resume(tx: &mut Tx, id: RestaurantId, now: Timestamp) -> Result<Restaurant, ResumeError> {
    let restaurant = restaurants::load(tx, id).await?.ok_or(ResumeError::NotFound)?;
    if restaurant.pause.is_none() {
        return Ok(restaurant);
    }
    Ok(save_changed(
        tx,
        Restaurant {
            pause: None,
            ..restaurant
        },
        now,
    )
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::pause::pause, samples, testing::Fixture};
    use foodwala_contract::restaurants::Pause;

    #[tokio::test]
    async fn a_pause_ends_once() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.database.begin().await.unwrap();
        pause(
            &mut tx,
            id,
            Pause {
                until: None,
                reason: None,
            },
            now,
        )
        .await
        .unwrap();
        let resumed = resume(&mut tx, id, now).await.unwrap();
        assert_eq!((resumed.pause.as_ref(), resumed.version), (None, 3));
        assert_eq!(resume(&mut tx, id, now).await.unwrap().version, 3);
    }
}
