//! Removes a delivery address.

use super::{begin, changed};
use crate::store;
use foodwala_contract::{AccountId, AddressId, customers::Customer};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// No address was removed.
#[derive(Debug, thiserror::Error)]
pub enum RemoveAddressError {
    #[error("the customer has no such address")]
    NotFound,
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Removes an address of the customer's; returns the profile without it.
pub async fn remove_address(
    tx: &mut Tx,
    id: AccountId,
    address: AddressId,
    now: Timestamp,
) -> Result<Customer, RemoveAddressError> {
    if !begin(tx, id).await? || !store::addresses::delete(tx, id, address).await? {
        return Err(RemoveAddressError::NotFound);
    }
    changed(tx, id, now).await?.ok_or(RemoveAddressError::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        add_address::add_address,
        testing::{START, World, home},
    };

    #[tokio::test]
    async fn an_address_can_be_removed_once() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        let (address, _) = add_address(&mut tx, world.customer, home(), START).await.unwrap();
        let customer = remove_address(&mut tx, world.customer, address.id, START)
            .await
            .unwrap();
        assert!(customer.addresses.is_empty());
        tx.commit().await.unwrap();
        let mut tx = world.tx().await;
        let again = remove_address(&mut tx, world.customer, address.id, START).await;
        assert!(matches!(again, Err(RemoveAddressError::NotFound)));
        drop(tx);
        // What failed has not moved the version.
        assert_eq!(world.profile().await.version, 3);
    }
}
