//! Deletes what has ended.

use crate::{
    domain::before,
    store::{attempts, resets, sessions},
};
use foodwala_database::{Database, DatabaseError};
use foodwala_platform::work;
use jiff::Timestamp;
use std::time::Duration;

/// No throttle looks farther back.
const ATTEMPTS_KEPT: Duration = Duration::from_hours(1);

/// Deletes sessions and tokens whose time is over, attempts that no longer count, and done messages and answers.
pub async fn run(database: &Database, now: Timestamp) -> Result<(), DatabaseError> {
    let ended = sessions::purge(database, now).await?;
    let resets = resets::purge(database, now).await?;
    let attempts = attempts::purge(database, before(now, ATTEMPTS_KEPT)).await?;
    tracing::debug!(sessions = ended, resets, attempts, "purged what has ended");
    work::purge(database, now).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{refresh::refresh, request_password_reset::request_password_reset, testing::World};

    #[tokio::test]
    async fn only_what_has_ended_goes() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        world.advance(Duration::from_hours(24 * 29));
        let mut tx = world.identity.database.begin().await.unwrap();
        refresh(&mut tx, &world.identity, &session.refresh_token, world.now())
            .await
            .unwrap();
        request_password_reset(&mut tx, &world.identity, "ada@example.org", world.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();

        let counts = async || {
            let mut counts = Vec::new();
            for table in ["sessions", "refresh_tokens", "password_resets", "attempts"] {
                counts.push(world.count(table).await);
            }
            counts
        };
        run(&world.identity.database, world.now()).await.unwrap();
        assert_eq!(counts().await, [1, 2, 1, 1]);
        world.advance(Duration::from_hours(24));
        run(&world.identity.database, world.now()).await.unwrap();
        assert_eq!(counts().await, [1, 1, 0, 0]);
        world.advance(Duration::from_hours(24 * 29));
        run(&world.identity.database, world.now()).await.unwrap();
        assert_eq!(counts().await, [0, 0, 0, 0]);
    }
}
