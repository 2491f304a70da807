//! `identity.sessions` and `identity.refresh_tokens`.

use super::Read;
use crate::domain::{
    just_after,
    session::{RefreshToken, Successors},
};
use foodwala_contract::AccountId;
use foodwala_database::{Database, DatabaseError, Tx, params};
use foodwala_messaging::purge::older;
use jiff::Timestamp;
use uuid::Uuid;

/// Adds a session.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    account: AccountId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO identity.sessions (id, account_id, created_at, expires_at) VALUES (@P1, @P2, @P3, @P4)";
    tx.execute(sql, params![id, account.uuid(), now, expires_at])
        .await
        .map(drop)
}

/// Adds a token to a session.
pub async fn insert_token(
    tx: &mut Tx,
    token_hash: [u8; 32],
    session: Uuid,
    parent: Option<[u8; 32]>,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO identity.refresh_tokens (token_hash, session_id, parent_hash, issued_at, expires_at) \
               VALUES (@P1, @P2, @P3, @P4, @P5)";
    tx.execute(sql, params![token_hash, session, parent, now, expires_at])
        .await
        .map(drop)
}

/// The token with this hash, of a session that has not ended.
pub async fn token(read: &mut impl Read, token_hash: [u8; 32]) -> Result<Option<RefreshToken>, DatabaseError> {
    let sql = "SELECT t.session_id, t.parent_hash, t.expires_at, t.used_at, s.account_id FROM identity.refresh_tokens t \
               JOIN identity.sessions s ON s.id = t.session_id WHERE t.token_hash = @P1";
    let Some(row) = read.row(sql, params![token_hash]).await? else {
        return Ok(None);
    };
    Ok(Some(RefreshToken {
        session: row.get("session_id")?,
        account: AccountId(row.get("account_id")?),
        parent: row.get("parent_hash")?,
        expires_at: row.get("expires_at")?,
        used_at: row.get("used_at")?,
    }))
}

/// Uses a token up; `false` when somebody else was first.
pub async fn use_token(tx: &mut Tx, token_hash: [u8; 32], now: Timestamp) -> Result<bool, DatabaseError> {
    let sql = "UPDATE identity.refresh_tokens SET used_at = @P1 WHERE token_hash = @P2 AND used_at IS NULL";
    Ok(tx.execute(sql, params![now, token_hash]).await? == 1)
}

/// What became of the tokens that a token was traded for.
pub async fn successors(tx: &mut Tx, parent: [u8; 32]) -> Result<Successors, DatabaseError> {
    let sql = "SELECT COUNT(*) AS issued, COUNT(used_at) AS used FROM identity.refresh_tokens WHERE parent_hash = @P1";
    let Some(row) = tx.query_opt(sql, params![parent]).await? else {
        return Ok(Successors::default());
    };
    Ok(Successors {
        issued: row.get("issued")?,
        used: row.get("used")?,
    })
}

/// Uses up the tokens that were traded for the same token as one that has now been used: whoever holds them lost the
/// race, or did not come by them honestly.
pub async fn supersede(tx: &mut Tx, parent: Vec<u8>, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "UPDATE identity.refresh_tokens SET used_at = @P1 WHERE parent_hash = @P2 AND used_at IS NULL";
    tx.execute(sql, params![now, parent]).await.map(drop)
}

/// Lets a session last longer.
pub async fn extend(tx: &mut Tx, id: Uuid, expires_at: Timestamp) -> Result<(), DatabaseError> {
    let sql = "UPDATE identity.sessions SET expires_at = @P1 WHERE id = @P2";
    tx.execute(sql, params![expires_at, id]).await.map(drop)
}

/// Ends a session.
pub async fn end(tx: &mut Tx, id: Uuid) -> Result<(), DatabaseError> {
    tx.execute("DELETE FROM identity.sessions WHERE id = @P1", params![id])
        .await
        .map(drop)
}

/// Ends all sessions of an account.
pub async fn end_all(tx: &mut Tx, account: AccountId) -> Result<(), DatabaseError> {
    tx.execute(
        "DELETE FROM identity.sessions WHERE account_id = @P1",
        params![account.uuid()],
    )
    .await
    .map(drop)
}

/// Deletes sessions and tokens whose time is over; returns how many.
pub async fn purge(database: &Database, now: Timestamp) -> Result<u64, DatabaseError> {
    let over = just_after(now);
    let tokens = older(database, "identity.refresh_tokens", "expires_at", over).await?;
    let sessions = older(database, "identity.sessions", "expires_at", over).await?;
    Ok(tokens + sessions)
}
