//! Trades a refresh token for the next pair of tokens.

use crate::{
    domain::session::{RefreshToken, Standing},
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

/// Uses a refresh token up and issues the next pair; for a token whose answer may have been lost, another next pair.
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
    let may_go_on = match token.standing(now) {
        Standing::Expired => return Ok(Refreshed::Refused),
        Standing::Good if sessions::use_token(tx, hash, now).await? => {
            if let Some(parent) = token.parent {
                sessions::supersede(tx, parent, now).await?;
            }
            true
        }
        // On engines with several writers a twin was between our read and our write: its use is what counts.
        Standing::Good => match sessions::token(tx, hash).await? {
            Some(token) => has_grace(tx, identity, &token, hash, now).await?,
            None => return Ok(Refreshed::Refused),
        },
        Standing::Reused => has_grace(tx, identity, &token, hash, now).await?,
    };
    if !may_go_on {
        tracing::warn!(session.id = %token.session, "refresh token used twice: session ended");
        sessions::end(tx, token.session).await?;
        return Ok(Refreshed::Refused);
    }
    // Sessions go with their account.
    let Some(kept) = accounts::by_id(tx, token.account).await? else {
        return Ok(Refreshed::Refused);
    };
    let session = session::renew(tx, identity, kept.account, token.session, hash, now).await?;
    Ok(Refreshed::Renewed(Box::new(session)))
}

async fn has_grace(
    tx: &mut Tx,
    identity: &Identity,
    token: &RefreshToken,
    hash: [u8; 32],
    now: Timestamp,
) -> Result<bool, DatabaseError> {
    let successors = sessions::successors(tx, hash).await?;
    let has_grace = token.has_grace(successors, identity.refresh_grace, now);
    if has_grace {
        tracing::info!(session.id = %token.session, "refresh token sent again: its answer may have been lost");
    }
    Ok(has_grace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;
    use std::time::Duration;

    const DAY: Duration = Duration::from_hours(24);
    const GRACE: Duration = Duration::from_secs(120);

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
        world.advance(GRACE);
        assert!(attempt(&world, &stolen.refresh_token).await.is_none());
        assert!(attempt(&world, &next.refresh_token).await.is_none());
        assert!(attempt(&world, &elsewhere.refresh_token).await.is_some());
    }

    #[tokio::test]
    async fn a_lost_answer_can_be_asked_for_again_for_a_while() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        attempt(&world, &session.refresh_token).await.expect("lost");
        world.advance(GRACE - Duration::from_secs(1));
        let next = attempt(&world, &session.refresh_token).await.unwrap();
        world.advance(20 * DAY);
        assert!(attempt(&world, &next.refresh_token).await.is_some());
    }

    #[tokio::test]
    async fn grace_ends_when_a_successor_is_used() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        let next = attempt(&world, &session.refresh_token).await.unwrap();
        let after = attempt(&world, &next.refresh_token).await.unwrap();
        assert!(attempt(&world, &session.refresh_token).await.is_none());
        assert!(
            attempt(&world, &after.refresh_token).await.is_none(),
            "the session ended"
        );
    }

    #[tokio::test]
    async fn of_two_who_traded_the_same_token_only_one_goes_on() {
        let world = World::new().await;
        let session = world.registered("ada@example.org").await;
        let thief = attempt(&world, &session.refresh_token).await.unwrap();
        let owner = attempt(&world, &session.refresh_token).await.unwrap();
        let later = attempt(&world, &owner.refresh_token).await.unwrap();
        assert!(attempt(&world, &thief.refresh_token).await.is_none());
        assert!(
            attempt(&world, &later.refresh_token).await.is_none(),
            "the alarm ends the session"
        );
    }
}
