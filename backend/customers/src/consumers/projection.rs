//! Writes read documents from the service's own events: the first one of a new profile, and those that a command could
//! not write.

use crate::projection;
use async_trait::async_trait;
use foodwala_contract::events::{CustomerChanged, CustomerDeleted, Event};
use foodwala_messaging::{ConsumeError, Message, Projector};
use foodwala_readmodel::ReadModel;

/// Writes and removes profiles.
pub struct Profiles {
    pub read_model: ReadModel,
}

#[async_trait]
impl Projector for Profiles {
    async fn project(&self, message: &Message) -> Result<(), ConsumeError> {
        let result = match message.kind.as_str() {
            CustomerChanged::TYPE => {
                let event: CustomerChanged = message.decode()?;
                projection::write(&self.read_model, &event.customer).await
            }
            CustomerDeleted::TYPE => {
                let event: CustomerDeleted = message.decode()?;
                projection::remove(&self.read_model, event.account_id).await
            }
            other => return Err(ConsumeError::permanent(format!("unexpected type {other}"))),
        };
        result.map(drop).map_err(|error| {
            if error.is_unavailable() {
                ConsumeError::away(error)
            } else {
                ConsumeError::transient(error)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::{START, World};

    async fn deliver<E: Event>(profiles: &Profiles, event: &E) {
        let message = Message::of(foodwala_clock::new_id(START), "customers", event, START, None).unwrap();
        profiles.project(&message).await.unwrap();
    }

    #[tokio::test]
    async fn a_profile_is_written_and_removed_for_good() {
        let world = World::new().await;
        let profiles = Profiles {
            read_model: ReadModel::in_process(),
        };
        let changed = CustomerChanged {
            customer: world.profile().await,
        };
        let written = async || {
            projection::read(&profiles.read_model, world.customer)
                .await
                .unwrap()
                .is_some()
        };
        deliver(&profiles, &changed).await;
        assert!(written().await);
        deliver(
            &profiles,
            &CustomerDeleted {
                account_id: world.customer,
            },
        )
        .await;
        deliver(&profiles, &changed).await;
        assert!(!written().await);
    }
}
