//! One command, one SQL transaction: state, outbox rows and the idempotency row together.

use crate::{ApiError, Call, Reply};
use bytes::Bytes;
use foodwala_contract::{Endpoint, ErrorCode};
use foodwala_database::{Database, DatabaseError, Tx, params};
use foodwala_messaging::{
    purge::older,
    retention::{self, Retention},
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::{marker::PhantomData, time::Duration};

/// How long an answer is kept for a client that asks again.
pub const IDEMPOTENCY_RETENTION: Duration = Duration::from_secs(48 * 3600);

/// A command's transaction. Dropped without [`Work::commit`], nothing of it stays.
#[derive(Debug)]
pub struct Work<E> {
    tx: Tx,
    key: Option<Key>,
    endpoint: PhantomData<fn() -> E>,
}

/// Under what the answer is kept.
#[derive(Debug)]
struct Key {
    caller: String,
    key: String,
    request_hash: Vec<u8>,
    now: Timestamp,
}

/// What a command finds when it begins.
pub enum Begun<E: Endpoint> {
    /// It was done before, under the same key: this was the answer.
    Replay(Reply<E>),
    /// It is to be done.
    Fresh(Work<E>),
}

impl<E: Endpoint> Work<E> {
    /// Begins the transaction for a call.
    ///
    /// # Errors
    /// `idempotency_key_reused` when the key came with another request before; else the database's.
    pub async fn begin(database: &Database, call: &Call<E>, now: Timestamp) -> Result<Begun<E>, ApiError> {
        let mut tx = database.begin().await?;
        let Some(key) = &call.idempotency_key else {
            return Ok(Begun::Fresh(Self {
                tx,
                key: None,
                endpoint: PhantomData,
            }));
        };
        let key = Key {
            caller: call.caller.key(),
            key: key.clone(),
            request_hash: request_hash(call)?,
            now,
        };
        let Some(kept) = find(&mut tx, &key).await? else {
            return Ok(Begun::Fresh(Self {
                tx,
                key: Some(key),
                endpoint: PhantomData,
            }));
        };
        // The answer rests on what was read: it may only leave once that is durable.
        tx.rollback().await?;
        if kept.endpoint != E::INFO.id || kept.request_hash != key.request_hash {
            return Err(ApiError::new(ErrorCode::IdempotencyKeyReused));
        }
        let reply = Reply::from_json(Bytes::from(kept.response));
        Ok(Begun::Replay(match kept.version {
            Some(version) => reply.with_version(version),
            None => reply,
        }))
    }

    /// The transaction.
    pub fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// What a command came to: its result, with the work to be committed, or its refusal, once the transaction is rolled
    /// back and all that the refusal rests on is durable.
    ///
    /// # Errors
    /// The refusal, or the database's error in place of it.
    pub async fn settle<T>(self, result: Result<T, impl Into<ApiError>>) -> Result<(Self, T), ApiError> {
        match result {
            Ok(value) => Ok((self, value)),
            Err(refusal) => {
                let refusal = refusal.into();
                // One that is run again, or that nobody can act on, rests on nothing.
                if !refusal.is_transient() {
                    self.rollback().await?;
                }
                Err(refusal)
            }
        }
    }

    /// Ends the transaction without a trace, and returns when all that it read is durable, so that an answer can rest on
    /// it.
    ///
    /// # Errors
    /// The database's.
    pub async fn rollback(self) -> Result<(), ApiError> {
        Ok(self.tx.rollback().await?)
    }

    /// Commits what a refusal leaves behind, such as a count of wrong guesses, and hands the refusal on. No answer is kept
    /// under the key: the same call again is a new try.
    pub async fn commit_refused(self, refusal: ApiError) -> ApiError {
        match self.tx.commit().await {
            Ok(()) => refusal,
            Err(error) => error.into(),
        }
    }

    /// Keeps the answer under the key, commits, and hands the answer on.
    ///
    /// # Errors
    /// The database's. A twin in another process that was first makes it transient, so that the command begins again
    /// and finds the twin's answer; so does a commit of which nobody knows whether it happened, if there is a key to
    /// find out by.
    pub async fn commit(mut self, mut reply: Reply<E>) -> Result<Reply<E>, ApiError> {
        if let Some(key) = &self.key {
            let response = reply.json()?;
            match insert::<E>(&mut self.tx, key, &response, reply.version()).await {
                Err(error @ DatabaseError::UniqueViolation { .. }) => return Err(ApiError::twin_was_first(error)),
                result => result?,
            }
        }
        match self.tx.commit().await {
            Err(error) if error.is_commit_unknown() && self.key.is_some() => Err(ApiError::begin_again(error)),
            committed => {
                committed?;
                Ok(reply)
            }
        }
    }
}

struct Kept {
    endpoint: String,
    request_hash: Vec<u8>,
    response: Vec<u8>,
    version: Option<u64>,
}

async fn find(tx: &mut Tx, key: &Key) -> Result<Option<Kept>, DatabaseError> {
    let sql = format!(
        "SELECT endpoint, request_hash, response, etag FROM {}.idempotency WHERE caller = @P1 AND key_text = @P2",
        tx.schema()
    );
    let row = tx
        .query_opt(&sql, params![key.caller.as_str(), key.key.as_str()])
        .await?;
    row.map(|row| {
        Ok(Kept {
            endpoint: row.get("endpoint")?,
            request_hash: row.get("request_hash")?,
            response: row.get("response")?,
            version: row.get("etag")?,
        })
    })
    .transpose()
}

async fn insert<E: Endpoint>(
    tx: &mut Tx,
    key: &Key,
    response: &Bytes,
    version: Option<u64>,
) -> Result<(), DatabaseError> {
    let sql = format!(
        "INSERT INTO {}.idempotency (caller, key_text, endpoint, request_hash, status, response, etag, created_at) \
         VALUES (@P1, @P2, @P3, @P4, @P5, @P6, @P7, @P8)",
        tx.schema()
    );
    let version = version.and_then(|version| i64::try_from(version).ok());
    let values = params![
        key.caller.as_str(),
        key.key.as_str(),
        E::INFO.id,
        key.request_hash.clone(),
        i64::from(E::INFO.status),
        response.to_vec(),
        version,
        key.now
    ];
    tx.execute(&sql, values).await.map(|_rows| ())
}

/// What makes two requests the same: endpoint, path, and body.
fn request_hash<E: Endpoint>(call: &Call<E>) -> Result<Vec<u8>, ApiError> {
    let request = serde_json::to_vec(&(E::INFO.id, &call.path, &call.body)).map_err(ApiError::internal)?;
    Ok(Sha256::digest(&request).to_vec())
}

/// Deletes what a service's unit of work is done with: sent events, notes of handled messages, and answers that nobody can
/// still ask for. A job of every service; may run at any time, any number of times.
///
/// # Errors
/// The database's.
pub async fn purge(database: &Database, now: Timestamp) -> Result<(), DatabaseError> {
    retention::purge(database, now, Retention::default()).await?;
    let before = now.checked_sub(IDEMPOTENCY_RETENTION).unwrap_or(Timestamp::MIN);
    let table = format!("{}.idempotency", database.schema());
    older(database, &table, "created_at", before).await.map(drop)
}
