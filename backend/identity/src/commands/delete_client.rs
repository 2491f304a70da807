//! Removes an API client.

use crate::store::clients;
use foodwala_contract::ClientId;
use foodwala_database::{DatabaseError, Tx};

/// No client was removed.
#[derive(Debug, thiserror::Error)]
pub enum DeleteClientError {
    #[error("there is no such client")]
    NotFound,
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Removes a client. The tokens it holds end by themselves.
pub async fn delete_client(tx: &mut Tx, id: ClientId) -> Result<(), DeleteClientError> {
    if clients::delete(tx, id).await? {
        Ok(())
    } else {
        Err(DeleteClientError::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;
    use uuid::Uuid;

    #[tokio::test]
    async fn what_is_not_there_cannot_be_removed() {
        let world = World::new().await;
        let mut tx = world.identity.database.begin().await.unwrap();
        let result = delete_client(&mut tx, ClientId(Uuid::from_u128(1))).await;
        assert!(matches!(result, Err(DeleteClientError::NotFound)));
    }
}
