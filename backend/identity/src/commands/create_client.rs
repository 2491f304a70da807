//! Registers an API client.

use crate::{
    domain::{
        invalid::{Faults, Invalid},
        person,
    },
    secret::{Purpose, Secret},
    store::clients,
};
use foodwala_contract::{
    ClientId,
    auth::{ApiClient, CreateClientRequest, CreatedClient},
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Each of them is in every token of the client, which has to fit into a header.
const MAX_RESTAURANTS: usize = 50;

/// No client was registered.
#[derive(Debug, thiserror::Error)]
pub enum CreateClientError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Registers a client with a fresh secret, of which only the hash is kept. (The answer is kept with the command's
/// idempotency key for as long as any answer: a client that asks again gets the same secret.)
pub async fn create_client(
    tx: &mut Tx,
    command: CreateClientRequest,
    now: Timestamp,
) -> Result<CreatedClient, CreateClientError> {
    let scopes = BTreeSet::from_iter(command.scopes);
    let restaurants = BTreeSet::from_iter(command.restaurant_ids);
    let mut faults = Faults::default();
    faults.check(
        person::is_name(&command.name),
        "/name",
        "must have 1 to 80 visible characters",
    );
    faults.check(!scopes.is_empty(), "/scopes", "must name at least one scope");
    faults.check(
        (1..=MAX_RESTAURANTS).contains(&restaurants.len()),
        "/restaurant_ids",
        "must name 1 to 50 restaurants",
    );
    faults.into_result()?;
    let client = ApiClient {
        id: ClientId(foodwala_clock::new_id(now)),
        name: command.name.trim().to_owned(),
        scopes: scopes.into_iter().collect(),
        restaurant_ids: restaurants.into_iter().collect(),
        created_at: now,
    };
    let secret = Secret::random(Purpose::Client);
    clients::insert(tx, &client, secret.hash()).await?;
    Ok(CreatedClient {
        client,
        client_secret: secret.into_text(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;
    use foodwala_contract::{RestaurantId, access::Scope};
    use uuid::Uuid;

    #[tokio::test]
    async fn a_client_is_registered_without_repetitions() {
        let world = World::new().await;
        let restaurant = RestaurantId(Uuid::from_u128(1));
        let command = CreateClientRequest {
            name: " Till ".to_owned(),
            scopes: vec![Scope::MenuWrite, Scope::BoardRead, Scope::MenuWrite],
            restaurant_ids: vec![restaurant, restaurant],
        };
        let mut tx = world.identity.database.begin().await.unwrap();
        let created = create_client(&mut tx, command, world.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(created.client.name, "Till");
        assert_eq!(created.client.scopes, [Scope::BoardRead, Scope::MenuWrite]);
        assert_eq!(created.client.restaurant_ids, [restaurant]);
        assert_eq!(clients::all(&world.identity.database).await.unwrap(), [created.client]);
    }

    #[tokio::test]
    async fn a_client_that_may_do_nothing_is_refused() {
        let world = World::new().await;
        let command = CreateClientRequest {
            name: String::new(),
            scopes: vec![],
            restaurant_ids: vec![],
        };
        let mut tx = world.identity.database.begin().await.unwrap();
        let Err(CreateClientError::Invalid(invalid)) = create_client(&mut tx, command, world.now()).await else {
            panic!("taken")
        };
        assert_eq!(invalid.0.len(), 3);
    }
}
