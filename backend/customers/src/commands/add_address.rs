//! Adds a delivery address.

use super::{begin, changed};
use crate::{
    domain::{MAX_ADDRESSES, address, invalid::Invalid},
    store,
};
use foodwala_contract::{
    AccountId, AddressId,
    customers::{Address, AddressDetails, Customer},
};
use foodwala_database::{DatabaseError, Tx};
use jiff::Timestamp;

/// No address was added.
#[derive(Debug, thiserror::Error)]
pub enum AddAddressError {
    #[error("there is no profile")]
    NoProfile,
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// Adds an address to the address book, at the top; returns it and the profile with it.
pub async fn add_address(
    tx: &mut Tx,
    id: AccountId,
    details: AddressDetails,
    now: Timestamp,
) -> Result<(Address, Customer), AddAddressError> {
    let address = Address {
        id: AddressId(foodwala_clock::new_id(now)),
        details: address::checked(details)?,
    };
    if !begin(tx, id).await? {
        return Err(AddAddressError::NoProfile);
    }
    if store::addresses::count_of(tx, id).await? >= MAX_ADDRESSES {
        return Err(Invalid::one("", "an address book holds at most 50 addresses").into());
    }
    store::addresses::insert(tx, id, &address, now).await?;
    let customer = changed(tx, id, now).await?.ok_or(AddAddressError::NoProfile)?;
    Ok((address, customer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::testing::{START, World, at, home};

    #[tokio::test]
    async fn the_newest_address_is_first() {
        let world = World::new().await;
        let mut added = Vec::new();
        for label in ["Home", "Work"] {
            let mut tx = world.tx().await;
            let details = AddressDetails {
                label: label.to_owned(),
                ..home()
            };
            added.insert(0, add_address(&mut tx, world.customer, details, START).await.unwrap().0);
            tx.commit().await.unwrap();
        }
        let profile = world.profile().await;
        assert_eq!((profile.addresses, profile.version), (added, 3));
        let events = world.events("foodwala.customer.changed.v1").await;
        assert_eq!(events.last().unwrap()["customer"]["addresses"][0]["label"], "Work");
    }

    #[tokio::test]
    async fn an_address_book_is_full_at_some_point() {
        let world = World::new().await;
        let mut tx = world.tx().await;
        for second in 0..50 {
            add_address(&mut tx, world.customer, home(), at(second)).await.unwrap();
        }
        let one_more = add_address(&mut tx, world.customer, home(), at(50)).await;
        assert!(matches!(one_more, Err(AddAddressError::Invalid(_))));
    }
}
