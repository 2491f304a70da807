//! All SQL of the schema `customers`: here the profile itself and whom it belonged to.

pub mod addresses;
pub mod favourites;
pub mod sole_owners;

use crate::domain::profile::Stated;
use foodwala_contract::{
    AccountId,
    auth::Account,
    customers::{ConsentRecord, Consents, Customer},
};
use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};
use foodwala_messaging::purge::older;
use jiff::Timestamp;
use std::future::Future;

/// Where a read looks: at committed state, or at what a transaction sees.
pub trait Read: Send {
    /// All rows.
    fn rows(&mut self, sql: &str, params: &[Value]) -> impl Future<Output = Result<Vec<Row>, DatabaseError>> + Send;
}

impl Read for Tx {
    async fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.query(sql, params).await
    }
}

impl Read for &Database {
    async fn rows(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DatabaseError> {
        self.query(sql, params).await
    }
}

/// Where somebody stands with this service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// There is a profile.
    Here,
    /// There was one; it has been erased.
    Erased,
    /// Nothing is known: the account's event is on its way.
    Unknown,
}

/// Where somebody stands.
pub async fn presence(read: &mut impl Read, id: AccountId) -> Result<Presence, DatabaseError> {
    let sql = "SELECT (SELECT COUNT(*) FROM customers.customers WHERE id = @P1) AS here, \
               (SELECT COUNT(*) FROM customers.erased WHERE id = @P1) AS erased";
    let rows = read.rows(sql, params![id.uuid()]).await?;
    let Some(row) = rows.first() else {
        return Ok(Presence::Unknown);
    };
    Ok(match (row.get::<i64>("here")?, row.get::<i64>("erased")?) {
        (_, 1..) => Presence::Erased,
        (1.., _) => Presence::Here,
        _ => Presence::Unknown,
    })
}

/// The whole profile.
pub async fn customer(read: &mut impl Read, id: AccountId) -> Result<Option<Customer>, DatabaseError> {
    let sql = "SELECT version, email, display_name, phone, locale, marketing_email, personalisation \
               FROM customers.customers WHERE id = @P1";
    let rows = read.rows(sql, params![id.uuid()]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    Ok(Some(Customer {
        id,
        version: row.get("version")?,
        display_name: row.get("display_name")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        locale: row.get("locale")?,
        consents: consents(row)?,
        addresses: addresses::all(read, id).await?,
        favourites: favourites::all(read, id).await?,
    }))
}

/// Every change of consents, oldest first.
pub async fn consent_history(read: &mut impl Read, id: AccountId) -> Result<Vec<ConsentRecord>, DatabaseError> {
    let sql = "SELECT marketing_email, personalisation, recorded_at FROM customers.consent_history \
               WHERE customer_id = @P1 ORDER BY recorded_at, id";
    let rows = read.rows(sql, params![id.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(ConsentRecord {
                consents: consents(row)?,
                recorded_at: row.get("recorded_at")?,
            })
        })
        .collect()
}

fn consents(row: &Row) -> Result<Consents, DatabaseError> {
    Ok(Consents {
        marketing_email: row.get("marketing_email")?,
        personalisation: row.get("personalisation")?,
    })
}

/// Some customers' ids after another's, in the order of ids.
pub async fn ids_after(
    database: &Database,
    after: Option<AccountId>,
    limit: u32,
) -> Result<Vec<AccountId>, DatabaseError> {
    let rows = match after {
        None => {
            let first = database.dialect().fetch_first("@P1");
            let sql = format!("SELECT id FROM customers.customers ORDER BY id {first}");
            database.query(&sql, params![limit]).await?
        }
        Some(after) => {
            let first = database.dialect().fetch_first("@P2");
            let sql = format!("SELECT id FROM customers.customers WHERE id > @P1 ORDER BY id {first}");
            database.query(&sql, params![after.uuid(), limit]).await?
        }
    };
    rows.iter().map(|row| row.get("id").map(AccountId)).collect()
}

/// Opens the profile of an account, at version 1.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO customers.customers (id, version, email, display_name, locale, marketing_email, \
               personalisation, created_at) VALUES (@P1, 1, @P2, @P3, @P4, @P5, @P6, @P7)";
    let values = params![
        account.id.uuid(),
        &account.email,
        &account.display_name,
        &account.locale,
        false,
        false,
        account.created_at
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Adds one to a profile's version; `false` when there is none.
pub async fn advance(tx: &mut Tx, id: AccountId) -> Result<bool, DatabaseError> {
    let sql = "UPDATE customers.customers SET version = version + 1 WHERE id = @P1";
    Ok(tx.execute(sql, params![id.uuid()]).await? == 1)
}

/// Replaces what the customer states.
pub async fn set_stated(tx: &mut Tx, id: AccountId, stated: &Stated) -> Result<(), DatabaseError> {
    let sql = "UPDATE customers.customers SET display_name = @P1, phone = @P2, locale = @P3, marketing_email = @P4, \
               personalisation = @P5 WHERE id = @P6";
    let values = params![
        &stated.display_name,
        stated.phone.as_deref(),
        &stated.locale,
        stated.consents.marketing_email,
        stated.consents.personalisation,
        id.uuid()
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Notes a change of consents.
pub async fn record_consents(
    tx: &mut Tx,
    id: AccountId,
    consents: Consents,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO customers.consent_history (id, customer_id, marketing_email, personalisation, recorded_at) \
               VALUES (@P1, @P2, @P3, @P4, @P5)";
    let record = foodwala_clock::new_id(now);
    let values = params![
        record,
        id.uuid(),
        consents.marketing_email,
        consents.personalisation,
        now
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Deletes a profile with everything that belongs to it, and remembers the id.
pub async fn erase(tx: &mut Tx, id: AccountId, now: Timestamp) -> Result<(), DatabaseError> {
    tx.execute("DELETE FROM customers.customers WHERE id = @P1", params![id.uuid()])
        .await?;
    let sql = "INSERT INTO customers.erased (id, erased_at) VALUES (@P1, @P2)";
    tx.execute(sql, params![id.uuid(), now]).await.map(drop)
}

/// Deletes answers that the idempotency table keeps for somebody: they hold addresses.
pub async fn erase_answers(tx: &mut Tx, caller: &str) -> Result<(), DatabaseError> {
    tx.execute("DELETE FROM customers.idempotency WHERE caller = @P1", params![caller])
        .await
        .map(drop)
}

/// Forgets who was erased before a time; returns how many.
pub async fn purge_erased(database: &Database, before: Timestamp) -> Result<u64, DatabaseError> {
    older(database, "customers.erased", "erased_at", before).await
}

/// The number `n` of a count for one customer.
async fn count(tx: &mut Tx, sql: &str, customer: AccountId) -> Result<u32, DatabaseError> {
    tx.query_opt(sql, params![customer.uuid()])
        .await?
        .map_or(Ok(0), |row| row.get("n"))
}
