//! What staff did on their board is done to the order, or refused.

use crate::commands::staff_action::{self, Outcome, StaffActionError};
use async_trait::async_trait;
use foodwala_clock::Clock;
use foodwala_contract::events::StaffActionTaken;
use foodwala_database::Tx;
use foodwala_messaging::{ConsumeError, Handler, Message};
use std::sync::Arc;

/// The handler of `StaffActionTaken`.
pub struct StaffActions {
    /// The time.
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Handler for StaffActions {
    async fn handle(&self, message: &Message, tx: &mut Tx) -> Result<(), ConsumeError> {
        let taken: StaffActionTaken = message.decode()?;
        let order_id = taken.order_id;
        match staff_action::take(tx, taken, self.clock.now()).await {
            Ok(Outcome::Applied) => Ok(()),
            Ok(Outcome::Refused(refused)) => {
                let reason: &dyn std::error::Error = &refused;
                tracing::info!(order.id = %order_id, reason, "a staff action came too late");
                Ok(())
            }
            Err(error @ StaffActionError::NotFound { .. }) => Err(ConsumeError::permanent(error.to_string())),
            Err(StaffActionError::Database(error)) => Err(error.into()),
        }
    }
}
