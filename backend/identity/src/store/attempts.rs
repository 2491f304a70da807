//! `identity.attempts`: what is throttled, by e-mail, whether or not it has an account.

use super::Read;
use foodwala_database::{Database, DatabaseError, Tx, params};
use foodwala_messaging::purge::older;
use jiff::Timestamp;

/// What was attempted.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A password that was wrong.
    LoginFailed,
    /// A link to set a new password.
    ResetRequested,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::LoginFailed => "login_failed",
            Self::ResetRequested => "reset_requested",
        }
    }
}

/// Attempts within some time.
#[derive(Debug, Clone, Copy)]
pub struct Attempts {
    /// How many.
    pub count: u32,
    /// The first of them.
    pub oldest: Option<Timestamp>,
}

/// Attempts with one e-mail since a time.
pub async fn of_email(
    read: &mut impl Read,
    kind: Kind,
    email_key: &str,
    since: Timestamp,
) -> Result<Attempts, DatabaseError> {
    let sql = "SELECT COUNT(*) AS attempts, MIN(attempted_at) AS oldest FROM identity.attempts \
               WHERE subject = @P1 AND kind = @P2 AND attempted_at > @P3";
    match read
        .row(sql, params![crate::secret::hash(email_key), kind.as_str(), since])
        .await?
    {
        Some(row) => Ok(Attempts {
            count: row.get("attempts")?,
            oldest: row.get("oldest")?,
        }),
        None => Ok(Attempts { count: 0, oldest: None }),
    }
}

/// How many attempts there were with all e-mails since a time.
pub async fn overall(read: &mut impl Read, kind: Kind, since: Timestamp) -> Result<u32, DatabaseError> {
    let sql = "SELECT COUNT(*) AS attempts FROM identity.attempts WHERE attempted_at > @P1 AND kind = @P2";
    match read.row(sql, params![since, kind.as_str()]).await? {
        Some(row) => row.get("attempts"),
        None => Ok(0),
    }
}

/// Notes an attempt.
pub async fn insert(tx: &mut Tx, kind: Kind, email_key: &str, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO identity.attempts (id, kind, subject, attempted_at) VALUES (@P1, @P2, @P3, @P4)";
    let values = params![
        foodwala_clock::new_id(now),
        kind.as_str(),
        crate::secret::hash(email_key),
        now
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Forgets what failed with an e-mail.
pub async fn forget(tx: &mut Tx, kind: Kind, email_key: &str) -> Result<(), DatabaseError> {
    let sql = "DELETE FROM identity.attempts WHERE subject = @P1 AND kind = @P2";
    tx.execute(sql, params![crate::secret::hash(email_key), kind.as_str()])
        .await
        .map(drop)
}

/// Forgets everything attempted before a time; returns how much.
pub async fn purge(database: &Database, before: Timestamp) -> Result<u64, DatabaseError> {
    older(database, "identity.attempts", "attempted_at", before).await
}
