//! What each person was told.

use crate::{domain::messages::Words, feed_changed::FeedChanged};
use foodwala_contract::{
    AccountId, NotificationId,
    notifications::{Notification, NotificationKind},
};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use foodwala_messaging::{outbox, purge::older};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// The columns of [`read`].
const COLUMNS: &str = "id, occurred_at, kind, title, body, seen";

/// Adds an entry to a person's feed and announces it through the outbox.
///
/// Invariant: times ascend within a feed, by whole milliseconds, and an id carries its entry's time. So a follower who
/// names the last id they saw misses nothing, even if clocks do not agree.
pub(crate) async fn add(
    tx: &mut Tx,
    account: AccountId,
    about: &NotificationKind,
    words: &Words,
    now: Timestamp,
) -> Result<NotificationId, DatabaseError> {
    let sql = "SELECT MAX(occurred_at) AS latest FROM notifications.feed WHERE account_id = @P1";
    let row = tx.query_opt(sql, params![account.uuid()]).await?;
    let latest = row
        .map(|row| row.get::<Option<Timestamp>>("latest"))
        .transpose()?
        .flatten();
    let at = next_time(now, latest);
    let id = NotificationId(foodwala_clock::new_id(at));
    let kind = serde_json::to_string(about).map_err(|error| DatabaseError::Other(Arc::new(error)))?;
    let sql = "INSERT INTO notifications.feed (id, account_id, occurred_at, kind, title, body, seen) \
               VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7)";
    let values = params![
        id.uuid(),
        account.uuid(),
        at,
        kind,
        words.title.as_str(),
        words.text.as_str(),
        false
    ];
    tx.execute(sql, values).await?;
    outbox::append(
        tx,
        &FeedChanged {
            account_id: account,
            entries: vec![id],
        },
        now,
    )
    .await?;
    Ok(id)
}

/// The time of an entry, as its id carries it; `None` for an id that no entry has.
pub(crate) fn time_of(id: NotificationId) -> Option<Timestamp> {
    let (seconds, nanoseconds) = id.uuid().get_timestamp()?.to_unix();
    Timestamp::new(i64::try_from(seconds).ok()?, i32::try_from(nanoseconds).ok()?).ok()
}

fn next_time(now: Timestamp, latest: Option<Timestamp>) -> Timestamp {
    let after = latest.and_then(|latest| latest.checked_add(SignedDuration::from_millis(1)).ok());
    let time = after.map_or(now, |after| now.max(after));
    Timestamp::from_millisecond(time.as_millisecond()).unwrap_or(time)
}

/// A person's entries from `from` to `to`, both included, oldest first.
pub(crate) async fn between(
    database: &Database,
    account: AccountId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Notification>, DatabaseError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM notifications.feed WHERE account_id = @P1 AND occurred_at >= @P2 \
         AND occurred_at <= @P3 ORDER BY occurred_at"
    );
    let rows = database.query(&sql, params![account.uuid(), from, to]).await?;
    rows.iter().map(read).collect()
}

/// Marks an entry and all before it as seen and announces that; returns those that were not. An id that is not in the
/// feed, such as one that was purged, marks nothing.
pub(crate) async fn mark_seen(
    tx: &mut Tx,
    account: AccountId,
    up_to: NotificationId,
    now: Timestamp,
) -> Result<Vec<NotificationId>, DatabaseError> {
    let sql = "SELECT occurred_at FROM notifications.feed WHERE id = @P1 AND account_id = @P2";
    let Some(row) = tx.query_opt(sql, params![up_to.uuid(), account.uuid()]).await? else {
        return Ok(Vec::new());
    };
    let until: Timestamp = row.get("occurred_at")?;
    let condition = "account_id = @P1 AND occurred_at <= @P2 AND seen = @P3";
    let values = params![account.uuid(), until, false];
    let rows = tx
        .query(&format!("SELECT id FROM notifications.feed WHERE {condition}"), values)
        .await?;
    let entries = rows
        .iter()
        .map(|row| row.get("id").map(NotificationId))
        .collect::<Result<Vec<_>, _>>()?;
    if !entries.is_empty() {
        let sql = format!("UPDATE notifications.feed SET seen = @P4 WHERE {condition}");
        tx.execute(&sql, params![account.uuid(), until, false, true]).await?;
        outbox::append(
            tx,
            &FeedChanged {
                account_id: account,
                entries: entries.clone(),
            },
            now,
        )
        .await?;
    }
    Ok(entries)
}

