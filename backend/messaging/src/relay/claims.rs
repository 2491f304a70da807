//! All SQL of the relay.

use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};
use jiff::Timestamp;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::message::{Message, source_of};
use crate::outbox::{self, Backlog};

/// Ids per statement. A few fixed sizes, so that the engine can keep the statements prepared; a list between two sizes
/// is filled up with its last id.
const LIST_SIZES: [usize; 3] = [1, 8, 64];
const LONGEST_LIST: usize = 256;

/// A claimed row: its id, and the message unless the row is damaged.
pub(super) struct Claimed {
    pub id: Uuid,
    pub message: Result<Message, serde_json::Error>,
}

/// The rows of one outbox.
#[derive(Clone)]
pub(super) struct Claims {
    database: Database,
}

impl Claims {
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    pub fn schema(&self) -> &'static str {
        self.database.schema()
    }

    pub async fn begin(&self) -> Result<Tx, DatabaseError> {
        self.database.begin().await
    }

    /// Claims up to `limit` unsent rows until `until`, oldest first.
    pub async fn claim(&self, now: Timestamp, until: Timestamp, limit: usize) -> Result<Vec<Claimed>, DatabaseError> {
        let (schema, dialect) = (self.schema(), self.database.dialect());
        let (hint, rows) = (dialect.claim_hint(), dialect.fetch_first("@P2"));
        let sql = format!(
            "SELECT id, type, subject, payload, traceparent, created_at FROM {schema}.outbox {hint} \
             WHERE sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= @P1) ORDER BY id {rows}"
        );
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let mut tx = self.begin().await?;
        let rows = tx.query(&sql, params![now, limit]).await?;
        let claimed = rows
            .iter()
            .map(|row| read(schema, row))
            .collect::<Result<Vec<_>, _>>()?;
        if claimed.is_empty() {
            tx.rollback().await?;
        } else {
            let ids: Vec<_> = claimed.iter().map(|row| row.id).collect();
            self.claim_until(&mut tx, Some(until), &ids).await?;
            tx.commit().await?;
        }
        Ok(claimed)
    }

    /// Frees every claim, whoever made it.
    pub async fn free_all(&self) -> Result<u64, DatabaseError> {
        let schema = self.schema();
        let mut tx = self.begin().await?;
        let sql = format!(
            "UPDATE {schema}.outbox SET claimed_until = NULL WHERE sent_at IS NULL AND claimed_until IS NOT NULL"
        );
        let freed = tx.execute(&sql, &[]).await?;
        tx.commit().await?;
        Ok(freed)
    }

    pub async fn claim_until(&self, tx: &mut Tx, until: Option<Timestamp>, ids: &[Uuid]) -> Result<(), DatabaseError> {
        let head = format!(
            "UPDATE {}.outbox SET claimed_until = @P1 WHERE sent_at IS NULL AND id IN ",
            self.schema()
        );
        for_each_list(tx, &head, Value::from(until), ids).await
    }

    pub async fn mark_sent(&self, tx: &mut Tx, at: Timestamp, ids: &[Uuid]) -> Result<(), DatabaseError> {
        let head = format!("UPDATE {}.outbox SET sent_at = @P1 WHERE id IN ", self.schema());
        for_each_list(tx, &head, Value::from(at), ids).await
    }

    pub async fn backlog(&self) -> Result<Backlog, DatabaseError> {
        outbox::backlog(&self.database).await
    }
}

fn read(schema: &str, row: &Row) -> Result<Claimed, DatabaseError> {
    let id = row.get("id")?;
    let data = RawValue::from_string(row.get("payload")?);
    let (kind, subject, time) = (row.get("type")?, row.get("subject")?, row.get("created_at")?);
    let traceparent = row.get("traceparent")?;
    let message = data.map(|data| Message {
        id,
        kind,
        source: source_of(schema),
        subject,
        time,
        traceparent,
        data,
    });
    Ok(Claimed { id, message })
}

/// Runs `head (@P2, @P3 …)` over all ids, with `first` as `@P1`.
async fn for_each_list(tx: &mut Tx, head: &str, first: Value, ids: &[Uuid]) -> Result<(), DatabaseError> {
    let mut rest = ids;
    while let Some(last) = rest.last() {
        let size = LIST_SIZES
            .into_iter()
            .find(|size| *size >= rest.len())
            .unwrap_or(LONGEST_LIST);
        let (list, later) = rest.split_at(size.min(rest.len()));
        let placeholders: Vec<_> = (2..size + 2).map(|number| format!("@P{number}")).collect();
        let mut params = Vec::with_capacity(size + 1);
        params.push(first.clone());
        params.extend(
            list.iter()
                .chain(std::iter::repeat(last))
                .take(size)
                .map(|id| Value::from(*id)),
        );
        tx.execute(&format!("{head}({})", placeholders.join(", ")), &params)
            .await?;
        rest = later;
    }
    Ok(())
}
