//! Messages that a queue gave up on: kept with their fault, listed, shown, and brought back.

use std::error::Error;

use foodwala_database::{Database, DatabaseError, Row, params};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::message::Message;

const COLUMNS: &str = "id, queue, message_id, type, source, subject, time, traceparent, payload, fault, attempts, \
                       failed_at, replay_requested_at";

/// A message that a queue gave up on.
#[derive(Clone, Debug, Serialize)]
pub struct DeadLetter {
    /// Names this dead letter; the message's own id is the same in every queue that gave up on it.
    pub id: Uuid,
    /// The queue that gave up.
    pub queue: String,
    /// The message, unchanged.
    pub message: Message,
    /// The last error with its causes.
    pub fault: String,
    /// How often it was tried, replays included.
    pub attempts: u32,
    /// When it was given up on last.
    pub failed_at: Timestamp,
    /// Set while a replay is asked for and not yet done.
    pub replay_requested_at: Option<Timestamp>,
}

/// Which dead letters to list.
#[derive(Clone, Debug)]
pub struct DeadLetterQuery {
    /// Of this queue only.
    pub queue: Option<String>,
    /// Those that follow this one in the list.
    pub after: Option<Uuid>,
    /// How many at most.
    pub limit: u32,
}

impl Default for DeadLetterQuery {
    /// The newest hundred of all queues.
    fn default() -> Self {
        Self {
            queue: None,
            after: None,
            limit: 100,
        }
    }
}

/// Why dead letters could not be read or replayed.
#[derive(Debug, thiserror::Error)]
pub enum DeadLetterError {
    /// There is none with this id; it may have been replayed meanwhile.
    #[error("there is no dead letter {0}")]
    NotFound(Uuid),
    /// The store failed.
    #[error("the store of dead letters failed")]
    Store(#[from] DatabaseError),
    /// The broker that keeps them failed or cannot be reached.
    #[error("the broker that keeps the dead letters is not available")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
}

/// What a queue says when it gives up.
pub(crate) struct Verdict<'a> {
    pub queue: &'a str,
    pub message: &'a Message,
    pub fault: &'a str,
    pub attempts: u32,
}

/// The store of dead letters: table `dead_letters` of a schema of its own, `bus`. Any process that can open the schema
/// may use it; what it asks to be replayed is replayed by the process that runs the bus.
#[derive(Clone, Debug)]
pub struct DeadLetters {
    database: Database,
}

impl DeadLetters {
    /// The dead letters in `database`.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// Dead letters, newest first.
    pub async fn list(&self, query: &DeadLetterQuery) -> Result<Vec<DeadLetter>, DeadLetterError> {
        let table = self.table();
        let rows = self.database.dialect().fetch_first("@P3");
        let sql = format!(
            "SELECT {COLUMNS} FROM {table} WHERE (@P1 IS NULL OR queue = @P1) AND (@P2 IS NULL OR id < @P2) \
             ORDER BY id DESC {rows}"
        );
        let rows = self
            .database
            .query(&sql, params![query.queue.as_ref(), query.after, query.limit])
            .await?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }

    /// One dead letter.
    pub async fn show(&self, id: Uuid) -> Result<DeadLetter, DeadLetterError> {
        let sql = format!("SELECT {COLUMNS} FROM {} WHERE id = @P1", self.table());
        let row = self
            .database
            .query_opt(&sql, params![id])
            .await?
            .ok_or(DeadLetterError::NotFound(id))?;
        Ok(read(&row)?)
    }

    /// Asks for a dead letter to be delivered once more. It stays listed until it has been handled; one that fails
    /// again stays for good, with its new fault.
    pub async fn replay(&self, id: Uuid, now: Timestamp) -> Result<(), DeadLetterError> {
        let sql = format!("UPDATE {} SET replay_requested_at = @P1 WHERE id = @P2", self.table());
        let mut tx = self.database.begin().await?;
        let found = tx.execute(&sql, params![now, id]).await?;
        tx.commit().await?;
        if found == 0 {
            Err(DeadLetterError::NotFound(id))
        } else {
            Ok(())
        }
    }

    /// Keeps a message; one that the queue has given up on before keeps its id, and its attempts add up.
    pub(crate) async fn store(&self, verdict: Verdict<'_>, now: Timestamp) -> Result<(), DatabaseError> {
        let table = self.table();
        let Verdict {
            queue,
            message,
            fault,
            attempts,
        } = verdict;
        let mut tx = self.database.begin().await?;
        let again = format!(
            "UPDATE {table} SET fault = @P1, attempts = attempts + @P2, failed_at = @P3, replay_requested_at = NULL \
             WHERE queue = @P4 AND message_id = @P5"
        );
        if tx
            .execute(&again, params![fault, attempts, now, queue, message.id])
            .await?
            == 0
        {
            let insert = format!(
                "INSERT INTO {table} (id, queue, message_id, type, source, subject, time, traceparent, payload, fault, \
                 attempts, failed_at) VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8, @P9, @P10, @P11, @P12)"
            );
            let params = params![
                foodwala_clock::new_id(now),
                queue,
                message.id,
                &message.kind,
                &message.source,
                &message.subject,
                message.time,
                message.traceparent.as_ref(),
                message.data.get(),
                fault,
                attempts,
                now,
            ];
            tx.execute(&insert, params).await?;
        }
        tx.commit().await
    }

