//! Signs in.

use crate::{
    credentials::{self, CheckError},
    domain::email::Email,
    session::{self, SessionError},
    state::Identity,
    store::{
        accounts,
        attempts::{self, Kind},
    },
};
use foodwala_contract::auth::Session;
use foodwala_database::DatabaseError;
use jiff::Timestamp;

/// Nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    #[error("e-mail or password are wrong")]
    WrongCredentials,
    #[error(transparent)]
    Check(#[from] CheckError),
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Opens a session for whoever knows the password.
pub async fn login(identity: &Identity, email: &str, password: String, now: Timestamp) -> Result<Session, LoginError> {
    let email = Email::parse(email).ok_or(LoginError::WrongCredentials)?;
    let kept = accounts::by_email(&mut &identity.database, email.key()).await?;
    let hash = kept.as_ref().map(|kept| kept.password_hash.as_str());
    let matches = credentials::check(identity, email.key(), hash, password, now).await?;
    let (true, Some(checked)) = (matches, kept) else {
        return Err(LoginError::WrongCredentials);
    };

    let mut tx = identity.database.begin().await?;
    // The account may have been deleted, or got another password, while this one was compared.
    let still = accounts::by_id(&mut tx, checked.account.id).await?;
    let Some(kept) = still.filter(|kept| kept.password_hash == checked.password_hash) else {
        tx.rollback().await?;
        return Err(LoginError::WrongCredentials);
    };
    attempts::forget(&mut tx, Kind::LoginFailed, email.key()).await?;
    let session = session::open(&mut tx, identity, kept.account, now).await?;
    tx.commit().await?;
    Ok(session)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Config,
        commands::testing::{PASSWORD, World},
    };
    use std::time::Duration;

    async fn attempt(world: &World, email: &str, password: &str) -> Result<Session, LoginError> {
        login(&world.identity, email, password.to_owned(), world.now()).await
    }

    #[tokio::test]
    async fn only_the_right_password_of_an_account_opens_a_session() {
        let world = World::new().await;
        let registered = world.registered("ada@example.org").await;
        let session = attempt(&world, "ADA@example.org", PASSWORD).await.unwrap();
        assert_eq!(session.account, registered.account);
        assert_ne!(session.refresh_token, registered.refresh_token);
        for (email, password) in [
            ("ada@example.org", "something else"),
            ("ada@example.org", "short"),
            ("bob@example.org", PASSWORD),
            ("nonsense", PASSWORD),
        ] {
            let result = attempt(&world, email, password).await;
            assert!(matches!(result, Err(LoginError::WrongCredentials)), "{email}");
        }
    }

    #[tokio::test]
    async fn after_too_many_failures_an_address_has_to_wait_whether_or_not_it_has_an_account() {
        let config = Config {
            failed_logins_per_account: 3,
            ..Config::default()
        };
        let world = World::with(config).await;
        world.registered("ada@example.org").await;
        for email in ["ada@example.org", "bob@example.org"] {
            for _ in 0..3 {
                let result = attempt(&world, email, "something else").await;
                assert!(matches!(result, Err(LoginError::WrongCredentials)));
            }
            let result = attempt(&world, email, PASSWORD).await;
            let Err(LoginError::Check(CheckError::Throttled { retry_after })) = result else {
                panic!("{email}")
            };
            assert_eq!(retry_after, 901);
        }
        world.advance(Duration::from_secs(901));
        assert!(attempt(&world, "ada@example.org", PASSWORD).await.is_ok());
    }

    #[tokio::test]
    async fn parallel_guesses_do_not_slip_past_the_throttle() {
        let config = Config {
            failed_logins_per_account: 3,
            concurrent_password_hashes: 1,
            ..Config::default()
        };
        let world = std::sync::Arc::new(World::with(config).await);
        let mut guesses = tokio::task::JoinSet::new();
        for _ in 0..8 {
            let world = std::sync::Arc::clone(&world);
            guesses.spawn(async move { attempt(&world, "ada@example.org", "something else").await });
        }
        let results = guesses.join_all().await;
        let tried = results
            .iter()
            .filter(|result| matches!(result, Err(LoginError::WrongCredentials)))
            .count();
        assert_eq!(tried, 3);
        assert_eq!(world.count("attempts").await, 3);
    }

    #[tokio::test]
    async fn a_success_forgets_the_failures_before() {
        let world = World::with(Config {
            failed_logins_per_account: 3,
            ..Config::default()
        })
        .await;
        world.registered("ada@example.org").await;
        for _ in 0..2 {
            for _ in 0..2 {
                attempt(&world, "ada@example.org", "something else").await.unwrap_err();
            }
            attempt(&world, "ada@example.org", PASSWORD).await.unwrap();
        }
        assert_eq!(world.count("attempts").await, 0);
    }
}
