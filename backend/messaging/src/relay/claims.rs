//! All SQL of the relay.

use std::collections::{HashMap, HashSet};

use foodwala_database::{Database, DatabaseError, Row, Tx, Value, params};
use jiff::Timestamp;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::message::{Message, source_of};
use crate::outbox::{self, Backlog};

use super::held::Held;

/// Ids per statement. A few fixed sizes, so that the engine can keep the statements prepared; a list between two sizes
/// is filled up with its last id.
const LIST_SIZES: [usize; 3] = [1, 8, 64];
const LONGEST_LIST: usize = 256;

const COLUMNS: &str = "id, type, subject, payload, traceparent, created_at";
const UNSENT: &str = "sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= @P1)";

/// A claimed row: its id, and the message unless the row is damaged.
pub(super) struct Claimed {
    pub id: Uuid,
    pub message: Result<Message, serde_json::Error>,
}

/// The rows of one outbox.
#[derive(Clone)]
pub(super) struct Claims {
    database: Database,
    exclusive: bool,
}

impl Claims {
    pub fn new(database: Database, exclusive: bool) -> Self {
        Self { database, exclusive }
    }

    /// Whether this is the only relay of the schema.
    pub fn is_exclusive(&self) -> bool {
        self.exclusive
    }

    pub fn schema(&self) -> &'static str {
        self.database.schema()
    }

    pub async fn begin(&self) -> Result<Tx, DatabaseError> {
        self.database.begin().await
    }

    /// Up to `limit` unsent rows that are not `held`, oldest first; claimed until `until`, unless nobody else could. None is
    /// among them that would overtake one of its subject which another relay, maybe a dead one, has claimed.
    pub async fn claim(
        &self,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
        held: &Held,
    ) -> Result<Vec<Claimed>, DatabaseError> {
        match (self.exclusive, held.is_empty()) {
            (false, _) => self.claim_rows(now, until, limit, held).await,
            (true, true) => self.committed(now, limit).await,
            (true, false) => self.committed_but(held, now, limit).await,
        }
    }

    async fn committed(&self, now: Timestamp, limit: usize) -> Result<Vec<Claimed>, DatabaseError> {
        let (schema, rows) = (self.schema(), self.database.dialect().fetch_first("@P2"));
        let sql = format!("SELECT {COLUMNS} FROM {schema}.outbox WHERE {UNSENT} ORDER BY id {rows}");
        let rows = self.database.query(&sql, params![now, count(limit)]).await?;
        read_all(schema, &rows)
    }

    /// Looks at ids first: what is held may be many times what is not.
    async fn committed_but(&self, held: &Held, now: Timestamp, limit: usize) -> Result<Vec<Claimed>, DatabaseError> {
        let (schema, rows) = (self.schema(), self.database.dialect().fetch_first("@P2"));
        let sql = format!("SELECT id FROM {schema}.outbox WHERE {UNSENT} ORDER BY id {rows}");
        let unsent = count(limit.saturating_add(held.len()));
        let mut ids = Vec::new();
        for row in self.database.query(&sql, params![now, unsent]).await? {
            let id = row.get("id")?;
            if ids.len() < limit && !held.contains(id) {
                ids.push(id);
            }
        }
        let mut found = Vec::with_capacity(ids.len());
        for (places, params) in lists(&ids, 1, &[]) {
            let sql = format!("SELECT {COLUMNS} FROM {schema}.outbox WHERE id IN ({places}) ORDER BY id");
            found.extend(read_all(schema, &self.database.query(&sql, &params).await?)?);
        }
        Ok(found)
    }

    async fn claim_rows(
        &self,
        now: Timestamp,
        until: Timestamp,
        limit: usize,
        held: &Held,
    ) -> Result<Vec<Claimed>, DatabaseError> {
        let (schema, dialect) = (self.schema(), self.database.dialect());
        let (hint, rows) = (dialect.claim_hint(), dialect.fetch_first("@P2"));
        let sql = format!("SELECT {COLUMNS} FROM {schema}.outbox {hint} WHERE {UNSENT} ORDER BY id {rows}");
        let mut tx = self.begin().await?;
        let rows = tx.query(&sql, params![now, count(limit)]).await?;
        let mut claimed = read_all(schema, &rows)?;
        self.leave_what_would_overtake(&mut tx, &mut claimed, held).await?;
        if claimed.is_empty() {
            tx.rollback().await?;
        } else {
            let ids: Vec<_> = claimed.iter().map(|row| row.id).collect();
            self.claim_until(&mut tx, Some(until), &ids).await?;
            tx.commit().await?;
        }
        Ok(claimed)
    }

    /// Keeps of `found`, which are in their order, only rows of whose subject no earlier one is in another relay's hands.
    async fn leave_what_would_overtake(
        &self,
        tx: &mut Tx,
        found: &mut Vec<Claimed>,
        held: &Held,
    ) -> Result<(), DatabaseError> {
        let Some(last) = found.last() else { return Ok(()) };
        // Also what the claim passed over because somebody is about to claim it.
        let sql = format!(
            "SELECT id, subject FROM {}.outbox WHERE sent_at IS NULL AND id < @P1",
            self.schema()
        );
        let earlier = tx.query(&sql, params![last.id]).await?;
        let ours: HashSet<Uuid> = found.iter().map(|row| row.id).collect();
        let mut theirs: HashMap<String, Uuid> = HashMap::new();
        for row in earlier {
            let id: Uuid = row.get("id")?;
            if !ours.contains(&id) && !held.contains(id) {
                let first = theirs.entry(row.get("subject")?).or_insert(id);
                *first = id.min(*first);
            }
        }
        found.retain(|row| {
            let subject = row.message.as_ref().map(|message| message.subject.as_str());
            let first = subject.ok().and_then(|subject| theirs.get(subject));
            first.is_none_or(|first| row.id < *first)
        });
        Ok(())
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

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

fn read_all(schema: &str, rows: &[Row]) -> Result<Vec<Claimed>, DatabaseError> {
    rows.iter().map(|row| read(schema, row)).collect()
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
    for (places, params) in lists(ids, 2, &[first]) {
        tx.execute(&format!("{head}({places})"), &params).await?;
    }
    Ok(())
}

/// All ids in lists of parameters that follow the `given` ones: the places, numbered from `first_place`, and what is in them.
fn lists<'a>(
    ids: &'a [Uuid],
    first_place: usize,
    given: &'a [Value],
) -> impl Iterator<Item = (String, Vec<Value>)> + 'a {
    let mut rest = ids;
    std::iter::from_fn(move || {
        let last = rest.last()?;
        let size = LIST_SIZES
            .into_iter()
            .find(|size| *size >= rest.len())
            .unwrap_or(LONGEST_LIST);
        let (list, later) = rest.split_at(size.min(rest.len()));
        let places: Vec<_> = (0..size).map(|place| format!("@P{}", place + first_place)).collect();
        let mut params = Vec::with_capacity(given.len() + size);
        params.extend_from_slice(given);
        let filled = list.iter().chain(std::iter::repeat(last)).take(size);
        params.extend(filled.map(|id| Value::from(*id)));
        rest = later;
        Some((places.join(", "), params))
    })
}
