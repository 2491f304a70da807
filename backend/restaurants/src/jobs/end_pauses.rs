//! Pauses that have ended by themselves are taken off, so that everybody hears of it.

use crate::{
    commands::resume::ResumeError,
    commands::resume::resume,
    projection::Projection,
    store::{restaurants, unprojected::Subject},
};
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_platform::JobError;

/// Ends every pause that is over.
pub async fn end_pauses(database: &Database, projection: &Projection, clock: &dyn Clock) -> Result<(), JobError> {
    let now = clock.now();
    for id in restaurants::with_ended_pause(database, now).await? {
        let mut tx = database.begin().await?;
        let restaurant = restaurants::load(&mut tx, id).await?.ok_or(ResumeError::NotFound)?;
        // It may have been lengthened since.
        if restaurant.pause.is_none_or(|pause| pause.holds_at(now)) {
            tx.rollback().await?;
            continue;
        }
        resume(&mut tx, id, now).await?;
        tx.commit().await?;
        projection.refresh(&[Subject::Restaurant(id)]).await;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::pause::pause, samples, testing::Fixture};
    use foodwala_contract::restaurants::Pause;
    use jiff::ToSpan;
    use std::time::Duration;

    #[tokio::test]
    async fn a_pause_is_taken_off_when_it_is_over() {
        let fixture = Fixture::with_restaurant().await;
        let (id, now) = (samples::restaurant_id(1), samples::now());
        let mut tx = fixture.tx().await;
        pause(
            &mut tx,
            id,
            Pause {
                until: Some(now + 1.hour()),
                reason: None,
            },
            now,
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        let run = async || {
            end_pauses(&fixture.database, &fixture.projection, &fixture.manual)
                .await
                .unwrap();
            restaurants::read(&fixture.database, id).await.unwrap().unwrap()
        };
        assert!(run().await.pause.is_some());
        fixture.manual.advance(Duration::from_secs(3600));
        let resumed = run().await;
        assert_eq!((resumed.pause, resumed.version), (None, 3));
        assert_eq!(run().await.version, 3);
    }
}
