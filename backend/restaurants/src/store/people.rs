//! The table `people`: names and e-mail addresses of accounts, copied from their events.

use foodwala_contract::AccountId;
use foodwala_database::{DatabaseError, Tx, Value, params};

/// What is copied of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Their account.
    pub account_id: AccountId,
    /// How they want to be called.
    pub name: String,
}

/// The address as it is kept and looked for.
fn normal_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Copies a person's name and address. `version` is the customer's, 0 at the registration; an older copy and a person
/// who was erased stay as they are. Whether it was news.
pub async fn put(tx: &mut Tx, person: &Person, email: &str, version: u64) -> Result<bool, DatabaseError> {
    let account = person.account_id.uuid();
    let sql = "SELECT version, erased FROM restaurants.people WHERE account_id = @P1";
    if let Some(row) = tx.query_opt(sql, params![account]).await? {
        let known: u64 = row.get("version")?;
        if row.get("erased")? || known >= version {
            return Ok(false);
        }
    }
    let values = [
        ("version", Value::from(version)),
        ("email", Value::from(normal_email(email))),
        ("name", Value::from(&person.name)),
        ("erased", Value::from(false)),
    ];
    tx.upsert("restaurants.people", &[("account_id", Value::from(account))], &values)
        .await?;
    Ok(true)
}

/// Forgets a person for good.
pub async fn erase(tx: &mut Tx, account: AccountId) -> Result<(), DatabaseError> {
    let values = [
        ("version", Value::from(0_i64)),
        ("email", Value::Null),
        ("name", Value::from("")),
        ("erased", true.into()),
    ];
    tx.upsert(
        "restaurants.people",
        &[("account_id", Value::from(account.uuid()))],
        &values,
    )
    .await
}

/// Whether a person has asked to be forgotten.
pub async fn is_erased(tx: &mut Tx, account: AccountId) -> Result<bool, DatabaseError> {
    let sql = "SELECT erased FROM restaurants.people WHERE account_id = @P1";
    tx.query_opt(sql, params![account.uuid()])
        .await?
        .map_or(Ok(false), |row| row.get("erased"))
}

/// The person with this e-mail address.
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>, DatabaseError> {
    let sql = "SELECT account_id, name FROM restaurants.people WHERE email = @P1 ORDER BY account_id";
    let row = tx.query_opt(sql, params![normal_email(email)]).await?;
    row.map(|row| {
        Ok(Person {
            account_id: AccountId(row.get("account_id")?),
            name: row.get("name")?,
        })
    })
    .transpose()
}

/// The name of a person; empty if nothing is known of them.
pub async fn name(tx: &mut Tx, account: AccountId) -> Result<String, DatabaseError> {
    let sql = "SELECT name FROM restaurants.people WHERE account_id = @P1";
    tx.query_opt(sql, params![account.uuid()])
        .await?
        .map_or(Ok(String::new()), |row| row.get("name"))
}
