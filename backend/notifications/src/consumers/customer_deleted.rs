//! A customer deleted their account: erase what identifies them, and what they were told.

use crate::store::{feed, mails, orders, people};
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::CustomerDeleted;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::sync::Arc;

pub(super) struct Erase(pub Arc<dyn Clock>);

#[async_trait]
impl Handler for Erase {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let CustomerDeleted { account_id } = message.decode()?;
        let now = self.0.now();
        people::erase(tx, account_id, now).await?;
        feed::erase(tx, account_id, now).await?;
        mails::erase(tx, account_id).await?;
        orders::erase(tx, account_id).await?;
        Ok(())
    }
}
