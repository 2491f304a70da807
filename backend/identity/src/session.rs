//! Opening sessions and carrying them on.

use crate::{
    domain::after,
    issuer::SigningError,
    secret::{Purpose, Secret},
    state::Identity,
    store,
};
use foodwala_contract::auth::{Account, Session};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;
use uuid::Uuid;

/// A session could not be opened or carried on.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// No token.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// The database.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Opens a session for an account that has proved to be itself.
pub async fn open(tx: &mut Tx, identity: &Identity, account: Account, now: Timestamp) -> Result<Session, SessionError> {
    let id = foodwala_clock::new_id(now);
    store::sessions::insert(tx, id, account.id, now, after(now, identity.refresh_life)).await?;
    issue(tx, identity, account, id, None, now).await
}

/// The next pair of tokens of a session, for the token with the hash `parent`.
pub async fn renew(
    tx: &mut Tx,
    identity: &Identity,
    account: Account,
    id: Uuid,
    parent: [u8; 32],
    now: Timestamp,
) -> Result<Session, SessionError> {
    store::sessions::extend(tx, id, after(now, identity.refresh_life)).await?;
    issue(tx, identity, account, id, Some(parent), now).await
}

async fn issue(
    tx: &mut Tx,
    identity: &Identity,
    account: Account,
    id: Uuid,
    parent: Option<[u8; 32]>,
    now: Timestamp,
) -> Result<Session, SessionError> {
    let refresh = Secret::random(Purpose::Refresh);
    let expires_at = after(now, identity.refresh_life);
    store::sessions::insert_token(tx, refresh.hash(), id, parent, now, expires_at).await?;
    let access = identity.issuer.for_account(&account, id, now)?;
    Ok(Session {
        account,
        access_token: access.text,
        expires_in: access.expires_in,
        refresh_token: refresh.into_text(),
    })
}
