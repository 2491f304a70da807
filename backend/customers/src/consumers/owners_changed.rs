//! Who owns restaurants is copied: the only owner of one cannot leave.

use crate::store::sole_owners;
use async_trait::async_trait;
use foodwala_contract::events::OwnersChanged;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};

/// Notes it.
pub struct Owners;

#[async_trait]
impl Handler for Owners {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let event: OwnersChanged = message.decode()?;
        sole_owners::note(tx, &event).await?;
        Ok(())
    }
}
