//! Makes a person do something for the platform. Offered to operators on the command line only: no endpoint gives roles,
//! so no stolen token can.

use crate::store::accounts;
use foodwala_contract::{AccountId, access::PlatformRole, auth::Account};
use foodwala_database::{DatabaseError, Tx};
use std::collections::BTreeSet;

/// No role was given.
#[derive(Debug, thiserror::Error)]
pub enum GrantPlatformRolesError {
    /// There is no such account.
    #[error("there is no account {0}")]
    NoAccount(AccountId),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Adds platform roles to those the account has, in a transaction on the schema `identity`, and returns the account
/// with all of them. They are in the access tokens issued from then on: the next sign-in or refresh.
///
/// # Errors
/// See [`GrantPlatformRolesError`].
pub async fn grant_platform_roles(
    tx: &mut Tx,
    account: AccountId,
    roles: &[PlatformRole],
) -> Result<Account, GrantPlatformRolesError> {
    let kept = accounts::by_id(tx, account)
        .await?
        .ok_or(GrantPlatformRolesError::NoAccount(account))?;
    let all: BTreeSet<_> = kept.account.platform_roles.iter().chain(roles).copied().collect();
    let platform_roles = Vec::from_iter(all);
    accounts::set_platform_roles(tx, account, &platform_roles).await?;
    tracing::info!(account.id = %account, roles = ?platform_roles, "platform roles granted");
    Ok(Account {
        platform_roles,
        ..kept.account
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        login::login,
        testing::{PASSWORD, World},
    };
    use uuid::Uuid;

    #[tokio::test]
    async fn roles_add_up_and_are_in_the_next_token() {
        let world = World::new().await;
        let account = world.registered("ada@example.org").await.account.id;
        for role in [PlatformRole::Admin, PlatformRole::Support, PlatformRole::Admin] {
            let mut tx = world.identity.database.begin().await.unwrap();
            grant_platform_roles(&mut tx, account, &[role]).await.unwrap();
            tx.commit().await.unwrap();
        }
        let session = login(&world.identity, "ada@example.org", PASSWORD.into(), world.now())
            .await
            .unwrap();
        let claims = world.deps.auth.verify(&session.access_token, world.now()).unwrap();
        assert_eq!(claims.roles, [PlatformRole::Support, PlatformRole::Admin]);
    }

    #[tokio::test]
    async fn nobody_has_no_roles() {
        let world = World::new().await;
        let mut tx = world.identity.database.begin().await.unwrap();
        let result = grant_platform_roles(&mut tx, AccountId(Uuid::nil()), &[PlatformRole::Admin]).await;
        assert!(matches!(result, Err(GrantPlatformRolesError::NoAccount(_))));
    }
}
