//! `identity.accounts`.

use super::{Read, json, list};
use foodwala_contract::{AccountId, access::PlatformRole, auth::Account};
use foodwala_database::{DatabaseError, Row, Tx, params};
use uuid::Uuid;

/// An account with what never leaves this service.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub account: Account,
    pub email_key: String,
    pub password_hash: String,
}

const SELECT: &str = "SELECT id, email, email_key, password_hash, display_name, locale, platform_roles, created_at \
                      FROM identity.accounts";

/// The account with this id.
pub async fn by_id(read: &mut impl Read, id: AccountId) -> Result<Option<Kept>, DatabaseError> {
    let row = read
        .row(&format!("{SELECT} WHERE id = @P1"), params![id.uuid()])
        .await?;
    row.as_ref().map(kept).transpose()
}

/// The account with this e-mail in lower case.
pub async fn by_email(read: &mut impl Read, email_key: &str) -> Result<Option<Kept>, DatabaseError> {
    let row = read
        .row(&format!("{SELECT} WHERE email_key = @P1"), params![email_key])
        .await?;
    row.as_ref().map(kept).transpose()
}

/// Adds an account.
pub async fn insert(tx: &mut Tx, kept: &Kept) -> Result<(), DatabaseError> {
    let account = &kept.account;
    let roles = json(&account.platform_roles)?;
    let sql = "INSERT INTO identity.accounts (id, email, email_key, password_hash, display_name, locale, \
               profile_version, platform_roles, created_at) VALUES (@P1, @P2, @P3, @P4, @P5, @P6, 0, @P7, @P8)";
    let values = params![
        account.id.uuid(),
        &account.email,
        &kept.email_key,
        &kept.password_hash,
        &account.display_name,
        &account.locale,
        roles,
        account.created_at
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Replaces the password if it still is the one that was compared; `false` when it is not.
pub async fn set_password(tx: &mut Tx, id: AccountId, before: &str, hash: &str) -> Result<bool, DatabaseError> {
    let sql = "UPDATE identity.accounts SET password_hash = @P1 WHERE id = @P2 AND password_hash = @P3";
    Ok(tx.execute(sql, params![hash, id.uuid(), before]).await? == 1)
}

/// Replaces what the person does for the platform.
pub async fn set_platform_roles(tx: &mut Tx, id: AccountId, roles: &[PlatformRole]) -> Result<(), DatabaseError> {
    let sql = "UPDATE identity.accounts SET platform_roles = @P1 WHERE id = @P2";
    tx.execute(sql, params![json(roles)?, id.uuid()]).await.map(drop)
}

/// Copies name and language from a version of the profile, unless a newer one was copied before.
pub async fn copy_profile(
    tx: &mut Tx,
    id: AccountId,
    version: u64,
    display_name: &str,
    locale: &str,
) -> Result<(), DatabaseError> {
    let sql = "UPDATE identity.accounts SET display_name = @P1, locale = @P2, profile_version = @P3 \
               WHERE id = @P4 AND profile_version < @P3";
    tx.execute(sql, params![display_name, locale, version, id.uuid()])
        .await
        .map(drop)
}

/// Deletes an account; its sessions and reset tokens go with it.
pub async fn delete(tx: &mut Tx, id: AccountId) -> Result<(), DatabaseError> {
    tx.execute("DELETE FROM identity.accounts WHERE id = @P1", params![id.uuid()])
        .await
        .map(drop)
}

fn kept(row: &Row) -> Result<Kept, DatabaseError> {
    Ok(Kept {
        account: Account {
            id: AccountId(row.get::<Uuid>("id")?),
            email: row.get("email")?,
            display_name: row.get("display_name")?,
            locale: row.get("locale")?,
            platform_roles: list(row, "platform_roles")?,
            created_at: row.get("created_at")?,
        },
        email_key: row.get("email_key")?,
        password_hash: row.get("password_hash")?,
    })
}
