//! Which consumer has handled which message: one row per pair, in the transaction of the effect.

use std::time::Duration;

use foodwala_database::{Database, DatabaseError, Tx, params};
use jiff::Timestamp;
use uuid::Uuid;

use crate::purge;

/// Notes that `consumer` handles the message in this transaction. `false` when it already has: then the transaction
/// must be rolled back, for on some engines the refused row has spoilt it.
pub async fn record(tx: &mut Tx, consumer: &str, message: Uuid, now: Timestamp) -> Result<bool, DatabaseError> {
    let sql = format!(
        "INSERT INTO {}.inbox (consumer, message_id, received_at) VALUES (@P1, @P2, @P3)",
        tx.schema()
    );
    match tx.execute(&sql, params![consumer, message, now]).await {
        Ok(_) => Ok(true),
        Err(DatabaseError::UniqueViolation { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Deletes the notes older than `retention`; returns how many. A message that is redelivered after that would have its
/// effect twice, so keep them longer than any outbox can lag behind.
pub async fn purge(database: &Database, now: Timestamp, retention: Duration) -> Result<u64, DatabaseError> {
    let schema = database.schema();
    let before = purge::before(now, retention);
    let rows = database.dialect().fetch_first("@P4");
    let sql = format!(
        "DELETE FROM {schema}.inbox WHERE consumer = @P1 AND message_id IN (SELECT message_id FROM {schema}.inbox \
         WHERE consumer = @P1 AND message_id < @P2 AND received_at < @P3 ORDER BY message_id {rows})"
    );
    let mut purged = 0;
    // One after the other through the key, since a list of them all would read every row.
    let next = format!("SELECT MIN(consumer) AS consumer FROM {schema}.inbox WHERE consumer > @P1");
    let mut consumer = String::new();
    loop {
        let row = database.query_opt(&next, params![&consumer]).await?;
        let Some(found) = row.map(|row| row.get("consumer")).transpose()?.flatten() else {
            return Ok(purged);
        };
        consumer = found;
        let params = params![&consumer, purge::ids_until(before), before, purge::BATCH];
        purged += purge::in_batches(database, &sql, params).await?;
    }
}
