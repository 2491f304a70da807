//! Events on their way out: rows written in the transaction of the state they tell of.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use foodwala_contract::events::Event;
use foodwala_database::{Database, DatabaseError, Tx, params};
use jiff::Timestamp;
use tokio::sync::watch;
use uuid::Uuid;

use crate::message::CodecError;
use crate::{purge, telemetry, trace};

/// Adds an event to the outbox of the transaction's schema and returns its message id. It is published after the
/// commit, and never if there is none. It carries the [`trace::current`] trace context on.
pub async fn append<E: Event>(tx: &mut Tx, event: &E, now: Timestamp) -> Result<Uuid, DatabaseError> {
    let schema = tx.schema();
    let id = ascending_id(now);
    let payload =
        serde_json::to_string(event).map_err(|error| DatabaseError::Other(Arc::new(CodecError::Encode(error))))?;
    let sql = format!(
        "INSERT INTO {schema}.outbox (id, type, subject, payload, traceparent, created_at) \
         VALUES (@P1, @P2, @P3, @P4, @P5, @P6)"
    );
    tx.execute(
        &sql,
        params![id, E::TYPE, event.subject(), payload, trace::current(), now],
    )
    .await?;
    tx.on_commit(move || {
        telemetry::committed(schema, E::TYPE);
        wakes(schema).send_modify(|commits| *commits = commits.wrapping_add(1));
    });
    Ok(id)
}

/// What waits in an outbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// Rows not yet sent.
    pub unsent: u64,
    /// When the oldest of them was appended.
    pub oldest: Option<Timestamp>,
}

/// What waits in a schema's outbox.
pub async fn backlog(database: &Database) -> Result<Backlog, DatabaseError> {
    let schema = database.schema();
    let sql =
        format!("SELECT COUNT(*) AS unsent, MIN(created_at) AS oldest FROM {schema}.outbox WHERE sent_at IS NULL");
    let Some(row) = database.query_opt(&sql, &[]).await? else {
        return Ok(Backlog {
            unsent: 0,
            oldest: None,
        });
    };
    Ok(Backlog {
        unsent: row.get("unsent")?,
        oldest: row.get("oldest")?,
    })
}

/// Deletes rows sent longer than `retention` ago; returns how many. Unsent rows stay whatever their age.
pub async fn purge(database: &Database, now: Timestamp, retention: Duration) -> Result<u64, DatabaseError> {
    let schema = database.schema();
    let before = purge::before(now, retention);
    let rows = database.dialect().fetch_first("@P3");
    let sql = format!(
        "DELETE FROM {schema}.outbox WHERE id IN \
         (SELECT id FROM {schema}.outbox WHERE id < @P1 AND sent_at < @P2 ORDER BY id {rows})"
    );
    purge::in_batches(database, &sql, params![purge::ids_until(before), before, purge::BATCH]).await
}

/// An id above all that this process made before, even when `now` was read before theirs: the relay sends in the order
/// of ids, and a command that waited for the writer commits later than its clock reading says.
fn ascending_id(now: Timestamp) -> Uuid {
    static LATEST: AtomicI64 = AtomicI64::new(0);
    let millis = now.as_millisecond();
    let latest = LATEST.fetch_max(millis, Ordering::Relaxed).max(millis);
    foodwala_clock::new_id(Timestamp::from_millisecond(latest).unwrap_or(now))
}

/// Counts the commits in this process that brought something into the schema's outbox.
pub(crate) fn wakes(schema: &'static str) -> watch::Sender<u64> {
    static WAKES: LazyLock<Mutex<HashMap<&'static str, watch::Sender<u64>>>> = LazyLock::new(Mutex::default);
    WAKES
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .entry(schema)
        .or_default()
        .clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_even_when_the_clock_reading_is_older() {
        let late = Timestamp::constant(1_900_000_000, 0);
        let early = Timestamp::constant(1_800_000_000, 0);
        let ids = [
            ascending_id(late),
            ascending_id(early),
            ascending_id(late),
            ascending_id(early),
        ];
        assert!(ids.is_sorted());
    }
}
