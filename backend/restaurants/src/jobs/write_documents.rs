//! Read documents that were noted as changed are written again, until that is certain.

use crate::{projection::Projection, store::unprojected};
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_platform::JobError;

/// Notes looked at in one go.
const BATCH: u32 = 500;

/// Writes every document that was noted, and forgets the notes.
pub async fn write_documents(database: &Database, projection: &Projection, clock: &dyn Clock) -> Result<(), JobError> {
    loop {
        let due = unprojected::due(database, clock.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        for (subject, _) in &due {
            projection.write(*subject).await?;
        }
        let mut tx = database.begin().await?;
        for (subject, since) in due {
            unprojected::clear(&mut tx, subject, since).await?;
        }
        tx.commit().await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::{PROFILE, restaurant_partition},
        samples,
        testing::Fixture,
    };
    use foodwala_contract::restaurants::Restaurant;

    #[tokio::test]
    async fn what_a_process_left_behind_is_written() {
        let fixture = Fixture::with_restaurant().await;
        let partition = restaurant_partition(samples::restaurant_id(1));
        assert_eq!(fixture.read_model.get(&partition, PROFILE).await.unwrap(), None);
        write_documents(&fixture.database, &fixture.projection, &fixture.manual)
            .await
            .unwrap();
        let profile: Restaurant = fixture.read_model.get_json(&partition, PROFILE).await.unwrap().unwrap();
        assert_eq!(profile.profile.name, "Da Mario");
        assert!(
            unprojected::due(&fixture.database, samples::now(), 10)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
