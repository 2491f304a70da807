//! `identity.password_resets`.

use super::Read;
use crate::domain::just_after;
use foodwala_contract::AccountId;
use foodwala_database::{Database, DatabaseError, Tx, params};
use foodwala_messaging::purge::older;
use jiff::Timestamp;

/// Adds a token.
pub async fn insert(
    tx: &mut Tx,
    token_hash: [u8; 32],
    account: AccountId,
    expires_at: Timestamp,
) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO identity.password_resets (token_hash, account_id, expires_at) VALUES (@P1, @P2, @P3)";
    tx.execute(sql, params![token_hash, account.uuid(), expires_at])
        .await
        .map(drop)
}

/// Whose token it is, if it is good at `now`.
pub async fn account(
    read: &mut impl Read,
    token_hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<AccountId>, DatabaseError> {
    let sql = "SELECT account_id FROM identity.password_resets WHERE token_hash = @P1 AND expires_at > @P2";
    let row = read.row(sql, params![token_hash, now]).await?;
    row.map(|row| row.get("account_id").map(AccountId)).transpose()
}

/// Deletes a token; `false` when somebody else was first.
pub async fn use_up(tx: &mut Tx, token_hash: [u8; 32]) -> Result<bool, DatabaseError> {
    let sql = "DELETE FROM identity.password_resets WHERE token_hash = @P1";
    Ok(tx.execute(sql, params![token_hash]).await? == 1)
}

/// Deletes all tokens of an account.
pub async fn delete_all(tx: &mut Tx, account: AccountId) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM identity.password_resets WHERE account_id = @P1";
    tx.execute(sql, params![account.uuid()]).await.map(drop)
}

/// Deletes tokens whose time is over; returns how many.
pub async fn purge(database: &Database, now: Timestamp) -> Result<u64, DatabaseError> {
    older(database, "identity.password_resets", "expires_at", just_after(now)).await
}