    /// Those to be replayed to one of the queues, longest waiting first.
    pub(crate) async fn requested(&self, queues: &[&str], limit: u32) -> Result<Vec<DeadLetter>, DatabaseError> {
        if queues.is_empty() {
            return Ok(Vec::new());
        }
        let placeholders: Vec<_> = (2..queues.len() + 2).map(|number| format!("@P{number}")).collect();
        let sql = format!(
            "SELECT {COLUMNS} FROM {} WHERE replay_requested_at IS NOT NULL AND queue IN ({}) \
             ORDER BY replay_requested_at, id {}",
            self.table(),
            placeholders.join(", "),
            self.database.dialect().fetch_first("@P1"),
        );
        let mut params = vec![limit.into()];
        params.extend(queues.iter().map(|queue| (*queue).into()));
        self.database.query(&sql, &params).await?.iter().map(read).collect()
    }

    /// Forgets one that has been handled after all.
    pub(crate) async fn settle(&self, id: Uuid) -> Result<(), DatabaseError> {
        let mut tx = self.database.begin().await?;
        tx.execute(&format!("DELETE FROM {} WHERE id = @P1", self.table()), params![id])
            .await?;
        tx.commit().await
    }

    fn table(&self) -> String {
        format!("{}.dead_letters", self.database.schema())
    }
}

fn read(row: &Row) -> Result<DeadLetter, DatabaseError> {
    let data = RawValue::from_string(row.get("payload")?).map_err(|_| DatabaseError::Decode {
        column: "payload".to_owned(),
        expected: "JSON",
    })?;
    Ok(DeadLetter {
        id: row.get("id")?,
        queue: row.get("queue")?,
        message: Message {
            id: row.get("message_id")?,
            kind: row.get("type")?,
            source: row.get("source")?,
            subject: row.get("subject")?,
            time: row.get("time")?,
            traceparent: row.get("traceparent")?,
            data,
        },
        fault: row.get("fault")?,
        attempts: row.get("attempts")?,
        failed_at: row.get("failed_at")?,
        replay_requested_at: row.get("replay_requested_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(id: u128) -> Message {
        Message {
            id: Uuid::from_u128(id),
            kind: "foodwala.bell.rung.v1".into(),
            source: "/foodwala/bells".into(),
            subject: "door".into(),
            time: Timestamp::constant(1_800_000_000, 0),
            traceparent: Some("00-a-b-01".into()),
            data: RawValue::from_string(r#"{"bell":"door"}"#.into()).unwrap(),
        }
    }

    #[tokio::test]
    async fn keeps_one_per_queue_and_message_and_counts_its_attempts() {
        let letters = DeadLetters::new(Database::temporary("bus").await.unwrap());
        let at = |second: i64| Timestamp::new(1_800_000_000 + second, 0).unwrap();
        let first = message(1);
        for (queue, fault, second) in [("a", "one", 1), ("b", "two", 2), ("a", "three", 3)] {
            let verdict = Verdict {
                queue,
                message: &first,
                fault,
                attempts: 4,
            };
            letters.store(verdict, at(second)).await.unwrap();
        }

        let all = letters.list(&DeadLetterQuery::default()).await.unwrap();
        assert_eq!(
            all.iter().map(|letter| letter.queue.as_str()).collect::<Vec<_>>(),
            ["b", "a"]
        );
        let shown = letters.show(all[1].id).await.unwrap();
        assert_eq!(
            (shown.fault.as_str(), shown.attempts, shown.failed_at),
            ("three", 8, at(3))
        );
        assert_eq!(shown.message.to_json().unwrap(), first.to_json().unwrap());

        let next = DeadLetterQuery {
            after: Some(all[0].id),
            ..DeadLetterQuery::default()
        };
        assert_eq!(letters.list(&next).await.unwrap().len(), 1);
        let of_queue = DeadLetterQuery {
            queue: Some("b".into()),
            ..DeadLetterQuery::default()
        };
        assert_eq!(letters.list(&of_queue).await.unwrap().len(), 1);
    }

    #[tokio::test]
    async fn asks_for_replays_of_the_queues_that_run_here() {
        let letters = DeadLetters::new(Database::temporary("bus").await.unwrap());
        let now = Timestamp::constant(1_800_000_000, 0);
        for queue in ["a", "b"] {
            letters
                .store(
                    Verdict {
                        queue,
                        message: &message(1),
                        fault: "no",
                        attempts: 1,
                    },
                    now,
                )
                .await
                .unwrap();
        }
        for letter in letters.list(&DeadLetterQuery::default()).await.unwrap() {
            letters.replay(letter.id, now).await.unwrap();
        }
        let requested = letters.requested(&["b", "c"], 10).await.unwrap();
        assert_eq!(
            requested.iter().map(|letter| letter.queue.as_str()).collect::<Vec<_>>(),
            ["b"]
        );

        letters.settle(requested[0].id).await.unwrap();
        assert!(letters.requested(&["b"], 10).await.unwrap().is_empty());
        let gone = letters.replay(requested[0].id, now).await;
        assert!(matches!(gone, Err(DeadLetterError::NotFound(id)) if id == requested[0].id));
    }
}
