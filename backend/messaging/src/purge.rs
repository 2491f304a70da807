//! Deleting old rows in short transactions, so that nobody waits long for the writer.

use std::time::Duration;

use foodwala_database::{Database, DatabaseError, Value};
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
