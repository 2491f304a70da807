//! Accounts that are gone, remembered for longer than their access tokens live.

use foodwala_contract::AccountId;
use foodwala_database::{Database, DatabaseError, Tx, params};
use jiff::Timestamp;

/// Remembers that an account is gone; what is remembered already stays.
pub async fn add(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), DatabaseError> {
    if contains(tx, account).await? {
        return Ok(());
    }
    let sql = "INSERT INTO orders.erased_accounts (account_id, erased_at) VALUES (@P1, @P2)";
    tx.execute(sql, params![account.uuid(), now]).await.map(drop)
}

/// Whether an account is known to be gone.
pub async fn contains(tx: &mut Tx, account: AccountId) -> Result<bool, DatabaseError> {
    let sql = "SELECT account_id FROM orders.erased_accounts WHERE account_id = @P1";
    Ok(tx.query_opt(sql, params![account.uuid()]).await?.is_some())
}

/// Some of the accounts that were gone before a time, the first ones first.
pub async fn before(database: &Database, time: Timestamp, most: u32) -> Result<Vec<AccountId>, DatabaseError> {
    let sql = format!(
        "SELECT account_id FROM orders.erased_accounts WHERE erased_at < @P1 ORDER BY erased_at {}",
        database.dialect().fetch_first("@P2")
    );
    let rows = database.query(&sql, params![time, most]).await?;
    rows.iter().map(|row| row.get("account_id").map(AccountId)).collect()
}

/// Forgets that an account is gone.
pub async fn remove(tx: &mut Tx, account: AccountId) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM orders.erased_accounts WHERE account_id = @P1";
    tx.execute(sql, params![account.uuid()]).await.map(drop)
}
