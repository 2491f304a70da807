//! Checking a password, with everything that keeps guessing slow.

use crate::{
    domain::{before, person, throttle},
    passwords::PasswordError,
    state::Identity,
    store::attempts::{self, Kind},
};
use foodwala_database::DatabaseError;
use jiff::Timestamp;

/// A password could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// Too many wrong ones before.
    #[error("too many failed sign-ins")]
    Throttled {
        /// Seconds until the next may be tried.
        retry_after: u32,
    },
    /// Hashing.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Whether `password` is that of `hash`; `None` stands for an e-mail without an account and costs the same. A wrong one
/// is noted before the next turn is given, so that parallel guesses pass the throttle at most once for each turn.
pub async fn check(
    identity: &Identity,
    email_key: &str,
    hash: Option<&str>,
    password: String,
    now: Timestamp,
) -> Result<bool, CheckError> {
    if !person::is_password(&password) {
        // It cannot be anybody's, which says nothing about the account.
        return Ok(false);
    }
    let turn = identity.passwords.turn().await?;
    admit(identity, email_key, now).await?;
    let matches = identity.passwords.verify(&turn, password, hash).await?;
    if !matches {
        let mut tx = identity.database.begin().await?;
        attempts::insert(&mut tx, Kind::LoginFailed, email_key, now).await?;
        tx.commit().await?;
    }
    Ok(matches)
}

async fn admit(identity: &Identity, email_key: &str, now: Timestamp) -> Result<(), CheckError> {
    let since = before(now, throttle::WINDOW);
    let database = &mut &identity.database;
    let failed = attempts::of_email(database, Kind::LoginFailed, email_key, since).await?;
    let overall = if identity.throttle.looks_further(failed.count) {
        attempts::overall(database, Kind::LoginFailed, since).await?
    } else {
        0
    };
    if identity.throttle.allows(failed.count, overall) {
        return Ok(());
    }
    let retry_after = throttle::seconds_to_wait(failed.oldest.unwrap_or(now), now);
    tracing::info!(
        failures = failed.count,
        retry_after_s = retry_after,
        "sign-ins throttled for one e-mail"
    );
    Err(CheckError::Throttled { retry_after })
}
