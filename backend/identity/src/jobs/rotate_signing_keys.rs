//! Keeps the signing keys as the policy wants them, and this process on the keys there are.

use crate::{
    issuer::{SigningError, SigningKey},
    state::Identity,
    store::signing_keys,
};
use foodwala_database::DatabaseError;
use foodwala_platform::{TokenVerifier, auth::KeySetError};
use jiff::Timestamp;

/// The keys are as they were.
#[derive(Debug, thiserror::Error)]
pub enum RotationError {
    /// A key cannot be used.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// The verifier refused the public keys.
    #[error(transparent)]
    KeySet(#[from] KeySetError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Makes the next key when it is time, deletes those whose tokens have all ended, and takes the rest into use.
pub async fn run(identity: &Identity, verifier: &TokenVerifier, now: Timestamp) -> Result<(), RotationError> {
    let mut keys = signing_keys::all(&identity.database).await?;
    let newest = keys.last();
    if let Some(active_from) = identity.keys.successor(newest.map(|key| key.active_from), now) {
        let generation = newest.map_or(1, |key| key.generation + 1);
        insert(identity, &SigningKey::random(generation, active_from, now)).await?;
        keys = signing_keys::all(&identity.database).await?;
    }
    let retired: Vec<_> = keys
        .iter()
        .zip(keys.iter().skip(1))
        .filter(|(_, next)| identity.keys.is_retired(next.active_from, now))
        .map(|(key, _)| key.generation)
        .collect();
    if !retired.is_empty() {
        let mut tx = identity.database.begin().await?;
        for generation in &retired {
            signing_keys::delete(&mut tx, *generation).await?;
        }
        tx.commit().await?;
        keys.retain(|key| !retired.contains(&key.generation));
    }
    if identity.issuer.set_keys(&keys)? {
        verifier.set_keys(&identity.issuer.jwks())?;
        tracing::info!(keys = keys.len(), "signing keys loaded");
    }
    Ok(())
}

/// Adds a key, unless another process was first: then its key is as good.
async fn insert(identity: &Identity, key: &SigningKey) -> Result<(), DatabaseError> {
    let mut tx = identity.database.begin().await?;
    match signing_keys::insert(&mut tx, key).await {
        Err(DatabaseError::UniqueViolation { .. }) => tx.rollback().await,
        Err(error) => Err(error),
        Ok(()) => tx.commit().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::testing::World, state::Identity};
    use std::time::Duration;

    fn kids(identity: &Identity) -> Vec<String> {
        identity.issuer.jwks().keys.into_iter().map(|key| key.kid).collect()
    }

    async fn rotate(world: &World) -> Vec<String> {
        run(&world.identity, &world.deps.auth, world.now()).await.unwrap();
        kids(&world.identity)
    }

    #[tokio::test]
    async fn keys_outlive_a_restart() {
        let world = World::new().await;
        let again = Identity::start(&world.deps, &crate::Config::default()).await.unwrap();
        assert_eq!(kids(&again), kids(&world.identity));
        assert_eq!(kids(&again).len(), 1);
    }

    #[tokio::test]
    async fn tokens_stay_good_through_a_rotation() {
        let world = World::new().await;
        let first = rotate(&world).await;
        world.advance(Duration::from_hours(30 * 24 - 1));
        // Published an hour ahead, while the old one still signs.
        let both = rotate(&world).await;
        assert_eq!((both.len(), &both[0]), (2, &first[0]));
        world.advance(Duration::from_mins(59));
        let old = world.registered("ada@example.org").await.access_token;
        world.advance(Duration::from_mins(2));
        let new = world.registered("bob@example.org").await.access_token;
        assert_eq!(rotate(&world).await, both);
        let kid = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
        assert_eq!([kid(&old), kid(&new)], *both);
        for token in [&old, &new] {
            world.deps.auth.verify(token, world.now()).unwrap();
        }
        world.advance(Duration::from_hours(2));
        assert_eq!(rotate(&world).await, both[1..]);
    }
}
