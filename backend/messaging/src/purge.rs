//! Deleting old rows in short transactions, so that nobody waits long: for the writer, or for the whole table, which SQL
//! Server locks for a statement that changes more than some thousands of rows.

use std::time::Duration;

use foodwala_database::{Database, DatabaseError, Value, params};
use jiff::Timestamp;
use uuid::Uuid;

/// Rows per transaction.
pub(crate) const BATCH: i64 = 2_000;

/// The instant that lies `retention` before `now`.
pub(crate) fn before(now: Timestamp, retention: Duration) -> Timestamp {
    now.checked_sub(retention).unwrap_or(Timestamp::MIN)
}

/// Above the ids of all messages appended before `time`. What happened to a message before some instant happened to one
/// appended before it, so that a range of ids finds old rows without reading the young ones.
pub(crate) fn ids_until(time: Timestamp) -> Uuid {
    let millis = u128::try_from(time.as_millisecond()).unwrap_or(0).saturating_add(1);
    Uuid::from_u128(millis << 80)
}

/// Deletes the rows whose `column`, a time with an index on it, lies before `before`, oldest first; returns how many.
/// Table and column come from code, never from input.
///
/// # Errors
/// The database's. What was deleted until then stays deleted.
pub async fn older(database: &Database, table: &str, column: &str, before: Timestamp) -> Result<u64, DatabaseError> {
    let rows = database.dialect().fetch_first("@P2");
    let oldest = format!("SELECT {column} AS at FROM {table} WHERE {column} < @P1 ORDER BY {column} {rows}");
    let delete = format!("DELETE FROM {table} WHERE {column} <= @P1");
    let mut purged = 0;
    loop {
        let found = database.query(&oldest, params![before, BATCH]).await?;
        let Some(last) = found.last() else {
            return Ok(purged);
        };
        let mut tx = database.begin().await?;
        purged += tx.execute(&delete, params![last.get::<Timestamp>("at")?]).await?;
        tx.commit().await?;
        if found.len() < usize::try_from(BATCH).unwrap_or(usize::MAX) {
            return Ok(purged);
        }
    }
}

/// Runs the DELETE, which takes at most [`BATCH`] rows, until it finds fewer.
pub(crate) async fn in_batches(database: &Database, delete: &str, params: &[Value]) -> Result<u64, DatabaseError> {
    let mut purged = 0;
    loop {
        let mut tx = database.begin().await?;
        let deleted = tx.execute(delete, params).await?;
        tx.commit().await?;
        purged += deleted;
        if deleted < BATCH.unsigned_abs() {
            return Ok(purged);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_older_goes_in_short_transactions_and_the_rest_stays() {
        let database = Database::temporary("trial").await.unwrap();
        let old = BATCH * 2 + 5;
        let mut tx = database.begin().await.unwrap();
        for row in 0..old + 3 {
            let at = Timestamp::from_microsecond(row).unwrap();
            let sql = "INSERT INTO trial.inbox (consumer, message_id, received_at) VALUES (@P1, @P2, @P3)";
            tx.execute(sql, params!["a", Uuid::from_u128(row.unsigned_abs().into()), at])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let before = Timestamp::from_microsecond(old).unwrap();
        for expected in [old.unsigned_abs(), 0] {
            let purged = older(&database, "trial.inbox", "received_at", before).await.unwrap();
            assert_eq!(purged, expected);
        }
        let left = "SELECT COUNT(*) AS n FROM trial.inbox";
        let row = database.query_opt(left, &[]).await.unwrap().unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 3);
    }
}
