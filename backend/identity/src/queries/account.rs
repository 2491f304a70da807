//! The account that is signed in, and the one behind an e-mail.

use crate::{domain::email::Email, store::accounts};
use foodwala_contract::{AccountId, auth::Account};
use foodwala_database::{Database, DatabaseError};

/// The account with this id; `None` once it has been deleted.
pub async fn account(database: &Database, id: AccountId) -> Result<Option<Account>, DatabaseError> {
    let kept = accounts::by_id(&mut &*database, id).await?;
    Ok(kept.map(|kept| kept.account))
}

/// Whose e-mail it is, for operators; `database` is on the schema `identity`. Letter case does not matter.
///
/// # Errors
/// The database's.
pub async fn account_id_of(database: &Database, email: &str) -> Result<Option<AccountId>, DatabaseError> {
    let Some(email) = Email::parse(email) else {
        return Ok(None);
    };
    let kept = accounts::by_email(&mut &*database, email.key()).await?;
    Ok(kept.map(|kept| kept.account.id))
}
