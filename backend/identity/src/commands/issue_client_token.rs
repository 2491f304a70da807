//! Trades an API client's credentials for an access token (RFC 6749, section 4.4).

use crate::{issuer::SigningError, secret, state::Identity, store::clients};
use foodwala_contract::{
    access::Scope,
    auth::{TokenRequest, TokenResponse},
};
use foodwala_database::DatabaseError;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// No token was issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueClientTokenError {
    #[error("only client_credentials is offered")]
    UnsupportedGrantType,
    #[error("the client is unknown or its secret is wrong")]
    UnknownClient,
    #[error("the client does not hold the scope {0}")]
    ScopeNotHeld(String),
    #[error(transparent)]
    Signing(#[from] SigningError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// A token for the scopes asked for, which the client must hold, or for all that it holds. It changes nothing.
pub async fn issue_client_token(
    identity: &Identity,
    command: &TokenRequest,
    now: Timestamp,
) -> Result<TokenResponse, IssueClientTokenError> {
    if command.grant_type != "client_credentials" {
        return Err(IssueClientTokenError::UnsupportedGrantType);
    }
    let id = command
        .client_id
        .parse()
        .map_err(|_| IssueClientTokenError::UnknownClient)?;
    // No throttle: guessing 256 bits needs none.
    let client = clients::authenticated(&mut &identity.database, id, secret::hash(&command.client_secret)).await?;
    let client = client.ok_or(IssueClientTokenError::UnknownClient)?;
    let scopes = granted(command.scope.as_deref().unwrap_or_default(), &client.scopes)?;
    let token = identity.issuer.for_client(&client, &scopes, now)?;
    let names: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
    Ok(TokenResponse {
        access_token: token.text,
        token_type: "Bearer".to_owned(),
        expires_in: token.expires_in,
        scope: names.join(" "),
    })
}

fn granted(wanted: &str, held: &[Scope]) -> Result<Vec<Scope>, IssueClientTokenError> {
    let wanted: BTreeSet<_> = wanted.split_ascii_whitespace().collect();
    if wanted.is_empty() {
        return Ok(held.to_vec());
    }
    wanted
        .into_iter()
        .map(|name| {
            let scope = held.iter().find(|scope| scope.as_str() == name);
            scope
                .copied()
                .ok_or_else(|| IssueClientTokenError::ScopeNotHeld(name.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{create_client::create_client, delete_client::delete_client, testing::World};
    use foodwala_contract::{RestaurantId, auth::CreateClientRequest};
    use foodwala_platform::auth::Subject;
    use uuid::Uuid;

    #[tokio::test]
    async fn a_client_gets_a_token_for_what_it_holds_and_nothing_else() {
        let world = World::new().await;
        let restaurant = RestaurantId(Uuid::from_u128(1));
        let command = CreateClientRequest {
            name: "Till".to_owned(),
            scopes: vec![Scope::BoardRead, Scope::BoardWrite],
            restaurant_ids: vec![restaurant],
        };
        let mut tx = world.identity.database.begin().await.unwrap();
        let created = create_client(&mut tx, command, world.now()).await.unwrap();
        tx.commit().await.unwrap();
        let request = |scope: Option<&str>| TokenRequest {
            grant_type: "client_credentials".to_owned(),
            client_id: created.client.id.to_string(),
            client_secret: created.client_secret.clone(),
            scope: scope.map(ToOwned::to_owned),
        };

        let token = issue_client_token(&world.identity, &request(None), world.now())
            .await
            .unwrap();
        assert_eq!(
            (token.scope.as_str(), token.token_type.as_str()),
            ("board:read board:write", "Bearer")
        );
        let claims = world.deps.auth.verify(&token.access_token, world.now()).unwrap();
        assert_eq!(
            (claims.subject, claims.sub),
            (Subject::Client, created.client.id.uuid())
        );
        assert_eq!(
            (claims.restaurants.as_slice(), claims.sid),
            ([restaurant].as_slice(), None)
        );

        let token = issue_client_token(&world.identity, &request(Some("board:read")), world.now())
            .await
            .unwrap();
        assert_eq!(token.scope, "board:read");
        let more = issue_client_token(&world.identity, &request(Some("board:read menu:write")), world.now()).await;
        assert!(matches!(more, Err(IssueClientTokenError::ScopeNotHeld(scope)) if scope == "menu:write"));

        let wrong = TokenRequest {
            client_secret: "fws_guess".to_owned(),
            ..request(None)
        };
        let other = TokenRequest {
            client_id: "nobody".to_owned(),
            ..request(None)
        };
        for bad in [wrong, other] {
            let result = issue_client_token(&world.identity, &bad, world.now()).await;
            assert!(matches!(result, Err(IssueClientTokenError::UnknownClient)));
        }
        let grant = TokenRequest {
            grant_type: "password".to_owned(),
            ..request(None)
        };
        let result = issue_client_token(&world.identity, &grant, world.now()).await;
        assert!(matches!(result, Err(IssueClientTokenError::UnsupportedGrantType)));

        let mut tx = world.identity.database.begin().await.unwrap();
        delete_client(&mut tx, created.client.id).await.unwrap();
        tx.commit().await.unwrap();
        let gone = issue_client_token(&world.identity, &request(None), world.now()).await;
        assert!(matches!(gone, Err(IssueClientTokenError::UnknownClient)));
    }
}
