//! Deletes what is done.

use crate::store;
use foodwala_database::{Database, DatabaseError};
use foodwala_platform::work;
use jiff::Timestamp;
use std::time::Duration;

/// Longer than any access token lives and any message is delivered again.
const ERASED_KEPT: Duration = Duration::from_hours(30 * 24);

/// Forgets ids erased long ago, done messages and answers.
pub async fn run(database: &Database, now: Timestamp) -> Result<(), DatabaseError> {
    store::purge_erased(database, now.checked_sub(ERASED_KEPT).unwrap_or(Timestamp::MIN)).await?;
    work::purge(database, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::{
            delete_me::delete_me,
            testing::{World, at},
        },
        store::Presence,
    };

    #[tokio::test]
    async fn an_erased_id_is_forgotten_after_a_while() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        delete_me(&mut tx, world.customer, "account:x", at(0)).await.unwrap();
        tx.commit().await.unwrap();
        let month = ERASED_KEPT.as_secs();
        for (now, expected) in [(month, Presence::Erased), (month + 1, Presence::Unknown)] {
            run(&world.database, at(now)).await.unwrap();
            let presence = store::presence(&mut &world.database, world.customer).await.unwrap();
            assert_eq!(presence, expected);
        }
    }
}
