//! Asks for a link to set a new password.

use crate::{
    domain::{after, before, email::Email},
    secret::{Purpose, Secret},
    state::Identity,
    store::{
        accounts,
        attempts::{self, Kind},
        resets,
    },
};
use foodwala_contract::events::PasswordResetRequested;
use foodwala_database::{DatabaseError, Tx};
use foodwala_messaging::outbox;
use jiff::Timestamp;
use std::time::Duration;

const HOUR: Duration = Duration::from_hours(1);

/// Emits `PasswordResetRequested` if the address has an account and was not asked for too often. Whoever asks learns
/// neither: the answer is the same, and each request is noted, so that it takes a durable write too.
pub async fn request_password_reset(
    tx: &mut Tx,
    identity: &Identity,
    email: &str,
    now: Timestamp,
) -> Result<(), DatabaseError> {
    let Some(email) = Email::parse(email) else {
        return Ok(());
    };
    let requested = attempts::of_email(tx, Kind::ResetRequested, email.key(), before(now, HOUR)).await?;
    if requested.count >= identity.resets_per_hour {
        tracing::info!(
            requests = requested.count,
            "requests for reset links throttled for one e-mail"
        );
        return Ok(());
    }
    attempts::insert(tx, Kind::ResetRequested, email.key(), now).await?;
    let Some(kept) = accounts::by_email(tx, email.key()).await? else {
        return Ok(());
    };
    let token = Secret::random(Purpose::PasswordReset);
    let expires_at = after(now, identity.reset_life);
    resets::insert(tx, token.hash(), kept.account.id, expires_at).await?;
    let event = PasswordResetRequested {
        account_id: kept.account.id,
        email: kept.account.email,
        locale: kept.account.locale,
        token: token.into_text(),
        expires_at,
    };
    outbox::append(tx, &event, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::World;

    async fn request(world: &World, email: &str) {
        let mut tx = world.identity.database.begin().await.unwrap();
        request_password_reset(&mut tx, &world.identity, email, world.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn only_an_account_gets_a_link_and_the_token_is_kept_as_a_hash() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        request(&world, "bob@example.org").await;
        request(&world, "nonsense").await;
        assert_eq!(world.count("password_resets").await, 0);
        request(&world, "ADA@example.org").await;
        assert_eq!(
            (world.count("password_resets").await, world.count("attempts").await),
            (1, 2)
        );
        insta::assert_json_snapshot!(
            world.events("foodwala.account.password_reset_requested.v1").await,
            { "[].account_id" => "[id]", "[].token" => "[token]" },
            @r#"
        [
          {
            "account_id": "[id]",
            "email": "ada@example.org",
            "expires_at": "2027-01-15T09:00:00Z",
            "locale": "en",
            "token": "[token]"
          }
        ]
        "#
        );
    }

    #[tokio::test]
    async fn nobody_can_flood_a_mailbox() {
        let world = World::new().await;
        world.registered("ada@example.org").await;
        for _ in 0..7 {
            request(&world, "ada@example.org").await;
        }
        assert_eq!(world.count("password_resets").await, 5);
        world.advance(HOUR);
        request(&world, "ada@example.org").await;
        assert_eq!(world.count("password_resets").await, 6);
    }
}
