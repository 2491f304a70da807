//! Sets a new password with the token from the e-mail.

use crate::{
    domain::{
        invalid::{Faults, Invalid},
        person,
    },
    passwords::PasswordError,
    secret,
    state::Identity,
    store::{
        accounts,
        attempts::{self, Kind},
        resets, sessions,
    },
};
use foodwala_database::DatabaseError;
use jiff::Timestamp;

/// The password stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ConfirmPasswordResetError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("the reset token is unknown, expired or was used before")]
    BadToken,
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Sets a new password, ends all sessions and makes all reset tokens of the account worthless.
pub async fn confirm_password_reset(
    identity: &Identity,
    token: &str,
    new_password: String,
    now: Timestamp,
) -> Result<(), ConfirmPasswordResetError> {
    let mut faults = Faults::default();
    faults.check(
        person::is_password(&new_password),
        "/new_password",
        "must have 8 to 128 characters",
    );
    faults.into_result()?;
    let token_hash = secret::hash(token);
    // Whoever has no good token gets nothing hashed.
    if resets::account(&mut &identity.database, token_hash, now)
        .await?
        .is_none()
    {
        return Err(ConfirmPasswordResetError::BadToken);
    }
    let password_hash = identity.passwords.hash(new_password).await?;

    let mut tx = identity.database.begin().await?;
    let kept = match resets::account(&mut tx, token_hash, now).await? {
        Some(account) if resets::use_up(&mut tx, token_hash).await? => accounts::by_id(&mut tx, account).await?,
        _ => None,
    };
    let Some(kept) = kept else {
        tx.rollback().await?;
        return Err(ConfirmPasswordResetError::BadToken);
    };
    let id = kept.account.id;
    accounts::set_password(&mut tx, id, &kept.password_hash, &password_hash).await?;
    sessions::end_all(&mut tx, id).await?;
    resets::delete_all(&mut tx, id).await?;
    attempts::forget(&mut tx, Kind::LoginFailed, &kept.email_key).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        login::{LoginError, login},
        request_password_reset::request_password_reset,
        testing::{PASSWORD, World},
    };
    use std::time::Duration;

    async fn token(world: &World) -> String {
        let mut tx = world.identity.database.begin().await.unwrap();
        request_password_reset(&mut tx, &world.identity, "ada@example.org", world.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let events = world.events("foodwala.account.password_reset_requested.v1").await;
        events.last().unwrap()["token"].as_str().unwrap().to_owned()
    }

    async fn confirm(world: &World, token: &str, password: &str) -> Result<(), ConfirmPasswordResetError> {
        confirm_password_reset(&world.identity, token, password.to_owned(), world.now()).await
    }

    #[tokio::test]
    async fn a_token_sets_the_password_once_and_ends_everything_else() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        let (other, token) = (token(&world).await, token(&world).await);
        assert!(matches!(
            confirm(&world, &token, "short").await,
            Err(ConfirmPasswordResetError::Invalid(_))
        ));
        confirm(&world, &token, "another good one").await.unwrap();
        for used in [&token, &other, "fwp_unknown"] {
            let again = confirm(&world, used, "yet another one").await;
            assert!(matches!(again, Err(ConfirmPasswordResetError::BadToken)));
        }
        assert_eq!(
            (world.count("sessions").await, world.count("password_resets").await),
            (0, 0)
        );
        let old = login(&world.identity, "ada@example.org", PASSWORD.into(), world.now()).await;
        assert!(matches!(old, Err(LoginError::WrongCredentials)));
        login(
            &world.identity,
            "ada@example.org",
            "another good one".into(),
            world.now(),
        )
        .await
        .unwrap();
    }

    #[tokio::test]
    async fn a_token_is_good_for_an_hour() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        let token = token(&world).await;
        world.advance(Duration::from_hours(1));
        let late = confirm(&world, &token, "another good one").await;
        assert!(matches!(late, Err(ConfirmPasswordResetError::BadToken)));
    }
}
