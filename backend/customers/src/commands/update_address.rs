//! Changes a delivery address.

use super::{begin, changed};
use crate::{
    domain::{address, invalid::Invalid},
    store,
};
use foodwala_contract::{
    AccountId, AddressId,
    customers::{Address, AddressDetails, Customer},
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// The address stays as it was.
#[derive(Debug, thiserror::Error)]
pub enum UpdateAddressError {
    #[error("the customer has no such address")]
    NotFound,
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Replaces an address of the customer's; returns it and the profile with it.
pub async fn update_address(
    tx: &mut Tx,
    id: AccountId,
    address: AddressId,
    details: AddressDetails,
    now: Timestamp,
) -> Result<(Address, Customer), UpdateAddressError> {
    let address = Address {
        id: address,
        details: address::checked(details)?,
    };
    if !begin(tx, id).await? || !store::addresses::update(tx, id, &address).await? {
        return Err(UpdateAddressError::NotFound);
    }
    let customer = changed(tx, id, now).await?.ok_or(UpdateAddressError::NotFound)?;
    Ok((address, customer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{
        add_address::add_address,
        testing::{START, World, home},
    };
    use uuid::Uuid;

    #[tokio::test]
    async fn an_address_is_replaced_by_its_owner_only() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        let (address, _) = add_address(&mut tx, world.customer, home(), START).await.unwrap();
        tx.commit().await.unwrap();
        let details = AddressDetails {
            instructions: Some("Ring twice".to_owned()),
            ..home()
        };

        let mut tx = world.tx().await;
        let stranger = AccountId(Uuid::from_u128(1));
        let foreign = update_address(&mut tx, stranger, address.id, details.clone(), START).await;
        assert!(matches!(foreign, Err(UpdateAddressError::NotFound)));
        let (updated, customer) = update_address(&mut tx, world.customer, address.id, details.clone(), START)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(updated.details, details);
        assert_eq!((customer.version, &customer), (3, &world.profile().await));
        assert_eq!(customer.addresses, [updated]);
    }
}
