//! Ends a session.

use crate::{secret, store::sessions};
use foodwala_database::{DatabaseError, Tx};

/// Ends the session of a refresh token, used or not. A token that is unknown has no session to end.
pub async fn logout(tx: &mut Tx, refresh_token: &str) -> Result<(), DatabaseError> {
    match sessions::token(tx, secret::hash(refresh_token)).await? {
        Some(token) => sessions::end(tx, token.session).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;

    #[tokio::test]
    async fn a_session_ends_once_and_ending_it_again_is_no_error() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        for _ in 0..2 {
            let mut tx = world.identity.database.begin().await.unwrap();
            logout(&mut tx, &session.refresh_token).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(
                (world.count("sessions").await, world.count("refresh_tokens").await),
                (0, 0)
            );
        }
    }
}
