//! Changes one's own password.

use crate::{
    credentials::{self, CheckError},
    domain::{
        invalid::{Faults, Invalid},
        person,
    },
    passwords::PasswordError,
    state::Identity,
    store::{accounts, resets, sessions},
};
use foodwala_contract::AccountId;
use foodwala_database::DatabaseError;
use jiff::Timestamp;

/// The password stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("the account has been deleted")]
    AccountGone,
    #[error("the password so far is wrong")]
    WrongPassword,
    #[error(transparent)]
    Check(#[from] CheckError),
    #[error(transparent)]
    Password(#[from] PasswordError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Replaces the password of whoever knows it, and ends all sessions: one of them may be the reason for the change.
pub async fn change_password(
    identity: &Identity,
    account: AccountId,
    current_password: String,
    new_password: String,
    now: Timestamp,
) -> Result<(), ChangePasswordError> {
    let mut faults = Faults::default();
    faults.check(
        person::is_password(&new_password),
        "/new_password",
        "must have 8 to 128 characters",
    );
    faults.into_result()?;
    let kept = accounts::by_id(&mut &identity.database, account)
        .await?
        .ok_or(ChangePasswordError::AccountGone)?;
    let hash = Some(kept.password_hash.as_str());
    if !credentials::check(identity, &kept.email_key, hash, current_password, now).await? {
        return Err(ChangePasswordError::WrongPassword);
    }
    let new_hash = identity.passwords.hash(new_password).await?;

    let mut tx = identity.database.begin().await?;
    if !accounts::set_password(&mut tx, account, &kept.password_hash, &new_hash).await? {
        // Changed by somebody else meanwhile, or gone.
        tx.rollback().await?;
        return Err(ChangePasswordError::WrongPassword);
    }
    sessions::end_all(&mut tx, account).await?;
    resets::delete_all(&mut tx, account).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        login::login,
        testing::{PASSWORD, World},
    };

    #[tokio::test]
    async fn who_knows_the_password_changes_it_and_is_signed_out_everywhere() {
        let world = World::new().await;
        let account = world.registered("ada@example.org").await.account.id;
        let change = |current: &str, new: &str| {
            change_password(
                &world.identity,
                account,
                current.to_owned(),
                new.to_owned(),
                world.now(),
            )
        };
        let wrong = change("something else", "another good one").await;
        assert!(matches!(wrong, Err(ChangePasswordError::WrongPassword)));
        assert!(matches!(
            change(PASSWORD, "short").await,
            Err(ChangePasswordError::Invalid(_))
        ));
        assert_eq!(world.count("sessions").await, 1);
        change(PASSWORD, "another good one").await.unwrap();
        assert_eq!(world.count("sessions").await, 0);
        login(
            &world.identity,
            "ada@example.org",
            "another good one".into(),
            world.now(),
        )
        .await
        .unwrap();
    }
}