/// Erases a person's feed and announces that.
pub(crate) async fn erase(tx: &mut Tx, account: AccountId, now: Timestamp) -> Result<(), DatabaseError> {
    let rows = tx
        .query(
            "SELECT id FROM notifications.feed WHERE account_id = @P1",
            params![account.uuid()],
        )
        .await?;
    let entries = rows
        .iter()
        .map(|row| row.get("id").map(NotificationId))
        .collect::<Result<Vec<_>, _>>()?;
    if !entries.is_empty() {
        tx.execute(
            "DELETE FROM notifications.feed WHERE account_id = @P1",
            params![account.uuid()],
        )
        .await?;
        outbox::append(
            tx,
            &FeedChanged {
                account_id: account,
                entries,
            },
            now,
        )
        .await?;
    }
    Ok(())
}

/// Deletes entries before a time; returns how many. Their read documents end by themselves.
pub(crate) async fn purge(database: &Database, before: Timestamp) -> Result<u64, DatabaseError> {
    older(database, "notifications.feed", "occurred_at", before).await
}

/// Everybody who was told something.
pub(crate) async fn accounts(database: &Database) -> Result<Vec<AccountId>, DatabaseError> {
    let rows = database
        .query("SELECT DISTINCT account_id FROM notifications.feed", &[])
        .await?;
    rows.iter().map(|row| row.get("account_id").map(AccountId)).collect()
}

fn read(row: &Row) -> Result<Notification, DatabaseError> {
    let kind: String = row.get("kind")?;
    let about = serde_json::from_str(&kind).map_err(|_| DatabaseError::Decode {
        column: "kind".to_owned(),
        expected: "a kind of notification",
    })?;
    Ok(Notification {
        id: NotificationId(row.get("id")?),
        at: row.get("occurred_at")?,
        read: row.get("seen")?,
        about,
        title: row.get("title")?,
        text: row.get("body")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[tokio::test]
    async fn times_ascend_even_when_the_clock_stands_or_steps_back() {
        let database = Database::temporary("notifications").await.unwrap();
        let account = AccountId(Uuid::from_u128(1));
        let now: Timestamp = "2030-01-01T12:00:00.123456Z".parse().unwrap();
        let words = Words {
            title: "t".to_owned(),
            text: "x".to_owned(),
        };
        let mut ids = Vec::new();
        for now in [now, now, now - SignedDuration::from_secs(5)] {
            let mut tx = database.begin().await.unwrap();
            ids.push(
                add(&mut tx, account, &NotificationKind::Welcome, &words, now)
                    .await
                    .unwrap(),
            );
            tx.commit().await.unwrap();
        }
        let entries = between(&database, account, Timestamp::MIN, Timestamp::MAX)
            .await
            .unwrap();
        assert_eq!(entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), ids);
        assert!(ids.is_sorted());
        for entry in &entries {
            assert_eq!(time_of(entry.id), Some(entry.at));
        }
        let mut tx = database.begin().await.unwrap();
        assert_eq!(mark_seen(&mut tx, account, ids[1], now).await.unwrap().len(), 2);
        assert_eq!(mark_seen(&mut tx, account, ids[2], now).await.unwrap(), ids[2..]);
        let foreign = AccountId(Uuid::from_u128(2));
        assert!(mark_seen(&mut tx, foreign, ids[2], now).await.unwrap().is_empty());
    }

    #[test]
    fn an_id_of_another_kind_has_no_time() {
        assert_eq!(time_of(NotificationId(Uuid::from_u128(1))), None);
    }
}
