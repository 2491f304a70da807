//! The profile's name and language are copied into the account.

use crate::store::accounts;
use foodwala_contract::events::CustomerChanged;
use foodwala_database::Tx;
use foodwala_messaging::ConsumeError;

/// Copies them, unless a newer profile was copied before or the account has been deleted.
pub async fn handle(tx: &mut Tx, event: &CustomerChanged) -> Result<(), ConsumeError> {
    let customer = &event.customer;
    accounts::copy_profile(
        tx,
        customer.id,
        customer.version,
        &customer.display_name,
        &customer.locale,
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{commands::testing::World, queries::account::account};
    use foodwala_contract::customers::{Consents, Customer};

    #[tokio::test]
    async fn the_newest_profile_stays_whatever_order_they_come_in() {
        let world = World::new().await;
        let registered = world.registered("ada@example.org").await.account;
        for (version, name) in [(3, "Countess"), (2, "Lovelace")] {
            let customer = Customer {
                id: registered.id,
                version,
                display_name: name.to_owned(),
                email: registered.email.clone(),
                phone: None,
                locale: "fr".to_owned(),
                consents: Consents::default(),
                addresses: Vec::new(),
                favourites: Vec::new(),
            };
            let mut tx = world.identity.database.begin().await.unwrap();
            handle(&mut tx, &CustomerChanged { customer }).await.unwrap();
            tx.commit().await.unwrap();
        }
        let kept = account(&world.identity.database, registered.id).await.unwrap().unwrap();
        assert_eq!((kept.display_name.as_str(), kept.locale.as_str()), ("Countess", "fr"));
    }
}
