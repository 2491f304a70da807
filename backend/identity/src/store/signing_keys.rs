//! `identity.signing_keys`.

use crate::issuer::SigningKey;
use foodwala_database::{Database, DatabaseError, Tx, params};

/// All keys, oldest first.
pub async fn all(database: &Database) -> Result<Vec<SigningKey>, DatabaseError> {
    let sql = "SELECT generation, kid, private_key, active_from FROM identity.signing_keys ORDER BY generation";
    let rows = database.query(sql, &[]).await?;
    rows.iter()
        .map(|row| {
            Ok(SigningKey {
                generation: row.get("generation")?,
                kid: row.get("kid")?,
                private_key: row.get("private_key")?,
                active_from: row.get("active_from")?,
            })
        })
        .collect()
}

/// Adds a key; a unique violation when another process has made this generation.
pub async fn insert(tx: &mut Tx, key: &SigningKey) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO identity.signing_keys (generation, kid, private_key, active_from) \
               VALUES (@P1, @P2, @P3, @P4)";
    let values = params![key.generation, &key.kid, key.private_key.clone(), key.active_from];
    tx.execute(sql, values).await.map(drop)
}

/// Deletes a key.
pub async fn delete(tx: &mut Tx, generation: i64) -> Result<(), DatabaseError> {
    tx.execute(
        "DELETE FROM identity.signing_keys WHERE generation = @P1",
        params![generation],
    )
    .await
    .map(drop)
}
