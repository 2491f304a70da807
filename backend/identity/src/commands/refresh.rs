//! Trades a refresh token for the next pair of tokens.

use crate::{
    domain::session::Standing,
    secret,
    session::{self, SessionError},
    state::Identity,
    store::{accounts, sessions},
};
use foodwala_contract::auth::Session;
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// What came of a refresh token. Either way the transaction is to be committed.
#[derive(Debug)]
pub enum Refreshed {
    /// The next pair.
    Renewed(Box<Session>),
    /// Nothing: the token is unknown, expired or was used before. In the last case its session ends with this
    /// transaction.
    Refused,
}

/// It is not known what the token is worth.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Uses a refresh token up and issues the next pair.
pub async fn refresh(
    tx: &mut Tx,
    identity: &Identity,
    refresh_token: &str,
    now: Timestamp,
) -> Result<Refreshed, RefreshError> {
    let hash = secret::hash(refresh_token);
    let Some(token) = sessions::token(tx, hash).await? else {
        return Ok(Refreshed::Refused);
    };
    let first = match token.standing(now) {
        Standing::Expired => return Ok(Refreshed::Refused),
        Standing::Reused => false,
        // On engines with several writers a twin may be between our read and our write.
        Standing::Good => sessions::use_token(tx, hash, now).await?,
    };
    if !first {
        tracing::warn!(session.id = %token.session, "refresh token used twice: session ended");
        sessions::end(tx, token.session).await?;
        return Ok(Refreshed::Refused);
    }
    // Sessions go with their account.
    let Some(kept) = accounts::by_id(tx, token.account).await? else {
        return Ok(Refreshed::Refused);
    };
    let session = session::renew(tx, identity, kept.account, token.session, now).await?;
    Ok(Refreshed::Renewed(Box::new(session)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;
    use std::time::Duration;

    const DAY: Duration = Duration::from_hours(24);

    async fn attempt(world: &World, token: &str) -> Option<Session> {
        let mut tx = world.identity.database.begin().await.unwrap();
        let refreshed = refresh(&mut tx, &world.identity, token, world.now()).await.unwrap();
        tx.commit().await.unwrap();
        match refreshed {
            Refreshed::Renewed(session) => Some(*session),
            Refreshed::Refused => None,
        }
    }

    #[tokio::test]
    async fn a_session_goes_on_as_long_as_it_is_refreshed() {
        let world = World::new().await;
        let mut session = world.registered("ada@example.org").await;
        let sid = world.deps.auth.verify(&session.access_token, world.now()).unwrap().sid;
        for _ in 0..3 {
            world.advance(20 * DAY);
            let next = attempt(&world, &session.refresh_token).await.unwrap();
            assert_ne!(next.refresh_token, session.refresh_token);
            assert_eq!(
                world.deps.auth.verify(&next.access_token, world.now()).unwrap().sid,
                sid
            );
            session = next;
        }
        world.advance(30 * DAY);
        assert!(attempt(&world, &session.refresh_token).await.is_none());
        assert!(attempt(&world, "fwr_unknown").await.is_none());
    }

    #[tokio::test]
    async fn the_second_use_of_a_token_ends_its_session_and_no_other() {
        let world = World::new().await;
        let stolen = world.registered("ada@example.org").await;
        let elsewhere = crate::commands::login::login(
            &world.identity,
            "ada@example.org",
            "correct horse battery".into(),
            world.now(),
        )
        .await
        .unwrap();
        let next = attempt(&world, &stolen.refresh_token).await.unwrap();
        assert!(attempt(&world, &stolen.refresh_token).await.is_none());
        assert!(attempt(&world, &next.refresh_token).await.is_none());
        assert!(attempt(&world, &elsewhere.refresh_token).await.is_some());
    }
}
