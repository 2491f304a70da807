//! Mails on their way out.

use crate::domain::messages::Letter;
use foodwala_contract::AccountId;
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use foodwala_messaging::purge::older;
use jiff::Timestamp;
use uuid::Uuid;

/// A mail to send.
#[derive(Debug)]
pub(crate) struct NewMail<'a> {
    /// To whom.
    pub account: AccountId,
    /// Where to; `None` while the person's address is not known, see [`address`].
    pub recipient: Option<&'a str>,
    /// What it says.
    pub letter: &'a Letter,
    /// Until when it is of use; `None` for ever.
    pub useful_until: Option<Timestamp>,
}

/// A mail that somebody has taken in hand to send.
#[derive(Debug, Clone)]
pub(crate) struct DueMail {
    /// Id, also of the message.
    pub id: Uuid,
    /// Where to.
    pub recipient: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// Until when it is of use.
    pub useful_until: Option<Timestamp>,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// Writes a mail down; it is sent after the commit.
pub(crate) async fn enqueue(tx: &mut Tx, mail: NewMail<'_>, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO notifications.mails (id, account_id, recipient, subject, body, created_at, useful_until, \
               attempts, next_attempt_at) VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8, @P6)";
    let values = params![
        foodwala_clock::new_id(now),
        mail.account.uuid(),
        mail.recipient,
        mail.letter.subject.as_str(),
        mail.letter.body.as_str(),
        now,
        mail.useful_until,
        0
    ];
    tx.execute(sql, values).await.map(drop)
}

/// Addresses the mails that waited for a person's address.
pub(crate) async fn address(tx: &mut Tx, account: AccountId, email: &str) -> Result<(), DatabaseError> {
    let sql = "UPDATE notifications.mails SET recipient = @P2 WHERE account_id = @P1 AND recipient IS NULL";
    tx.execute(sql, params![account.uuid(), email]).await.map(drop)
}

/// Takes up to `limit` due mails in hand until `until`: then, if nothing was heard of them, they are due again.
pub(crate) async fn claim(
    database: &Database,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<DueMail>, DatabaseError> {
    const DUE: &str = "sent_at IS NULL AND failed_at IS NULL AND recipient IS NOT NULL AND next_attempt_at <= @P1";
    // Read first: most of the time nothing is due, and the writer is not to be bothered.
    let sql = format!("SELECT COUNT(*) AS due FROM notifications.mails WHERE {DUE}");
    let row = database.query_opt(&sql, params![now]).await?;
    if row.map(|row| row.get::<i64>("due")).transpose()?.unwrap_or(0) == 0 {
        return Ok(Vec::new());
    }
    let (hint, rows) = (database.dialect().claim_hint(), database.dialect().fetch_first("@P2"));
    let sql = format!(
        "SELECT id, recipient, subject, body, created_at, useful_until, attempts FROM notifications.mails {hint} \
         WHERE {DUE} ORDER BY next_attempt_at {rows}"
    );
    let mut tx = database.begin().await?;
    let rows = tx.query(&sql, params![now, limit]).await?;
    let due = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let sql = "UPDATE notifications.mails SET attempts = @P2, next_attempt_at = @P3 WHERE id = @P1";
    for mail in &due {
        tx.execute(sql, params![mail.id, mail.attempt, until]).await?;
    }
    tx.commit().await?;
    Ok(due)
}

/// Notes that a mail was accepted. Its text is of no more use.
pub(crate) async fn sent(database: &Database, id: Uuid, now: Timestamp) -> Result<(), DatabaseError> {
    let sql = "UPDATE notifications.mails SET sent_at = @P2, body = @P3, last_fault = NULL WHERE id = @P1";
    run(database, sql, params![id, now, ""]).await
}

/// Notes why an attempt failed and when the next one is.
pub(crate) async fn postpone(
    database: &Database,
    mail: &DueMail,
    next: Timestamp,
    fault: &str,
) -> Result<(), DatabaseError> {
    let sql = "UPDATE notifications.mails SET next_attempt_at = @P3, last_fault = @P4 \
               WHERE id = @P1 AND attempts = @P2 AND sent_at IS NULL";
    run(database, sql, params![mail.id, mail.attempt, next, fault]).await
}

/// Notes that a mail is given up and why.
pub(crate) async fn give_up(
    database: &Database,
    mail: &DueMail,
    now: Timestamp,
    fault: &str,
) -> Result<(), DatabaseError> {
    let sql = "UPDATE notifications.mails SET failed_at = @P3, last_fault = @P4, body = @P5 \
               WHERE id = @P1 AND attempts = @P2 AND sent_at IS NULL";
    run(database, sql, params![mail.id, mail.attempt, now, fault, ""]).await
}

/// Deletes a person's mails, sent or not.
pub(crate) async fn erase(tx: &mut Tx, account: AccountId) -> Result<(), DatabaseError> {
    tx.execute(
        "DELETE FROM notifications.mails WHERE account_id = @P1",
        params![account.uuid()],
    )
    .await
    .map(drop)
}

/// Deletes mails written before a time; returns how many. None of them can still be on its way.
pub(crate) async fn purge(database: &Database, before: Timestamp) -> Result<u64, DatabaseError> {
    older(database, "notifications.mails", "created_at", before).await
}

async fn run(database: &Database, sql: &str, params: &[foodwala_database::Value]) -> Result<(), DatabaseError> {
    let mut tx = database.begin().await?;
    tx.execute(sql, params).await?;
    tx.commit().await
}

fn read(row: &Row) -> Result<DueMail, DatabaseError> {
    Ok(DueMail {
        id: row.get("id")?,
        recipient: row.get("recipient")?,
        subject: row.get("subject")?,
        body: row.get("body")?,
        created_at: row.get("created_at")?,
        useful_until: row.get("useful_until")?,
        attempt: row.get::<u32>("attempts")?.saturating_add(1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[tokio::test]
    async fn a_mail_is_in_one_hand_at_a_time_and_waits_for_its_address() {
        let database = Database::temporary("notifications").await.unwrap();
        let now: Timestamp = "2030-01-01T12:00:00Z".parse().unwrap();
        let later = now + SignedDuration::from_mins(5);
        let account = AccountId(Uuid::from_u128(1));
        let letter = Letter {
            subject: "s".to_owned(),
            body: "b".to_owned(),
        };
        let mut tx = database.begin().await.unwrap();
        let mail = NewMail {
            account,
            recipient: None,
            letter: &letter,
            useful_until: None,
        };
        enqueue(&mut tx, mail, now).await.unwrap();
        tx.commit().await.unwrap();
        assert!(claim(&database, now, later, 9).await.unwrap().is_empty());

        let mut tx = database.begin().await.unwrap();
        address(&mut tx, account, "a@example.org").await.unwrap();
        tx.commit().await.unwrap();
        let first = claim(&database, now, later, 9).await.unwrap().remove(0);
        assert_eq!((first.attempt, first.recipient.as_str()), (1, "a@example.org"));
        assert!(claim(&database, now, later, 9).await.unwrap().is_empty());

        // Nothing was heard of it: somebody else takes over, and the first no longer decides about it.
        let second = claim(&database, later, later + SignedDuration::from_mins(5), 9)
            .await
            .unwrap()
            .remove(0);
        assert_eq!((second.attempt, second.id), (2, first.id));
        give_up(&database, &first, later, "late").await.unwrap();
        postpone(&database, &second, later, "busy").await.unwrap();
        assert_eq!(claim(&database, later, later, 9).await.unwrap().len(), 1);
        sent(&database, second.id, later).await.unwrap();
        assert!(
            claim(&database, Timestamp::MAX, Timestamp::MAX, 9)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
