//! Whoever has an account has a profile.

use crate::commands::open_profile::open_profile;
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::AccountRegistered;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::sync::Arc;

/// Opens the profile.
pub struct AccountOpened {
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Handler for AccountOpened {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let event: AccountRegistered = message.decode()?;
        open_profile(tx, &event.account, self.clock.now()).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        commands::testing::{START, account},
        store,
    };
    use foodwala_clock::ManualClock;
    use foodwala_database::Database;

    #[tokio::test]
    async fn an_account_gets_its_profile() {
        let database = Database::temporary("customers").await.unwrap();
        let event = AccountRegistered { account: account() };
        let message = Message::of(foodwala_clock::new_id(START), "identity", &event, START, None).unwrap();
        let handler = AccountOpened {
            clock: Arc::new(ManualClock::new(START)),
        };
        let mut tx = database.begin().await.unwrap();
        handler.handle(&message, &mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let customer = store::customer(&mut &database, event.account.id)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((customer.version, customer.email), (1, event.account.email));
    }
}
