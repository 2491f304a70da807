//! Whoever deleted their profile has no account any more.

use crate::store::{
    accounts,
    attempts::{self, Kind},
};
use foodwala_contract::events::CustomerDeleted;
use foodwala_database::Tx;
use foodwala_messaging::ConsumeError;

/// Erases the account with its sessions and tokens, and what was attempted with its e-mail.
pub async fn handle(tx: &mut Tx, event: &CustomerDeleted) -> Result<(), ConsumeError> {
    let Some(kept) = accounts::by_id(tx, event.account_id).await? else {
        return Ok(());
    };
    attempts::forget(tx, Kind::LoginFailed, &kept.email_key).await?;
    attempts::forget(tx, Kind::ResetRequested, &kept.email_key).await?;
    accounts::delete(tx, event.account_id).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{request_password_reset::request_password_reset, testing::World};

    #[tokio::test]
    async fn nothing_of_the_person_is_left() {
        let world = World::new().await;
        let account_id = world.registered("ada@example.org").await.account.id;
        let mut tx = world.identity.database.begin().await.unwrap();
        request_password_reset(&mut tx, &world.identity, "ada@example.org", world.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let mut tx = world.identity.database.begin().await.unwrap();
            handle(&mut tx, &CustomerDeleted { account_id }).await.unwrap();
            tx.commit().await.unwrap();
        }
        for table in ["accounts", "sessions", "refresh_tokens", "password_resets", "attempts"] {
            assert_eq!(world.count(table).await, 0, "{table}");
        }
        // The address is free again.
        world.registered("ada@example.org").await;
    }
}
