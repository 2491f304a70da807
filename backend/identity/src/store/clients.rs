//! `identity.api_clients`.

use super::{Read, json, list};
use foodwala_contract::{ClientId, auth::ApiClient};
use foodwala_database::{Database, DatabaseError, Row, Tx, params};
use uuid::Uuid;

/// Adds a client.
pub async fn insert(tx: &mut Tx, client: &ApiClient, secret_hash: [u8; 32]) -> Result<(), DatabaseError> {
    let sql = "INSERT INTO identity.api_clients (id, secret_hash, name, scopes, restaurant_ids, created_at) \
               VALUES (@P1, @P2, @P3, @P4, @P5, @P6)";
    let values = params![
        client.id.uuid(),
        secret_hash,
        &client.name,
        json(&client.scopes)?,
        json(&client.restaurant_ids)?,
        client.created_at
    ];
    tx.execute(sql, values).await.map(drop)
}

/// The client with this id and secret.
pub async fn authenticated(
    read: &mut impl Read,
    id: ClientId,
    secret_hash: [u8; 32],
) -> Result<Option<ApiClient>, DatabaseError> {
    let sql = "SELECT id, name, scopes, restaurant_ids, created_at FROM identity.api_clients \
               WHERE id = @P1 AND secret_hash = @P2";
    let row = read.row(sql, params![id.uuid(), secret_hash]).await?;
    row.as_ref().map(client).transpose()
}

/// All clients, newest first.
pub async fn all(database: &Database) -> Result<Vec<ApiClient>, DatabaseError> {
    let sql = "SELECT id, name, scopes, restaurant_ids, created_at FROM identity.api_clients \
               ORDER BY created_at DESC, id DESC";
    database.query(sql, &[]).await?.iter().map(client).collect()
}

/// Deletes a client; `false` when there is none.
pub async fn delete(tx: &mut Tx, id: ClientId) -> Result<bool, DatabaseError> {
    Ok(tx
        .execute("DELETE FROM identity.api_clients WHERE id = @P1", params![id.uuid()])
        .await?
        == 1)
}

fn client(row: &Row) -> Result<ApiClient, DatabaseError> {
    Ok(ApiClient {
        id: ClientId(row.get::<Uuid>("id")?),
        name: row.get("name")?,
        scopes: list(row, "scopes")?,
        restaurant_ids: list(row, "restaurant_ids")?,
        created_at: row.get("created_at")?,
    })
}
