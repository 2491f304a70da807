//! `foodwala grant-admin`: gives an account the rights of an admin. No endpoint does this: whoever may, has the machine.

use super::say;
use crate::{Config, engines};
use clap::Args as ClapArgs;
use foodwala_contract::{AccountId, access::PlatformRole};
use foodwala_database::{Database, DatabaseError};
use foodwala_identity::{GrantPlatformRolesError, account_id_of, grant_platform_roles};
use foodwala_messaging::retry::Insistence;
use std::time::Duration;

#[derive(Debug, ClapArgs)]
pub(super) struct Args {
    /// E-mail address of the account.
    email: String,
}

/// Why the rights were not given.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// The account is not there, or the database failed.
    #[error(transparent)]
    Grant(#[from] GrantPlatformRolesError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The identity service runs in another process.
    #[error("the identity service does not run in this process")]
    NotHere,
    /// There is no account with this address.
    #[error("there is no account {0}")]
    NoAccount(String),
}

impl GrantError {
    fn is_transient(&self) -> bool {
        match self {
            Self::Grant(GrantPlatformRolesError::Database(error)) | Self::Database(error) => error.is_transient(),
            Self::Grant(GrantPlatformRolesError::NoAccount(_)) | Self::NotHere | Self::NoAccount(_) => false,
        }
    }
}

/// How often the rights are given, whole, before what else happens to the account becomes the operator's problem.
const INSISTENCE: Insistence = Insistence {
    tries: 6,
    patience: Duration::from_secs(5),
};

/// Gives an account these platform roles. The platform may run meanwhile, and change the account as well.
///
/// # Errors
/// See [`GrantError`].
pub async fn grant(identity: &Database, account: AccountId, roles: &[PlatformRole]) -> Result<(), GrantError> {
    let given = INSISTENCE.on(GrantError::is_transient, || try_grant(identity, account, roles));
    given.await
}

async fn try_grant(identity: &Database, account: AccountId, roles: &[PlatformRole]) -> Result<(), GrantError> {
    let mut tx = identity.begin().await?;
    grant_platform_roles(&mut tx, account, roles).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn run(config: Config, args: Args) -> anyhow::Result<()> {
    let identity = engines::database(&config.database, "identity").await?;
    let account = account_id_of(&identity, &args.email).await?;
    let account = account.ok_or_else(|| GrantError::NoAccount(args.email.clone()))?;
    grant(&identity, account, &[PlatformRole::Admin]).await?;
    say(format_args!("{} is an admin from the next sign-in on", args.email));
    Ok(())
}
