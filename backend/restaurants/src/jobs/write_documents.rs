//! Read documents that were noted as changed are written again, unless it is certain that they have been.

use crate::{projection::Projection, store::unprojected};
use foodwala_clock::Clock;
use foodwala_database::Database;
use foodwala_platform::JobError;
use std::collections::HashSet;

/// Notes looked at in one go.
const BATCH: u32 = 500;

/// Writes every document that was noted and not written since, and forgets the notes.
pub async fn write_documents(database: &Database, projection: &Projection, clock: &dyn Clock) -> Result<(), JobError> {
    let mut written = HashSet::new();
    loop {
        // Before the look at the notes: one that is renewed meanwhile is another note.
        written.extend(projection.take_written());
        let due = unprojected::due(database, clock.now(), BATCH).await?;
        if due.is_empty() {
            return Ok(());
        }
        for (subject, since) in &due {
            if !written.contains(&(*subject, since.as_microsecond())) {
                projection.write(*subject).await?;
            }
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
        store::unprojected::Subject,
        testing::Fixture,
    };
    use foodwala_contract::restaurants::Restaurant;
    use jiff::SignedDuration;

    #[tokio::test]
    async fn what_was_written_after_its_commit_is_only_forgotten() {
        let fixture = Fixture::with_restaurant().await;
        let id = samples::restaurant_id(1);
        let subject = Subject::Restaurant(id);
        let noted = async |since| {
            let mut tx = fixture.database.begin().await.unwrap();
            unprojected::mark(&mut tx, subject, since).await.unwrap();
            tx.commit().await.unwrap();
        };
        let run = async || {
            write_documents(&fixture.database, &fixture.projection, &fixture.manual)
                .await
                .unwrap();
        };
        let shown = async || {
            let partition = restaurant_partition(id);
            fixture.read_model.get(&partition, PROFILE).await.unwrap().is_some()
        };
        let now = samples::now();
        noted(now).await;
        fixture.projection.refresh_noted(&[subject], now).await;
        // So that it shows whether it is written again.
        fixture.read_model.wipe().await.unwrap();
        run().await;
        assert!(!shown().await);
        let left = unprojected::due(&fixture.database, now, 10).await.unwrap();
        assert!(left.is_empty());

        // A later note of the same is another one.
        let earlier = now - SignedDuration::from_micros(1);
        noted(now).await;
        fixture.projection.refresh_noted(&[subject], earlier).await;
        fixture.read_model.wipe().await.unwrap();
        run().await;
        assert!(shown().await);
    }

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
